// The bins that two distributions are drawn in together: whole bins of the dyadic grid, or bins in their own deviations.
import { type Distribution, windowOf } from "#contract/distribution.ts";
import { gridOver } from "./bars.ts";

/** Something of A and of B. */
export type Pair<T> = Readonly<Record<"a" | "b", T>>;

/** Values as they are, or each divided by the standard deviation of its own distribution. */
export type ValueUnit = "value" | "deviation";

/** Bin i is [edges[i], edges[i + 1]). */
export interface SharedBins {
  edges: Float64Array;
  counts: Pair<Float64Array | null>;
  /** What lies outside of the edges. */
  below: Pair<number>;
  above: Pair<number>;
  /** False where bins of a log or of the grid had to be divided. */
  isExact: boolean;
}

interface Held {
  counts: Float64Array;
  below: number;
  above: number;
}

const MOST_BINS = 160;
/** Bins per deviation where values are divided by it. */
const PER_DEVIATION = 8;

/** The bins over `range`, which is in the unit asked for; null where neither has a value to place. */
export function sharedBins(
  pair: Pair<Distribution | null>,
  range: readonly [number, number],
  unit: ValueUnit,
): SharedBins | null {
  const there = [pair.a, pair.b].filter((one) => one !== null && one.bins.length > 0);
  if (there.length === 0) return null;
  return unit === "deviation" ? inDeviations(pair, range) : onTheGrid(pair, there, range);
}

function onTheGrid(
  pair: Pair<Distribution | null>,
  there: readonly (Distribution | null)[],
  range: readonly [number, number],
): SharedBins | null {
  const known = there.filter((one) => one !== null);
  const grid = gridOver(known, range, MOST_BINS);
  if (grid === null) return null;
  const width = 2 ** grid.level;
  const edges = Float64Array.from({ length: grid.length + 1 }, (_, i) => (grid.first + i) * width);
  const isExact = known.every(({ exactBins }) => exactBins);
  return together(edges, isExact, pair, (one) =>
    windowOf(one, grid.level, grid.first, grid.length),
  );
}

function inDeviations(
  pair: Pair<Distribution | null>,
  [low, high]: readonly [number, number],
): SharedBins {
  const first = Math.floor(low * PER_DEVIATION);
  const length = Math.max(1, Math.ceil(high * PER_DEVIATION) - first);
  const edges = Float64Array.from({ length: length + 1 }, (_, i) => (first + i) / PER_DEVIATION);
  return together(edges, false, pair, (one) => divided(one, edges));
}

function together(
  edges: Float64Array,
  isExact: boolean,
  pair: Pair<Distribution | null>,
  held: (one: Distribution) => Held,
): SharedBins {
  const [a, b] = [pair.a && held(pair.a), pair.b && held(pair.b)];
  return {
    edges,
    counts: { a: a?.counts ?? null, b: b?.counts ?? null },
    below: { a: a?.below ?? 0, b: b?.below ?? 0 },
    above: { a: a?.above ?? 0, b: b?.above ?? 0 },
    isExact,
  };
}

/** Each bin of the grid spread evenly over its width, counted between the edges times the deviation. */
function divided(distribution: Distribution, edges: Float64Array): Held {
  const deviation = Math.sqrt(distribution.variance);
  const counts = new Float64Array(edges.length - 1);
  const finite = distribution.count - distribution.nonFinite;
  // All values alike, or none: there is no deviation to divide by.
  if (!(deviation > 0)) return { counts, below: 0, above: finite };
  const perBin = deviation / 2 ** distribution.level;
  const { bins, first } = distribution;
  let [bin, passed] = [0, 0];
  const until = (edge: number): number => {
    const place = edge * perBin - first;
    for (; bin < bins.length && bin + 1 <= place; bin++) passed += bins[bin]!;
    return passed + (bins[bin] ?? 0) * Math.min(Math.max(place - bin, 0), 1);
  };
  const below = until(edges[0]!);
  let before = below;
  for (let i = 0; i < counts.length; i++) {
    const now = until(edges[i + 1]!);
    counts[i] = now - before;
    before = now;
  }
  return { counts, below, above: Math.max(0, finite - before) };
}
