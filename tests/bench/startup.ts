// From the start of the process to the first byte of the page, with a log directory of less than 100 MB.
import type { ChildProcess } from "node:child_process";
import { layerlapse } from "../support/layerlapse.ts";
import { corpus } from "./corpus/index.ts";
import { answerOf, freePort } from "./programs/http.ts";
import { percentile } from "./programs/figures.ts";
import { openWithOurs } from "./programs/layerlapse.ts";
import { tensorBoard, TENSORBOARD_VERSION } from "./programs/tensorboard.ts";
import { startTensorBoard } from "./programs/tensorboardApp.ts";

const ROUNDS = 7;
const GOAL_SECONDS = 0.6;
const LONGEST_SECONDS = 60;
const PAUSE_MS = 5;

/** Prints the medians of ours and TensorBoard's, and how long ours takes until it knows every event. */
export async function run(print: (line: string) => void): Promise<void> {
  const logs = corpus("desk", print);
  print(`${logs.name}: ${logs.runs} runs, ${(logs.bytes / 1e6).toFixed(0)} MB`);
  const ours: number[] = [];
  const whole: number[] = [];
  const theirs: number[] = [];
  const rival = tensorBoard();
  if (typeof rival === "string") print(`Skipped TensorBoard: ${rival}.`);
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now();
    const port = await freePort();
    const server = layerlapse(["--logdir", logs.logdir, "--port", String(port)]);
    ours.push(await firstByte(`http://127.0.0.1:${port}/`, server.process, started));
    await server.stop();
    const opened = await openWithOurs(logs);
    whole.push(opened.seconds);
    await opened.server.stop();
    if (typeof rival === "string") continue;
    const startedTheirs = performance.now();
    const app = await startTensorBoard(logs.logdir);
    theirs.push(await firstByte(app.url, app.process, startedTheirs));
    await app.stop();
  }
  const [first, all] = [percentile(ours, 0.5), percentile(whole, 0.5)];
  print(
    `ours: first byte after ${first.toFixed(2)} s, ${(first / GOAL_SECONDS).toFixed(2)} of the ` +
      `${GOAL_SECONDS} s allowed; every event can be queried after ${all.toFixed(2)} s`,
  );
  if (theirs.length === 0) return;
  const their = percentile(theirs, 0.5);
  const share = (first / their).toFixed(2);
  print(
    `TensorBoard ${TENSORBOARD_VERSION}: first byte after ${their.toFixed(2)} s: ours takes ${share} of it`,
  );
}

/** Seconds since `started` until the page's first byte; asks until somebody listens. */
async function firstByte(url: string, child: ChildProcess, started: number): Promise<number> {
  while (performance.now() - started < LONGEST_SECONDS * 1000) {
    if (child.exitCode !== null) throw new Error(`the server for ${url} ended`);
    const asked = performance.now();
    const answer = await answerOf(url).catch(() => null);
    if (answer?.status === 200) return (asked + answer.firstByteMs - started) / 1000;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  throw new Error(`no page at ${url} within ${LONGEST_SECONDS} s`);
}
