// A server that is killed leaves nothing behind: started again over the same directory it tells the same.
import { appendFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Column, unpackFrame } from "#contract/frames.ts";
import { type LogdirStatus, pointsPath, type RunSummary } from "#contract/protocol.ts";
import { type Running, serve, temporaryFolder, until } from "../support/layerlapse.ts";
import { writeRun, type WrittenRun } from "../support/writtenRun.ts";

const EPOCHS = 12;
const NAMES = ["bigger", "deep/er", "torn"];

interface RunList {
  server: string;
  logdir: LogdirStatus;
  runs: RunSummary[];
}

let logdir: ReturnType<typeof temporaryFolder>;
let written: WrittenRun[];
const servers: Running[] = [];
beforeEach(() => {
  logdir = temporaryFolder();
  written = NAMES.map((name, seed) => writeRun(logdir.path, name, { seed, epochs: EPOCHS }));
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop("SIGKILL");
  logdir.remove();
});

function write(from: number, to: number): void {
  for (let step = from; step <= to; step++)
    for (const run of written) run.epoch(step, 1 - 1 / (1 + step));
}

async function started(): Promise<Running> {
  const server = await serve(logdir.path);
  servers.push(server);
  return server;
}

/** What the server knows, once it knows everything up to `step`. */
function listOf({ url }: Running, step: number): Promise<RunList> {
  return until(async () => {
    const list = (await (await fetch(`${url}api/runs`)).json()) as RunList;
    const complete = list.runs.length === NAMES.length && list.logdir.reading === null;
    return complete && list.runs.every(({ lastStep }) => lastStep === step) ? list : null;
  });
}

/** The points of every series of every run. */
async function pointsOf({ url }: Running, { server, runs }: RunList): Promise<Column[][]> {
  const frames: Column[][] = [];
  for (const { id: run, generation, scalars, parameters } of runs) {
    for (const { series, points } of [...scalars, ...parameters]) {
      const path = pointsPath(server, { run, generation, series, points: 0 }, points);
      const answer = await fetch(`${url}${path}`);
      expect(answer.status).toBe(200);
      frames.push(unpackFrame(await answer.arrayBuffer()).columns);
    }
  }
  return frames;
}

test("what was seen growing is the same for a server that finds it grown", async () => {
  const killed = await started();
  write(1, 5);
  await listOf(killed, 5);
  write(6, EPOCHS);
  const before = await listOf(killed, EPOCHS);
  const points = await pointsOf(killed, before);
  expect(points).toHaveLength(NAMES.length * 6);
  await killed.stop("SIGKILL");

  const again = await started();
  const after = await listOf(again, EPOCHS);
  expect(after.server).not.toBe(before.server);
  expect(after.runs).toEqual(before.runs);
  expect(after.logdir).toEqual(before.logdir);
  expect(await pointsOf(again, after)).toEqual(points);
});

test("an address of the killed server is refused by the next", async () => {
  write(1, 2);
  const killed = await started();
  const { server, runs } = await listOf(killed, 2);
  await killed.stop("SIGKILL");
  const again = await started();
  await listOf(again, 2);
  const cursor = { run: runs[0]!.id, generation: runs[0]!.generation, series: 0, points: 0 };
  expect((await fetch(`${again.url}${pointsPath(server, cursor, 1)}`)).status).toBe(410);
});

test("what was written while no server ran is there, a record cut short is not", async () => {
  write(1, 3);
  const killed = await started();
  await listOf(killed, 3);
  await killed.stop("SIGKILL");
  write(4, EPOCHS);
  appendFileSync(written[2]!.file, Buffer.from([200, 1, 0, 0, 0, 0, 0]));
  const { runs } = await listOf(await started(), EPOCHS);
  expect(runs.map(({ scalars }) => scalars.map(({ points }) => points))).toEqual(
    NAMES.map(() => [EPOCHS, EPOCHS]),
  );
});
