// Ours, as a user starts it: the built program over its command line, asked over HTTP until it knows every event.
import type { LogdirStatus, RunSummary } from "#contract/protocol.ts";
import { layerlapse, listening, type Running } from "../../support/layerlapse.ts";
import type { Corpus } from "../corpus/index.ts";
import { bytesRead, figuresOf, type Opening } from "./figures.ts";

/** The answer of `api/runs`. */
export interface RunList {
  server: string;
  logdir: LogdirStatus;
  runs: RunSummary[];
}

/** A server that has read everything. */
export interface Opened extends Opening {
  server: Running;
  list: RunList;
}

/** So long as nothing more becomes known, a count that is short is wrong. */
const STILL_SECONDS = 20;
const LEAST_PAUSE_MS = 5;
/** What is not known when all bytes have been read is known soon. */
const LONGEST_PAUSE_MS = 50;
/** A server that has read nothing more for so long has no need of the rest. */
const QUIET_MS = 200;

/** What it keeps for the next start; without it the user's cache directory is, as ever. */
export interface Kept {
  cache: string;
  /** An earlier start has filled it. */
  again: boolean;
}

/**
 * Starts the server on a corpus and resolves once its list is complete, every scalar and every histogram counted.
 * Throws when it says that it has read everything and some are missing.
 */
export async function openWithOurs(corpus: Corpus, kept?: Kept): Promise<Opened> {
  const started = performance.now();
  const args = ["--logdir", corpus.logdir, "--port", "0"];
  const server = await listening(layerlapse(args, kept?.cache));
  if (!kept?.again) await untilRead(server.process.pid!, corpus.bytes);
  let known = -1;
  let changed = performance.now();
  for (;;) {
    const asked = performance.now();
    const list = await runList(server);
    const answered = performance.now();
    const { scalars, histograms } = countsOf(list);
    const reading = list.logdir.reading !== null;
    if (!reading && scalars === corpus.scalars && histograms === corpus.histograms) {
      const figures = figuresOf(server.process.pid!);
      return { server, list, seconds: (answered - started) / 1000, ...figures };
    }
    if (scalars + histograms > known) changed = answered;
    known = scalars + histograms;
    if (answered - changed > STILL_SECONDS * 1000) {
      await server.stop();
      throw new Error(
        `Of ${corpus.scalars} scalars and ${corpus.histograms} histograms in ${corpus.logdir}, ` +
          `only ${scalars} and ${histograms} are known${reading ? "" : ", and it is done reading"}.`,
      );
    }
    // Asking must not take more than a fraction of the time there is for reading.
    const pause = Math.min(LONGEST_PAUSE_MS, Math.max(LEAST_PAUSE_MS, 3 * (answered - asked)));
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** Asking costs the server time: nobody asks before all bytes have been read, where the system tells how many were. */
async function untilRead(pid: number, bytes: number): Promise<void> {
  let [last, changed] = [-1, performance.now()];
  for (let read = bytesRead(pid); read < bytes; read = bytesRead(pid)) {
    if (read > last) changed = performance.now();
    else if (performance.now() - changed > QUIET_MS) return;
    last = read;
    await new Promise((resolve) => setTimeout(resolve, LEAST_PAUSE_MS));
  }
}

export async function runList(server: Running): Promise<RunList> {
  const answer = await fetch(`${server.url}api/runs`);
  if (!answer.ok) throw new Error(`api/runs answers ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as RunList;
}

function countsOf({ runs }: RunList): { scalars: number; histograms: number } {
  const points = (series: readonly { points: number }[]): number =>
    series.reduce((sum, one) => sum + one.points, 0);
  return {
    scalars: runs.reduce((sum, run) => sum + points(run.scalars), 0),
    histograms: runs.reduce((sum, run) => sum + points(run.parameters), 0),
  };
}
