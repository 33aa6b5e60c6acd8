// What the main thread and a worker thread say to each other; `job` numbers the jobs of a thread.
import type { JobName } from "./jobs.ts";

export type ToWorker =
  | { type: "start"; job: number; name: JobName; input: unknown }
  /** A piece has been taken; here are the buffers that it had lent. */
  | { type: "taken"; job: number; lent: ArrayBuffer[] }
  /** Nobody wants the rest. */
  | { type: "stop"; job: number };

export type FromWorker =
  | { type: "piece"; job: number; piece: unknown; lent: ArrayBuffer[] }
  | { type: "done"; job: number; result: unknown }
  | { type: "failed"; job: number; reason: string };
