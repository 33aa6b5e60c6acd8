// The points of a series, a few at a time: those that stand, and behind them those that were written again.
import type { Distribution } from "#contract/distribution.ts";
import type { ScalarSeries } from "../../runs/index.ts";
import type { ExportedDistributions } from "./selection.ts";

export interface PointRow {
  step: bigint;
  /** Seconds since 1970. */
  wallTime: number;
  superseded: boolean;
}

export interface ScalarRow extends PointRow {
  value: number;
}

export interface DistributionRow extends PointRow {
  distribution: Distribution;
}

const SCALARS_AT_ONCE = 8192;
const DISTRIBUTIONS_AT_ONCE = 256;

export function* scalarRows(series: ScalarSeries, superseded: boolean): Generator<ScalarRow[]> {
  for (const part of partsOf(series, superseded, SCALARS_AT_ONCE)) {
    const { from, to } = part;
    const { wallTimes } = series.times(from, to, part.superseded);
    const values = series.values(from, to, part.superseded);
    yield Array.from(values, (value, i) => ({
      step: series.exactStep(from + i, part.superseded),
      wallTime: wallTimes[i]!,
      superseded: part.superseded,
      value,
    }));
  }
}

export async function* distributionRows(
  series: ExportedDistributions,
  superseded: boolean,
): AsyncGenerator<DistributionRow[]> {
  for (const part of partsOf(series, superseded, DISTRIBUTIONS_AT_ONCE)) {
    const { from, to } = part;
    const points = await series.distributions(from, to, part.superseded);
    yield points.map(({ wallTime, distribution }, i) => ({
      step: series.exactStep(from + i, part.superseded),
      wallTime,
      superseded: part.superseded,
      distribution,
    }));
  }
}

function* partsOf(
  series: { length: number; superseded: number },
  withSuperseded: boolean,
  atOnce: number,
): Generator<{ from: number; to: number; superseded: boolean }> {
  for (const superseded of withSuperseded ? [false, true] : [false]) {
    const length = superseded ? series.superseded : series.length;
    for (let from = 0; from < length; from += atOnce)
      yield { from, to: Math.min(from + atOnce, length), superseded };
  }
}
