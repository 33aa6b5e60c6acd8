// Real files of every writer, mutated by chance: nothing crashes or hangs, and every record that stays whole is read.
import { readdirSync, readFileSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { expect, it } from "vitest";
import { crc32c } from "#contract/eventlog/crc32c.ts";
import { frameRecord } from "#contract/eventlog/tfrecord.ts";
import type { LoggedRun, ScalarSeries } from "../../../server/runs/index.ts";
import { mutated, type Mutation, mutation } from "../../support/mutations.ts";
import { plainEvents, type PlainValue } from "../../support/plainDecoder.ts";
import { append, EVENTS, follow, type Followed, temporary } from "./followed.ts";

const FIXTURES = fileURLToPath(new URL("../../fixtures", import.meta.url));
const SOURCES = readdirSync(FIXTURES, { recursive: true, encoding: "utf8" })
  .filter((name) => name.includes("tfevents"))
  .toSorted()
  .map((name) => readFileSync(join(FIXTURES, name)));
/** Files that are read at once, one run each. */
const FILES = 30;
/** More for a long night. */
const ROUNDS = Number(process.env["LAYERLAPSE_FUZZ_ROUNDS"] ?? 6);
const LONGEST_ROUND_MS = 20_000;
const MOST_GROWTH_BYTES = 300_000_000;
const LONG_AGO = new Date(0);
/** Values under these tags say something of the run, and are no points. */
const NO_POINTS = "_hparams_/";
const HEADER = 12;
const FRAMING = 16;

interface Mutilated {
  source: number;
  other: number;
  changes: Mutation[];
}

const source = fc.nat(SOURCES.length - 1);
const mutilated = (most: number): fc.Arbitrary<Mutilated> =>
  fc.record({
    source,
    other: source,
    changes: fc.array(mutation, { minLength: 1, maxLength: most }),
  });

const masked = (bytes: Buffer): number => {
  const crc = crc32c(bytes);
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
};

/** The records of a file that are whole, looked for in the slowest way. */
function wholeRecords(file: Buffer): Buffer[] {
  const lengthAt = (at: number): number | null => {
    if (at + HEADER > file.length) return null;
    if (masked(file.subarray(at, at + 8)) !== file.readUInt32LE(at + 8)) return null;
    return Number(file.readBigUInt64LE(at));
  };
  const records: Buffer[] = [];
  for (let at = 0; at + FRAMING <= file.length;) {
    const length = lengthAt(at);
    const end = at + FRAMING + (length ?? Infinity);
    if (end > file.length) {
      at++;
      continue;
    }
    const whole = masked(file.subarray(at + HEADER, end - 4)) === file.readUInt32LE(end - 4);
    if (whole) records.push(file.subarray(at, end));
    // What lies in a record whose own bytes are damaged is no record.
    at = whole || end === file.length || lengthAt(end) !== null ? end : at + 1;
  }
  return records;
}

/** What is said of each tag at each of its points, as texts in order. */
type Said = Map<string, string[]>;

/** How much is said of a point: of numbers and histograms what they are, of anything else when it was logged. */
type Kind = "scalars" | "distributions" | "others";

/** What the records say, of each tag as much as `kinds` asks for. */
function saidIn(records: Buffer[], kinds: ReadonlyMap<string, Kind>): Said {
  const said: Said = new Map();
  for (const { step, wallTime, values } of plainEvents(Buffer.concat(records))) {
    for (const value of values) {
      if (value.tag.startsWith(NO_POINTS)) continue;
      const kind = kinds.get(value.tag) ?? "others";
      const texts = said.get(value.tag) ?? [];
      said.set(value.tag, texts);
      texts.push(`${step} ${wallTime} ${PLAINLY[kind](value)}`);
    }
  }
  return inOrder(said);
}

const PLAINLY: Readonly<Record<Kind, (value: PlainValue) => string>> = {
  scalars: ({ scalar, numbers }) => `${scalar ?? numbers?.[0]}`,
  distributions: ({ histogram, numbers = [] }) => {
    // Buckets of (left, right, count).
    const inBuckets = numbers.filter((_, i) => i % 3 === 2).reduce((sum, one) => sum + one, 0);
    return histogram
      ? momentsText(histogram.num, histogram.min, histogram.max, histogram.sum / histogram.num)
      : `${inBuckets}`;
  },
  others: () => "",
};

/** Of values that are not all finite, writers log no moments that hold. */
const momentsText = (count: number, ...moments: [min: number, max: number, mean: number]): string =>
  count > 0 && moments.every(Number.isFinite)
    ? [count, ...moments.map((one) => one.toPrecision(9))].join()
    : `${count}`;

/** What is kept of each tag, whether it stands or was superseded. */
async function saidBy(run: LoggedRun): Promise<{ said: Said; kinds: Map<string, Kind> }> {
  const [said, kinds]: [Said, Map<string, Kind>] = [new Map(), new Map()];
  const add = (tag: string, kind: Kind, texts: string[]): void => {
    // Of a tag that is several kinds of things, it is compared when they were logged.
    const before = kinds.get(tag) ?? kind;
    kinds.set(tag, before === kind ? kind : "others");
    said.set(tag, [...(said.get(tag) ?? []), ...texts]);
  };
  for (const superseded of [false, true]) {
    const times = (one: LoggedSeries): string[] => {
      const { steps, wallTimes } = one.times(0, lengthOf(one, superseded), superseded);
      return Array.from(steps, (step, i) => `${step} ${wallTimes[i]}`);
    };
    for (const one of run.scalars.values()) {
      const values = one.values(0, lengthOf(one, superseded), superseded);
      add(
        one.tag,
        "scalars",
        times(one).map((at, i) => `${at} ${values[i]}`),
      );
    }
    for (const one of run.others.values())
      add(
        one.tag,
        "others",
        times(one).map((at) => `${at} `),
      );
    for (const one of [...run.distributions.values()].flat()) {
      const points = await one.distributions(0, lengthOf(one, superseded), superseded);
      const texts = points.map(({ distribution }) => {
        const { count, min, max, mean, exactMoments } = distribution;
        return exactMoments ? momentsText(count, min, max, mean) : `${count}`;
      });
      add(
        one.tag,
        "distributions",
        times(one).map((at, i) => `${at} ${texts[i]}`),
      );
    }
  }
  for (const [tag, kind] of kinds) {
    if (kind !== "others") continue;
    said.set(
      tag,
      said.get(tag)!.map((text) => text.replace(/ [^ ]*$/, " ")),
    );
  }
  return { said: inOrder(said), kinds };
}

type LoggedSeries = Pick<ScalarSeries, "length" | "superseded" | "times">;

const lengthOf = ({ length, superseded }: LoggedSeries, isSuperseded: boolean): number =>
  isSuperseded ? superseded : length;

const inOrder = (said: Said): Said =>
  new Map(
    [...said]
      .filter(([, texts]) => texts.length > 0)
      .map(([tag, texts]): [string, string[]] => [tag, texts.toSorted()])
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );

/** What is said in `all` and not in `kept`. */
function lost(all: Said, kept: Said): string[] {
  return [...all].flatMap(([tag, texts]) => {
    const left = new Map<string, number>();
    for (const text of kept.get(tag) ?? []) left.set(text, (left.get(text) ?? 0) + 1);
    return texts.filter((text) => {
      const count = left.get(text) ?? 0;
      left.set(text, count - 1);
      return count <= 0;
    });
  });
}

/** Has the files read, one run each, in bounded time and memory. */
async function readAll(files: readonly Buffer[], check: (followed: Followed) => Promise<void>) {
  const folder = temporary();
  files.forEach((bytes, i) =>
    utimesSync(append(folder, `${i}/${EVENTS}`, bytes), LONG_AGO, LONG_AGO),
  );
  const [memory, started] = [process.memoryUsage().rss, performance.now()];
  const followed = follow(folder);
  await followed.logdir.ready;
  await check(followed);
  await followed.logdir.close();
  expect(performance.now() - started).toBeLessThan(LONGEST_ROUND_MS);
  expect(process.memoryUsage().rss - memory).toBeLessThan(MOST_GROWTH_BYTES);
}

it("every record that stays whole is read, and every point that is shown can be fetched", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(mutilated(4), { minLength: FILES, maxLength: FILES }),
      async (some) => {
        const files = some.map(({ source, other, changes }) =>
          changes.reduce<Buffer>(
            (bytes, one) => mutated(bytes, one, SOURCES[other]!),
            SOURCES[source]!,
          ),
        );
        await readAll(files, async ({ runs }) => {
          for (const [i, file] of files.entries()) {
            const run = runs.loggedIn(`${i}`)!;
            const { said, kinds } = await saidBy(run);
            expect(said, `file ${i}`).toEqual(saidIn(wholeRecords(file), kinds));
            for (const series of [
              ...run.scalars.values(),
              ...[...run.distributions.values()].flat(),
            ]) {
              await series.frame(0, series.length);
              if (series.superseded > 0) await series.frame(0, series.superseded, true);
            }
          }
        });
      },
    ),
    { numRuns: ROUNDS },
  );
});

it("a message that is mutated inside whole framing costs its own values at most", async () => {
  const records = SOURCES.map((file) => wholeRecords(file));
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(mutilated(3), fc.nat()), { minLength: FILES, maxLength: FILES }),
      async (some) => {
        const cases = some.map(([{ source, other, changes }, number]) => {
          const whole = records[source]!;
          const at = number % whole.length;
          const payload = whole[at]!.subarray(HEADER, -4);
          const [from] = records[other]!;
          const changed = changes.reduce<Buffer>(
            (bytes, one) => mutated(bytes, one, from!),
            payload,
          );
          const rest = whole.filter((_, i) => i !== at);
          const file = whole.map((record, i) => (i === at ? frameRecord(changed) : record));
          return { file: Buffer.concat(file), rest };
        });
        await readAll(
          cases.map(({ file }) => file),
          async ({ runs }) => {
            for (const [i, { rest }] of cases.entries()) {
              const run = runs.loggedIn(`${i}`)!;
              const refused = run.problems.length;
              const { said, kinds } = await saidBy(run);
              const left = lost(saidIn(rest, kinds), said);
              // A record that says another plugin of a tag changes what the tag's later values are.
              expect(refused > 0 ? [] : left, `file ${i}`).toEqual([]);
            }
          },
        );
      },
    ),
    { numRuns: ROUNDS },
  );
});
