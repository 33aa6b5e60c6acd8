// Thousands of runs, and of tags: the first runs show at once, and the server answers while it reads.
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { encodeEvent, scalarValue } from "#contract/eventlog/event.ts";
import { frameRecord } from "#contract/eventlog/tfrecord.ts";
import type { MessageWriter } from "#contract/eventlog/wire.ts";
import type { LogdirStatus, RunSummary } from "#contract/protocol.ts";
import { Page } from "../server/live/page.ts";
import { type Running, serve, temporaryFolder, until } from "../support/layerlapse.ts";

const EVENTS = "events.out.tfevents.1.host.1.0";
const RUNS = 2000;
const STEPS = 1000;
/** Seconds since 1970. */
const NEWEST = 1_700_000_000;
/** A hundred on a machine that does nothing else. */
const USUAL_ANSWER_MS = 500;
const SLOWEST_ANSWER_MS = 3000;
const TAGS = 1000;
const TOO_MANY = 300_000;
const MOST_KEPT = 100_000;
const UNKEPT = `: ${TOO_MANY - MOST_KEPT} values`;
const MOST_KILOBYTES = 1_500_000;

/** The newest run stands in the middle of the names. */
const ageOf = (run: number): number => Math.abs(run - RUNS / 2);

interface RunList {
  server: string;
  logdir: LogdirStatus;
  runs: RunSummary[];
}

let logdir: ReturnType<typeof temporaryFolder>;
let running: Running | null;
beforeEach(() => {
  logdir = temporaryFolder();
  running = null;
});
afterEach(async () => {
  await running?.stop("SIGKILL");
  logdir.remove();
});

const logs = (step: number, ...values: MessageWriter[]): Uint8Array =>
  frameRecord(encodeEvent({ wallTime: step, step, values }));

function write(run: string, bytes: Uint8Array): string {
  const folder = join(logdir.path, run);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, EVENTS);
  writeFileSync(file, bytes);
  return file;
}

/** The list of runs, and how long the server took to answer. */
async function listOf(url: string): Promise<RunList & { tookMs: number }> {
  const started = performance.now();
  const answer = await fetch(`${url}api/runs`);
  const text = await answer.text();
  const tookMs = performance.now() - started;
  return { ...(JSON.parse(text) as RunList), tookMs };
}

test("of two thousand runs the newest show first, with how far reading is, and the server answers meanwhile", async () => {
  const block = Buffer.concat(
    Array.from({ length: STEPS }, (_, step) => logs(step, scalarValue("loss", step))),
  );
  for (let run = 0; run < RUNS; run++) {
    const file = write(`sweep${run % 20}/run${run}`, block);
    utimesSync(file, NEWEST - ageOf(run), NEWEST - ageOf(run));
  }
  running = await serve(logdir.path);
  const { url } = running;
  const looks: (RunList & { tookMs: number })[] = [];
  await until(async () => {
    looks.push(await listOf(url));
    return looks.at(-1)!.logdir.reading === null;
  });
  const read = ({ runs }: RunList) => runs.filter(({ scalars }) => scalars[0]?.points === STEPS);
  const early = looks.find((look) => read(look).length > 0)!;
  const { done, total } = early.logdir.reading!;
  expect(done).toBeLessThan(total);
  expect(read(early).length).toBeLessThan(RUNS);
  const newest = Math.min(...read(early).map(({ name }) => ageOf(Number(/\d+$/.exec(name)![0]))));
  expect(newest).toBeLessThan(RUNS / 20);
  const answers = looks.map(({ tookMs }) => tookMs).toSorted((a, b) => a - b);
  expect(answers[answers.length >> 1]).toBeLessThan(USUAL_ANSWER_MS);
  expect(answers.at(-1)).toBeLessThan(SLOWEST_ANSWER_MS);
  expect(read(looks.at(-1)!)).toHaveLength(RUNS);
}, 60_000);

test("a run with a thousand tags is whole, and grows", async () => {
  const tags = Array.from({ length: TAGS }, (_, i) => `layer${i % 50}/weight${i}`);
  const epoch = (step: number): Uint8Array =>
    logs(step, ...tags.map((tag) => scalarValue(tag, step)));
  const file = write("run", Buffer.concat(Array.from({ length: 100 }, (_, step) => epoch(step))));
  running = await serve(logdir.path);
  const { url } = running;
  const all = (points: number) => async () => {
    const [run] = (await listOf(url)).runs;
    return run?.scalars.length === TAGS && run.scalars.every((one) => one.points === points);
  };
  await until(all(100));
  for (let step = 100; step < 110; step++) {
    appendFileSync(file, epoch(step));
    await until(all(step + 1), { seconds: 2 });
  }
}, 60_000);

test("a run with too many tags is cut short and told of, and meanwhile the others go on", async () => {
  const other = write("other", logs(0, scalarValue("loss", 0)));
  const records = Array.from({ length: TOO_MANY / 100 }, (_, i) =>
    logs(1, ...Array.from({ length: 100 }, (_, j) => scalarValue(`weights/${i * 100 + j}`, 1))),
  );
  running = await serve(logdir.path);
  const { url } = running;
  const page = new Page();
  await page.connect(url);
  const cursor = await page.series("other", "loss");
  page.watch(cursor);
  write("broken", Buffer.concat(records));
  for (let step = 1; step < 20; step++) {
    appendFileSync(other, logs(step, scalarValue("loss", step)));
    // What is told of a hundred thousand tags holds up no point.
    await until(() => page.stepsOf(cursor).length === step + 1, { seconds: 10 });
  }
  await page.leave();
  const { runs } = await until(async () => {
    const list = await listOf(url);
    return list.runs[0]?.problems[0]?.reason.includes(UNKEPT) ? list : null;
  });
  expect(
    runs.map(({ name, scalars, problems }) => [name, scalars.length, problems.length]),
  ).toEqual([
    ["broken", MOST_KEPT, 1],
    ["other", 1, 0],
  ]);
  if (!existsSync("/proc/self/status")) return;
  const status = readFileSync(`/proc/${running.process.pid}/status`, "utf8");
  expect(Number(/VmHWM:\s+(\d+) kB/.exec(status)![1])).toBeLessThan(MOST_KILOBYTES);
}, 60_000);
