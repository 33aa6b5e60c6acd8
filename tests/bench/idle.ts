// What following 2,000 runs costs while nothing is written to them.
import { corpus } from "./corpus/index.ts";
import { openWithDataServer } from "./programs/dataServer.ts";
import { coreSeconds, residentMB } from "./programs/figures.ts";
import { openWithOurs } from "./programs/layerlapse.ts";
import { tensorBoard } from "./programs/tensorboard.ts";

const SETTLE_MS = 10_000;
const WATCH_MS = 20_000;
const GOAL = 0.01;
/** Of TensorBoard's own command line. */
const RELOAD_SECONDS = "5";

/** Prints the share of one core that ours takes, and TensorBoard's data server at its usual reload interval. */
export async function run(print: (line: string) => void): Promise<void> {
  const logs = corpus("small-runs", print);
  const { server } = await openWithOurs(logs);
  const ours = await shareOfACore(server.process.pid!);
  const idle = residentMB(server.process.pid!).now;
  await server.stop();
  print(
    `${logs.runs} runs idle: ours takes ${percent(ours)} of a core and ${idle.toFixed(0)} MB (goal: under ${percent(GOAL)})`,
  );
  const theirs = tensorBoard();
  if (typeof theirs === "string") return print(`Skipped TensorBoard's data server: ${theirs}.`);
  const rival = await openWithDataServer(logs.logdir, [], RELOAD_SECONDS);
  const their = await shareOfACore(rival.process.pid!);
  await rival.stop();
  print(
    `TensorBoard's data server, looking every ${RELOAD_SECONDS} s: ${percent(their)}: ours takes ${(ours / their).toFixed(2)} of it`,
  );
}

async function shareOfACore(pid: number): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  const before = coreSeconds(pid);
  await new Promise((resolve) => setTimeout(resolve, WATCH_MS));
  return (coreSeconds(pid) - before) / (WATCH_MS / 1000);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
