// The series that can be measured: a parameter's distributions, from a log or from checkpoints.
import type { DistributionPoint } from "#contract/distributionColumns.ts";
import type { Course } from "#contract/measures/course.ts";
import type { Series } from "./series.ts";

export interface MeasuredSeries extends Series {
  readonly kind: "distributions";
  /** The points at these indices as they are drawn. Rejects as `frame` does. */
  at(indices: readonly number[]): Promise<DistributionPoint[]>;
  /**
   * The course of the points at these ascending indices, worked out beside the loop; null where it cannot be. Rejects
   * as `frame` does.
   */
  course(indices: readonly number[]): Promise<Course> | null;
  /**
   * Which of the points `from` … `to` stand for all of them; `byChange` when they were compared, so that none that
   * differs is left out (see selection.ts). Rejects as `frame` does.
   */
  glance(from: number, to: number): Promise<{ indices: Uint32Array; byChange: boolean }>;
}

/** The series where it is one of distributions; null for any other, and for none. */
export function measuredSeries(series: Series | undefined): MeasuredSeries | null {
  return series?.kind === "distributions" ? (series as MeasuredSeries) : null;
}
