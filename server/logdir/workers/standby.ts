// Worker threads that are up before there is work for them: one takes as long to come up as the program to load.
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";

/** More would read no faster, and each holds some ten megabytes. */
const MOST_THREADS = 4;
/** So many threads may be at big jobs at the same time. */
export const THREADS = Math.max(1, Math.min(MOST_THREADS, availableParallelism()));
/** So many come up early: meanwhile the program that is being loaded has a processor to itself. */
export const EARLY_THREADS = Math.max(1, THREADS - 1);

/** Jobs leave little that outlives a piece: room for more of it would only be memory that is not used again. */
const RESOURCES = { maxYoungGenerationSizeMb: 3 };

const standing = new Set<Worker>();

/** Starts the early threads, which keep nobody from ending the program. */
export function standBy(): void {
  for (let i = 0; i < EARLY_THREADS; i++) {
    const worker = started();
    standing.add(worker);
    // Whoever needs it then is told by the one that is started instead.
    worker.once("error", () => {}).once("exit", () => standing.delete(worker));
    worker.unref();
  }
}

/** One that stands by, or a new one. */
export function workerThread(): Worker {
  for (const worker of standing) {
    standing.delete(worker);
    worker.removeAllListeners().ref();
    return worker;
  }
  return started();
}

/** Ends those that nobody took. */
export function dismissStanding(): void {
  for (const worker of standing) void worker.terminate();
  standing.clear();
}

function started(): Worker {
  // The built program, also for sources that run unbuilt.
  const program = createRequire(import.meta.url).resolve("layerlapse/worker");
  return new Worker(program, { execArgv: [], resourceLimits: RESOURCES });
}
