// A worker thread's program: runs the jobs it is sent side by side, each a piece at a time.
import { parentPort } from "node:worker_threads";
import { BYTES_AHEAD, type Parcel, PIECES_AHEAD, type Pieces } from "./job.ts";
import { type JobName, JOBS } from "./jobs.ts";
import type { FromWorker, ToWorker } from "./messages.ts";

interface Running {
  /** Of each piece that has not been taken yet, the bytes of its buffers. */
  ahead: number[];
  back: ArrayBuffer[];
  stopped: boolean;
  /** Called when a piece was taken, or the rest is not wanted. */
  wake: () => void;
}

const port = parentPort!;
const running = new Map<number, Running>();

const answers: { [Type in ToWorker["type"]]: (message: ToWorker & { type: Type }) => void } = {
  start: ({ job, name, input }) => {
    void run(job, name, input);
  },
  taken: ({ job, lent }) => {
    const one = running.get(job);
    if (!one) return;
    one.ahead.shift();
    one.back.push(...lent);
    one.wake();
  },
  stop: ({ job }) => {
    const one = running.get(job);
    if (!one) return;
    one.stopped = true;
    one.wake();
  },
};

port.on("message", (message: ToWorker) => {
  (answers[message.type] as (message: ToWorker) => void)(message);
});

async function run(job: number, name: JobName, input: unknown): Promise<void> {
  const one: Running = { ahead: [], back: [], stopped: false, wake: () => {} };
  running.set(job, one);
  try {
    const start = JOBS[name] as (input: unknown) => Pieces<unknown, unknown>;
    tell({ type: "done", job, result: await results(job, start(input), one) });
  } catch (error) {
    tell({ type: "failed", job, reason: (error as Error).message });
  }
  running.delete(job);
}

async function results(job: number, pieces: Pieces<unknown, unknown>, one: Running) {
  for (;;) {
    const next = await pieces.next(one.back.splice(0));
    if (next.done) return next.value;
    send(job, next.value, one);
    do await wanted(one);
    while (!one.stopped && isFarAhead(one));
    if (!one.stopped) continue;
    await pieces.return(null);
    throw new Error("nobody wants the rest");
  }
}

/** At least one turn of the loop, so that the other jobs have theirs and messages come in. */
function wanted(one: Running): Promise<void> {
  if (!isFarAhead(one)) return new Promise((resolve) => setImmediate(resolve));
  return new Promise((resolve) => (one.wake = resolve));
}

function isFarAhead({ ahead }: Running): boolean {
  const bytes = ahead.reduce((sum, one) => sum + one, 0);
  return ahead.length >= PIECES_AHEAD || bytes >= BYTES_AHEAD;
}

function send(job: number, { piece, given = [], lent = [] }: Parcel<unknown>, one: Running): void {
  const buffers = [...given, ...lent];
  one.ahead.push(buffers.reduce((sum, { byteLength }) => sum + byteLength, 0));
  port.postMessage({ type: "piece", job, piece, lent } satisfies FromWorker, buffers);
}

function tell(message: FromWorker): void {
  port.postMessage(message);
}
