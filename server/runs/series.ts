// One tag of one run over its steps: what every kind of series can do.
import type { Values } from "#contract/dtypes.ts";
import type { Spectrum } from "#contract/measures/spectrum.ts";

/** Points in the order of their steps. While the run's generation stands, points are only ever added. */
export interface Series {
  readonly kind: "scalars" | "distributions";
  readonly number: number;
  readonly tag: string;
  readonly length: number;
  /** Number of points that a restarted job wrote again; they are kept beside those that stand. */
  readonly superseded: number;
  /** Step of the newest point. */
  readonly lastStep: number;
  /** The step of a point that stands, or of one that was `superseded`, exactly. */
  exactStep(index: number, superseded?: boolean): bigint;
  /**
   * Points `from` (included) to `to` (excluded) as a frame of protocol.ts, of those that stand or of those that were
   * `superseded`. Rejects with a RangeError when there are not that many, and with an Error in words when their file
   * is gone or was replaced.
   */
  frame(from: number, to: number, superseded?: boolean): Promise<Uint8Array>;
  /** The same of points that stand, where they are large: all steps, and a selection of the distributions. */
  overview?(from: number, to: number): Promise<Uint8Array>;
}

/** Whose series it is: what the description of a frame says of it. */
export interface SeriesOwner {
  readonly id: string;
  readonly generation: number;
  /** The number that the series called `number` has in what is shown. */
  shownAs(number: number): number;
}

/** Weights of one parameter at one step, as little-endian float32, piece by piece. */
export interface TensorBytes {
  shape: readonly number[];
  byteLength: number;
  stream(): AsyncIterable<Uint8Array>;
  /** Its singular values; rejects in words for what is no kernel, or too large. */
  spectrum(): Promise<Spectrum>;
  /** Its finite values in ascending order; rejects in words where there are too many. */
  sorted(): Promise<Values>;
}

/** Throws a RangeError when `series` has no points `from` … `to`. */
export function checkRange(
  series: { length: number; superseded: number },
  from: number,
  to: number,
  superseded: boolean,
): void {
  const length = superseded ? series.superseded : series.length;
  const whole = Number.isInteger(from) && Number.isInteger(to);
  if (!whole || from < 0 || to < from || to > length)
    throw new RangeError(`points ${from} to ${to} of a series of ${length}`);
}
