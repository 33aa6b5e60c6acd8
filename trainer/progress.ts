// Shows how far each model is: a bar each on a terminal, a line for each epoch elsewhere.
import { MultiBar, Presets, type SingleBar } from "cli-progress";
import { batchesIn } from "./fit.ts";
import type { Job, Report } from "./job.ts";

export interface Progress {
  show(job: Job, report: Report): void;
  /** A line above the bars. */
  say(line: string): void;
  close(): void;
}

/** Bars when the stream is a terminal, else lines. */
export function progressOn(stream: NodeJS.WriteStream): Progress {
  return stream.isTTY ? new Bars(stream) : new Lines(stream);
}

/** Texts that both kinds show; batches and epochs are shown by each in its way. */
function lineFor(job: Job, report: Report): string | null {
  if (report.kind === "note") return `${job.run}: ${report.text}`;
  if (report.kind !== "started") return null;
  const parameters = report.parameters.toLocaleString("en");
  const from = report.firstEpoch > 0 ? `, going on with epoch ${report.firstEpoch}` : "";
  return `${job.run}: ${parameters} parameters, ${job.epochs} epochs of ${job.samples} images${from}, into ${report.directory}`;
}

class Lines implements Progress {
  readonly #stream: NodeJS.WritableStream;

  constructor(stream: NodeJS.WritableStream) {
    this.#stream = stream;
  }

  show(job: Job, report: Report): void {
    const line = lineFor(job, report);
    if (line !== null) this.say(line);
    if (report.kind !== "epoch") return;
    const { epoch, loggingSeconds, test, training, seconds } = report;
    this.say(
      `${job.run}: epoch ${epoch}/${job.epochs}, test loss ${test.loss.toFixed(4)}, ` +
        `test accuracy ${test.accuracy.toFixed(4)}, training accuracy ${training.accuracy.toFixed(4)}, ` +
        `${seconds.toFixed(1)} s, ${loggingSeconds.toFixed(2)} s to log it`,
    );
  }

  say(line: string): void {
    this.#stream.write(`${line}\n`);
  }

  close(): void {}
}

const FORMAT =
  "{name} [{bar}] epoch {epoch} batch {batch} loss {loss} accuracy {accuracy} ETA {eta_formatted}";
const NOT_YET = { epoch: "–", batch: "–", loss: "–", accuracy: "–" };
/** Batches over which the remaining time is estimated: several epochs of most presets, their evaluation included. */
const ETA_BATCHES = 200;

class Bars implements Progress {
  readonly #bars = new Map<string, SingleBar>();
  readonly #multi: MultiBar;
  readonly #stream: NodeJS.WriteStream;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
    this.#multi = new MultiBar(
      { format: FORMAT, stream, hideCursor: true, etaBuffer: ETA_BATCHES, gracefulExit: false },
      Presets.shades_classic,
    );
  }

  show(job: Job, report: Report): void {
    const line = lineFor(job, report);
    if (line !== null) this.say(line);
    const batches = batchesIn(job);
    if (report.kind === "started") {
      const done = Math.max(report.firstEpoch - 1, 0) * batches;
      const bar = this.#multi.create(job.epochs * batches, done, { name: job.run, ...NOT_YET });
      this.#bars.set(job.run, bar);
    } else if (report.kind === "batch") {
      const { accuracy, batch, epoch, loss } = report;
      this.#bars.get(job.run)?.update((epoch - 1) * batches + batch, {
        epoch: `${epoch}/${job.epochs}`,
        batch: `${batch}/${batches}`,
        ...figures(loss, accuracy),
      });
    } else if (report.kind === "epoch") {
      const { accuracy, loss } = report.test;
      this.#bars.get(job.run)?.update({
        epoch: `${report.epoch}/${job.epochs}`,
        batch: "tested",
        ...figures(loss, accuracy),
      });
    }
  }

  say(line: string): void {
    if (this.#bars.size > 0) this.#multi.log(`${line}\n`);
    else this.#stream.write(`${line}\n`);
  }

  close(): void {
    this.#multi.stop();
  }
}

function figures(loss: number, accuracy: number): { loss: string; accuracy: string } {
  return { loss: loss.toFixed(4), accuracy: accuracy.toFixed(4) };
}
