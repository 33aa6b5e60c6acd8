// Reads log directories once, for commands that tell of them and end.
import { setTimeout as delay } from "node:timers/promises";
import { Presets, SingleBar } from "cli-progress";
import type { LogdirStatus } from "#contract/protocol.ts";
import type { Logdir, UnfinishedFile } from "../logdir/index.ts";
import { Runs } from "../runs/index.ts";
import { Failure } from "./failure.ts";
import type { NamedLogdir } from "./flags.ts";
import { followAll } from "./followAll.ts";

/** Everything that is there, to be asked until it is closed. */
export interface ReadLogdir {
  runs: Runs;
  status: LogdirStatus;
  /** Files that end in what may become a record. */
  unfinished: UnfinishedFile[];
  close(): Promise<void>;
}

/** What looks wrong in a file that is being written is looked at again; it counts once it stays so for this long. */
const STEADY_MS = 300;
const LONGEST_WAIT_MS = 3000;
const LOOK_EVERY_MS = 50;

/** Reads everything that there is; where standard error is a terminal it shows how far it is. */
export async function readLogdir(roots: readonly NamedLogdir[]): Promise<ReadLogdir> {
  const runs = new Runs();
  const logdir = followAll(roots, runs, { hints: false });
  const bar = process.stderr.isTTY ? barOf(logdir) : null;
  await logdir.ready;
  bar?.stop();
  const unfinished = await steadily(() => logdir.unfinished());
  const status = logdir.status();
  if (status.exists) return { runs, status, unfinished, close: () => logdir.close() };
  await logdir.close();
  throw new Failure(`There is no directory ${status.path}.`);
}

const BYTES_PER_MB = 1e6;

function barOf(logdir: Logdir): { stop(): void } {
  const format = "Reading [{bar}] {value} of {total} MB";
  const bar = new SingleBar({ format, clearOnComplete: true }, Presets.legacy);
  bar.start(0, 0);
  const end = logdir.onStatus(() => {
    const { reading } = logdir.status();
    if (!reading) return;
    bar.setTotal(Math.round(reading.total / BYTES_PER_MB));
    bar.update(Math.round(reading.done / BYTES_PER_MB));
  });
  return {
    stop() {
      end();
      bar.stop();
    },
  };
}

/** The list once it is empty, or has been the same for a while. */
async function steadily(list: () => UnfinishedFile[]): Promise<UnfinishedFile[]> {
  const start = performance.now();
  let [now, since] = [list(), start];
  while (now.length > 0 && performance.now() - since < STEADY_MS) {
    await delay(LOOK_EVERY_MS);
    const next = list();
    if (JSON.stringify(next) !== JSON.stringify(now)) since = performance.now();
    now = next;
    if (performance.now() - start > LONGEST_WAIT_MS) break;
  }
  return now;
}
