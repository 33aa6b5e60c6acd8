// One tag of one run over its steps: what both kinds of series can do.

/** Points in the order of their steps. While the run's generation stands, points are only ever added. */
export interface Series {
  readonly kind: "scalars" | "distributions";
  readonly number: number;
  readonly tag: string;
  readonly length: number;
  /** Step of the newest point. */
  readonly lastStep: number;
  /**
   * Points `from` (included) to `to` (excluded) as a frame of protocol.ts. Rejects with a RangeError when there are
   * not that many, and with an Error in words when their file is gone or was replaced.
   */
  frame(from: number, to: number): Promise<Uint8Array>;
}

/** Whose series it is: what the description of a frame says of it. */
export interface SeriesOwner {
  readonly id: string;
  readonly generation: number;
}

/** Weights of one parameter at one step, as little-endian float32, piece by piece. */
export interface TensorBytes {
  shape: readonly number[];
  byteLength: number;
  stream(): AsyncIterable<Uint8Array>;
}

/** Throws a RangeError when `series` has no points `from` … `to`. */
export function checkRange(series: Series, from: number, to: number): void {
  const whole = Number.isInteger(from) && Number.isInteger(to);
  if (!whole || from < 0 || to < from || to > series.length)
    throw new RangeError(`points ${from} to ${to} of a series of ${series.length}`);
}
