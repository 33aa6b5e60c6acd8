// The order in which the rows and the columns of a kernel's matrix are most like their neighbours.
import { likeOrder } from "../cluster/likeOrder.ts";
import type { Vectors } from "../cluster/vectors.ts";
import { breathing } from "../breathing.ts";
import type { Method } from "./method.ts";

export interface LikeUnitsParams {
  values: Float32Array;
  rows: number;
  columns: number;
  /** How far apart in `values` two neighbours in a column, and in a row, are. */
  apart: { row: number; column: number };
}

export interface LikeUnitsResult {
  rows: Uint32Array;
  columns: Uint32Array;
}

/** Weights that are not finite count as zero. */
export const likeUnits: Method<LikeUnitsParams, LikeUnitsResult> = async (context, params) => {
  const { values, rows: high, columns: wide, apart } = params;
  const vectors = (count: number, next: number, size: number, within: number): Vectors => ({
    count,
    size,
    values: Float32Array.from({ length: count * size }, (_, i) => {
      const value = values[Math.floor(i / size) * next + (i % size) * within]!;
      return Number.isFinite(value) ? value : 0;
    }),
  });
  const ordered = async (one: Vectors): Promise<Uint32Array> =>
    Uint32Array.from(await breathing(likeOrder(one), context));
  const rows = await ordered(vectors(high, apart.row, wide, apart.column));
  context.progress(0.5);
  const columns = await ordered(vectors(wide, apart.column, high, apart.row));
  return { rows, columns };
};
