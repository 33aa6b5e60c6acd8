// `layerlapse train`: from the command line to trained models in the log directory.
import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { CommanderError } from "commander";
import type { Job, Outcome, Report } from "./job.ts";
import { jobsFrom, trainProgram, type TrainOptions } from "./options.ts";
import { type Progress, progressOn } from "./progress.ts";
import { TrainerError } from "./trainerError.ts";
import { runJobs } from "./workers.ts";

const DONE = 0;
const FAILED = 1;
/** As a shell reports a program that Ctrl-C ended. */
const INTERRUPTED = 130;

/**
 * Trains what the arguments ask for and resolves to the exit code: 0 when all models are trained, 1 when one failed or
 * diverged and was to stop, 130 when interrupted. SIGINT and SIGTERM stop after the current batch.
 *
 * @param argv what follows `layerlapse train`; option names may have underscores for hyphens
 */
export async function main(argv: readonly string[]): Promise<number> {
  try {
    const program = trainProgram().exitOverride();
    program.parse(argv.map(hyphenated), { from: "user" });
    return await train(program.opts<TrainOptions>());
  } catch (cause) {
    if (cause instanceof CommanderError) return cause.exitCode;
    if (!(cause instanceof TrainerError)) throw cause;
    console.error(cause.message);
    return FAILED;
  }
}

async function train(options: TrainOptions): Promise<number> {
  const jobs = jobsFrom(options);
  const stopping = new AbortController();
  const stop = (): void => stopping.abort();
  // A second Ctrl-C ends this process at once; the workers notice and still end cleanly.
  process.once("SIGINT", stop).on("SIGTERM", stop);
  const progress = progressOn(process.stdout);
  try {
    const onReport = sayBackendOnce(progress);
    const outcomes = await runJobs(jobs, options.jobs, onReport, stopping.signal);
    progress.close();
    conclude(jobs, outcomes);
    return exitCode(outcomes);
  } finally {
    process.off("SIGINT", stop).off("SIGTERM", stop);
  }
}

/** Every worker chooses its backend, all in the same way; what the first one says is said for all. */
function sayBackendOnce(progress: Progress): (job: Job, report: Report) => void {
  let said = false;
  return (job, report) => {
    progress.show(job, report);
    if (report.kind !== "backend" || said) return;
    said = true;
    progress.say(`Training on ${report.reason}`);
    if (report.faster !== null) progress.say(report.faster);
  };
}

const IN_WORDS = {
  finished: "finished",
  "already finished": "already finished",
  stopped: "stopped; go on with --resume",
  diverged: "diverged",
  failed: "failed",
} satisfies Record<Outcome["kind"], string>;

/** Says how each model ended; what kept all of them from beginning is said once. */
function conclude(jobs: readonly Job[], outcomes: readonly Outcome[]): void {
  const [first] = outcomes;
  if (outcomes.every(({ kind, message }) => kind === "failed" && message === first?.message)) {
    console.error(first?.message);
    return;
  }
  jobs.forEach(({ run }, i) => {
    const { kind, message } = outcomes[i]!;
    const line = `${run}: ${IN_WORDS[kind]}${message === null ? "" : `: ${message}`}`;
    if (kind === "failed" || kind === "diverged") console.error(line);
    else console.log(line);
  });
}

function exitCode(outcomes: readonly Outcome[]): number {
  const kinds = outcomes.map(({ kind }) => kind);
  if (kinds.includes("failed") || kinds.includes("diverged")) return FAILED;
  return kinds.includes("stopped") ? INTERRUPTED : DONE;
}

function hyphenated(argument: string): string {
  return argument.replace(/^--[^=]+/, (name) => name.replaceAll("_", "-"));
}

const started = process.argv[1];
if (started !== undefined && realpathSync(started) === fileURLToPath(import.meta.url)) {
  process.exitCode = await main(process.argv.slice(2));
}
