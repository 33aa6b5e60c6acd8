// Trains several models, each in a process of its own, so many at a time.
import { type ChildProcess, fork } from "node:child_process";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import type { Job, Outcome, Report } from "./job.ts";

export type OnReport = (job: Job, report: Report) => void;

/** Beside this file, and built or not as this file is. */
const WORKER = fileURLToPath(new URL(`./worker${extname(import.meta.url)}`, import.meta.url));

/**
 * Runs every job and resolves to their outcomes, in the jobs' order. When the signal is aborted, no further job is
 * begun and those that run are asked to stop after their current batch.
 */
export async function runJobs(
  jobs: readonly Job[],
  atOnce: number,
  onReport: OnReport,
  signal: AbortSignal,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = jobs.map(() => ({ kind: "stopped", message: null }));
  let next = 0;
  const lanes = Array.from({ length: Math.min(atOnce, jobs.length) }, async () => {
    while (next < jobs.length && !signal.aborted) {
      const index = next++;
      outcomes[index] = await runJob(jobs[index]!, onReport, signal);
    }
  });
  await Promise.all(lanes);
  return outcomes;
}

function runJob(job: Job, onReport: OnReport, signal: AbortSignal): Promise<Outcome> {
  // The advanced serialisation keeps NaN, which JSON turns into null.
  const options = { silent: true, serialization: "advanced" } as const;
  const child = fork(WORKER, [JSON.stringify(job)], options);
  const stop = (): void => void child.kill("SIGTERM");
  signal.addEventListener("abort", stop);
  let outcome: Outcome | null = null;
  child.on("message", (report: Report) => {
    if (report.kind === "end") outcome = report.outcome;
    onReport(job, report);
  });
  relayOutput(child, (text) => onReport(job, { kind: "note", text }));
  return new Promise((resolve) => {
    child.once("error", ({ message }) => resolve({ kind: "failed", message }));
    child.once("close", (code, endedBy) => {
      signal.removeEventListener("abort", stop);
      if (outcome === null && signal.aborted) outcome = { kind: "stopped", message: null };
      resolve(outcome ?? { kind: "failed", message: lost(code, endedBy) });
    });
  });
}

function lost(code: number | null, endedBy: NodeJS.Signals | null): string {
  const how = endedBy === null ? `with exit code ${code}` : `by ${endedBy}`;
  return `its process was ended ${how}; what it wrote is intact, go on with --resume`;
}

/** What a library prints becomes notes, line by line, so that it does not tear the progress bars. */
function relayOutput(child: ChildProcess, note: (line: string) => void): void {
  for (const stream of [child.stdout, child.stderr]) {
    let rest = "";
    stream?.setEncoding("utf8").on("data", (text: string) => {
      const lines = (rest + text).split("\n");
      rest = lines.pop()!;
      for (const line of lines) if (line.trim() !== "") note(line);
    });
  }
}
