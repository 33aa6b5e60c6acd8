// Many small files at once are read in worker threads: what is known of them must be what a look at each would tell.
import { symlinkSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { metadataValue, scalarValue } from "#contract/eventlog/event.ts";
import type { RunSummary } from "#contract/protocol.ts";
import {
  append,
  EVENTS,
  follow,
  type Followed,
  record,
  scalar,
  scalars,
  scalarsOf,
  seriesOf,
  summaries,
  temporary,
  until,
} from "./followed.ts";

/** What is new and wrong is looked at twice; what is old is not. */
const LONG_AGO = new Date(Date.now() - 3_600_000);
/** Enough for several jobs. */
const ROUNDS = 12;

/** Each kind of file, by the name of its run. */
const KINDS: Record<string, Buffer> = {
  usual: Buffer.concat([scalarsOf(0, 1, 2), scalar(3, 7, "accuracy")]),
  empty: Buffer.alloc(0),
  torn: Buffer.concat([scalarsOf(0, 1), scalar(2, 2).subarray(0, 20)]),
  damaged: Buffer.concat([scalarsOf(0), scalarsOf(1).fill(9, 20, 24), scalarsOf(2)]),
  garbage: Buffer.alloc(300, 7),
  noEvent: Buffer.concat([
    scalarsOf(0),
    record({ wallTime: 1, step: 1, values: [] }),
    scalarsOf(2),
  ]),
  steppedBack: Buffer.concat([scalarsOf(0, 1, 2, 3), scalarsOf(1, 2)]),
  described: record({
    wallTime: 5,
    step: 5,
    values: [metadataValue("layer", "histograms", new Uint8Array(3)), scalarValue("loss", NaN)],
  }),
  longer: scalarsOf(...Array.from({ length: 3000 }, (_, i) => i)),
};

function written(): string {
  const folder = temporary();
  for (const [kind, bytes] of Object.entries(KINDS))
    for (let i = 0; i < ROUNDS; i++)
      utimesSync(append(folder, `${kind}-${i}/${EVENTS}`, bytes), LONG_AGO, LONG_AGO);
  return folder;
}

/** What is known, without the names that tell one log directory from another. */
function known(followed: Followed, run: string): Partial<RunSummary> {
  const { id: _, name: __, members: ___, problems, ...rest } = summaries(followed).get(run)!;
  return { ...rest, problems: problems.map((one) => ({ ...one, file: "" })) };
}

it("are known as they are when each is looked at by itself", async () => {
  const folder = written();
  const together = follow(folder);
  await together.logdir.ready;
  expect(together.runs.logged()).toHaveLength(ROUNDS * Object.keys(KINDS).length);
  for (const kind of Object.keys(KINDS)) {
    const alone = follow(join(folder, `${kind}-0`));
    await alone.logdir.ready;
    for (let i = 0; i < ROUNDS; i++) {
      const run = `${kind}-${i}`;
      expect(known(together, run), run).toEqual(known(alone, "."));
      expect(await scalars(together, run)).toEqual(await scalars(alone, "."));
    }
    await alone.logdir.close();
  }
});

it("go on where they ended, and begin again where they are replaced", async () => {
  const folder = written();
  const followed = follow(folder);
  await followed.logdir.ready;
  append(folder, `usual-3/${EVENTS}`, scalarsOf(3, 4));
  writeFileSync(join(folder, `usual-4/${EVENTS}`), scalarsOf(8, 9, 10, 11, 12));
  truncateSync(join(folder, `usual-5/${EVENTS}`), scalarsOf(0).length);
  await until(async () => (await scalars(followed, "usual-3")).length === 5);
  await until(async () => (await scalars(followed, "usual-4")).length === 5);
  await until(() => seriesOf(followed, "usual-5", "loss")?.length === 1);
  expect((await scalars(followed, "usual-4"))[0]).toEqual([8, 8]);
  expect(seriesOf(followed, "usual-4", "accuracy")).toBeUndefined();
});

it("are not read where they lead out of the log directory", async () => {
  const [folder, outside] = [written(), temporary()];
  append(outside, EVENTS, scalarsOf(1));
  append(folder, "link/notes.txt", Buffer.from("nothing"));
  symlinkSync(join(outside, EVENTS), join(folder, "link", EVENTS));
  const followed = follow(folder);
  await followed.logdir.ready;
  expect(seriesOf(followed, "link", "loss")).toBeUndefined();
  expect(seriesOf(followed, "usual-0", "loss")?.length).toBe(3);
});
