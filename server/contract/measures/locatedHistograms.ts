// Histograms of one series by where they lie in a file, as columns: what a course is worked out from.

export interface LocatedHistograms {
  /** Of each in the series, ascending; the first is the series' first point. */
  indices: Uint32Array;
  /** 1 where it is measured; 0 where only others are measured against it. */
  measured: Uint8Array;
  /** Where its bytes lie in the file. */
  starts: Float64Array;
  ends: Float64Array;
  /** One of batch.ts's VALUE. */
  kinds: Uint8Array;
  steps: Float64Array;
  /** Seconds since 1970. */
  wallTimes: Float64Array;
}
