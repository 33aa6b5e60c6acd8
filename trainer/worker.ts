// A process that trains one model: it is given a job on its command line and reports over the channel to its parent.
import { chooseBackend, type ChosenBackend } from "./backend.ts";
import type { Job, Outcome, Report } from "./job.ts";
import { TrainerError } from "./trainerError.ts";
import { trainRun } from "./trainRun.ts";

const job = JSON.parse(process.argv[2]!) as Job;
const stopping = new AbortController();
const stop = (): void => stopping.abort();
// Stopping is the same whoever asks: the terminal, the parent, or the parent's end.
process.on("SIGINT", stop).on("SIGTERM", stop).on("disconnect", stop);

const outcome = await train();
if (process.connected) {
  process.send!({ kind: "end", outcome } satisfies Report, () => process.disconnect());
}

async function train(): Promise<Outcome> {
  try {
    const { close, ...backend } = await backendOrRefusal();
    report({ kind: "backend", ...backend });
    try {
      return await trainRun(job, backend.name, report, stopping.signal);
    } finally {
      close();
    }
  } catch (cause) {
    if (stopping.signal.aborted) return { kind: "stopped", message: null };
    return { kind: "failed", message: explanation(cause) };
  }
}

async function backendOrRefusal(): Promise<ChosenBackend> {
  try {
    return await chooseBackend(job.backend);
  } catch (cause) {
    throw new TrainerError((cause as Error).message, { cause });
  }
}

function report(message: Report): void {
  // Without a callback, what a parent that was killed can no longer take would end this process in mid-write.
  if (process.connected) process.send!(message, () => undefined);
}

function explanation(cause: unknown): string {
  if (cause instanceof TrainerError) return cause.message;
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
}
