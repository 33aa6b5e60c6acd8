// A viewer whose socket is full: skipped, however much happens, then brought up to date at once.
import { afterEach, beforeEach, expect, test } from "vitest";
import type { ServerFrame } from "#contract/protocol.ts";
import { unpackFrame } from "#contract/frames.ts";
import { followLogdir, type Logdir } from "../../../server/logdir/index.ts";
import { Viewer } from "../../../server/live/viewer.ts";
import { Runs } from "../../../server/runs/index.ts";
import { temporaryFolder, until } from "../../support/layerlapse.ts";
import { type WrittenRun, writeRun } from "../../support/writtenRun.ts";

const FULL = 10_000_000;
const folder = temporaryFolder();
let runs: Runs;
let logdir: Logdir;
let run: WrittenRun;
beforeEach(async () => {
  run = writeRun(folder.path, "run");
  run.epoch(0, 0.1);
  runs = new Runs();
  logdir = followLogdir(folder.path, runs);
  await logdir.ready;
});
afterEach(async () => {
  await logdir.close();
  folder.remove();
});

test("what happened while it was full comes as one frame, and nothing before there is room", async () => {
  let woken = 0;
  const sent: { data: string | Uint8Array; done: () => void }[] = [];
  const outlet = {
    bufferedAmount: 0,
    isOpen: true,
    send: (data: string | Uint8Array, done: () => void) => void sent.push({ data, done }),
  };
  const viewer = new Viewer(outlet, {
    runs,
    status: () => logdir.status(),
    version: "0",
    windowTitle: "",
    wake: () => woken++,
  });
  const [summary] = runs.changesAfter(0).runs;
  const { id, generation, scalars } = summary!;
  const watch = [{ run: id, generation, series: scalars[0]!.series, points: 0 }];
  viewer.receive({ type: "resume", server: null, revision: 0, watch });
  await viewer.update();
  const frames = (): ServerFrame[] =>
    sent.flatMap(({ data }) =>
      typeof data === "string" ? [] : [unpackFrame(data.slice().buffer).meta as ServerFrame],
    );
  expect(frames()).toMatchObject([{ from: 0 }]);
  expect(viewer.stuckFor(0)).toBe(0);

  outlet.bufferedAmount = FULL;
  const { length } = sent;
  for (let step = 1; step <= 20; step++) run.epoch(step, 0.1);
  await until(() => runs.get(id)!.series(watch[0]!.series)!.length === 21);
  for (let round = 0; round < 20; round++) await viewer.update();
  expect(sent).toHaveLength(length);
  viewer.stuckFor(1000);
  expect(viewer.stuckFor(4000)).toBe(3000);

  outlet.bufferedAmount = 0;
  woken = 0;
  sent[0]!.done();
  expect(woken).toBe(1);
  await viewer.update();
  expect(sent.length - length).toBeLessThanOrEqual(2);
  expect(frames().slice(1)).toMatchObject([{ from: 1 }]);
  expect(viewer.stuckFor(5000)).toBe(0);
});
