// What is known of a whole curve's values: of one that grows, only what is new is looked at.
import { keptAlong } from "../../store/column.ts";

export interface Running {
  /** How many values were looked at. */
  length: number;
  /** Of the finite ones; infinite the wrong way round where there are none. */
  low: number;
  lowestPositive: number;
  high: number;
  notFinite: number;
}

const start = (): Running => {
  return { length: 0, low: Infinity, lowestPositive: Infinity, high: -Infinity, notFinite: 0 };
};

export function running(values: Float64Array): Readonly<Running> {
  const kept = keptAlong(values, "running", start);
  // Who holds a beginning of a curve is told of that alone.
  const all = kept === null || kept.length > values.length ? start() : kept;
  for (; all.length < values.length; all.length++) {
    const value = values[all.length]!;
    if (!Number.isFinite(value)) {
      all.notFinite++;
      continue;
    }
    if (value < all.low) all.low = value;
    if (value > 0 && value < all.lowestPositive) all.lowestPositive = value;
    if (value > all.high) all.high = value;
  }
  return all;
}
