// One series that a browser watches: how much of it has been sent, and the next frame.
import type { SeriesCursor } from "#contract/protocol.ts";
import { MOST_SHOWN } from "#contract/selection.ts";
import type { Run, Runs, Series } from "../runs/index.ts";

/** What a frame should weigh: a slow browser gets one after the other. */
const FRAME_BYTES = 131_072;
/** Guesses, corrected by the first frame. */
const POINT_BYTES = { scalars: 24, distributions: 8192 };

const RETRY_MS = 1000;

export class Watched {
  /** Id of the run that the series is one of. */
  readonly run: string;
  readonly #series: number;
  #generation: number;
  #points: number;
  #pointBytes: number | null = null;
  #retryAt = 0;

  constructor({ run, series, generation, points }: SeriesCursor) {
    this.run = run;
    this.#series = series;
    this.#generation = generation;
    this.#points = points;
  }

  /** Whether there are points to send. */
  hasMore(runs: Runs): boolean {
    const found = this.#find(runs);
    return (
      found !== null && found.series.length > this.#points && performance.now() >= this.#retryAt
    );
  }

  /** The next points; null when they were replaced or became unreadable while they were read. */
  async next(runs: Runs): Promise<Uint8Array | null> {
    const found = this.#find(runs);
    if (!found) return null;
    const { run, series } = found;
    const from = this.#points;
    const fitting = Math.floor(FRAME_BYTES / (this.#pointBytes ?? POINT_BYTES[series.kind]));
    const isLong = series.overview !== undefined && series.length - from > MOST_SHOWN;
    const to = isLong ? series.length : Math.min(series.length, from + Math.max(1, fitting));
    try {
      const frame = await (isLong ? series.overview!(from, to) : series.frame(from, to));
      if (runs.get(this.run) !== run || run.generation !== this.#generation) return null;
      this.#points = to;
      if (!isLong) this.#pointBytes = frame.length / (to - from);
      return frame;
    } catch {
      // The file went away under the reader, or there was no descriptor left. The run tells the person.
      this.#retryAt = performance.now() + RETRY_MS;
      return null;
    }
  }

  #find(runs: Runs): { run: Run; series: Series } | null {
    const run = runs.get(this.run);
    const series = run?.series(this.#series);
    if (!run || !series) return null;
    if (run.generation !== this.#generation || this.#points > series.length) {
      this.#generation = run.generation;
      this.#points = 0;
      this.#retryAt = 0;
    }
    return { run, series };
  }
}
