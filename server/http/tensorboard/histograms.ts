// All histograms of a tag, or what is left of them as distributions, as TensorBoard's JSON.
import type { DistributionSeries } from "../../runs/index.ts";
import { type Buckets, bucketsOf } from "./buckets.ts";
import { BASIS_POINTS, compressed } from "./compressor.ts";
import { jsonFloat } from "./pythonText.ts";
import { stepText } from "./scalars.ts";

/** Enough to be read in one go, few enough to stay small. */
const POINTS_PER_PIECE = 256;

/** `[[wall_time, step, [[left, right, count], …]], …]`, piece by piece. */
export function histogramsJson(series: readonly DistributionSeries[]): AsyncGenerator<string> {
  const texts = new RowTexts();
  return json(series, (buckets) => texts.of(buckets));
}

/** `[[wall_time, step, [[basis_points, value], …]], …]`, piece by piece. */
export function distributionsJson(series: readonly DistributionSeries[]): AsyncGenerator<string> {
  return json(series, (buckets) => {
    const values = compressed(buckets);
    return `[${values.map((value, i) => `[${BASIS_POINTS[i]},${jsonFloat(value)}]`).join(",")}]`;
  });
}

async function* json(
  series: readonly DistributionSeries[],
  textOf: (buckets: Buckets) => string,
): AsyncGenerator<string> {
  let separator = "[";
  for await (const points of pointsOf(series)) {
    let piece = "";
    for (const { wallTime, step, bytes, kind } of points) {
      piece += `${separator}[${jsonFloat(wallTime)},${step},${textOf(bucketsOf(bytes, kind))}]`;
      separator = ",";
    }
    yield piece;
  }
  yield separator === "[" ? "[]" : "]";
}

interface Point {
  wallTime: number;
  step: string;
  bytes: Uint8Array;
  kind: number;
}

/** The points of all series under one tag, by their steps; those at one step in the order of the series. */
async function* pointsOf(series: readonly DistributionSeries[]): AsyncGenerator<Point[]> {
  const order = series
    .flatMap((one) =>
      Array.from(one.times(0, one.length).steps, (step, index) => ({ one, index, step })),
    )
    .toSorted((a, b) => a.step - b.step);
  for (let at = 0; at < order.length; at += POINTS_PER_PIECE) {
    const piece = order.slice(at, at + POINTS_PER_PIECE);
    const points: Point[] = [];
    for (const one of series) {
      const own = piece.flatMap((point, place) => (point.one === one ? [{ ...point, place }] : []));
      if (own.length === 0) continue;
      const read = await one.logged(own[0]!.index, own.at(-1)!.index + 1);
      read.forEach(({ wallTime, bytes, kind }, i) => {
        const { place, index } = own[i]!;
        points[place] = { wallTime, step: stepText(one, index), bytes, kind };
      });
    }
    yield points;
  }
}

/** Writes buckets; most writers' edges are at the next step what they were, so their text is kept by their place. */
class RowTexts {
  /** Of the row at each place: its edges, and all of its text that is before the count. */
  readonly #edges: number[] = [];
  readonly #starts: string[] = [];

  of(buckets: Buckets): string {
    const parts: string[] = [];
    for (let at = 0, row = 0; at < buckets.length; at += 3, row++) {
      parts.push(this.#start(row, buckets[at]!, buckets[at + 1]!), jsonFloat(buckets[at + 2]!));
    }
    return parts.length === 0 ? "[]" : `[[${parts.join("")}]]`;
  }

  #start(row: number, left: number, right: number): string {
    const [i, j] = [row * 2, row * 2 + 1];
    if (!Object.is(this.#edges[i], left) || !Object.is(this.#edges[j], right)) {
      this.#edges[i] = left;
      this.#edges[j] = right;
      this.#starts[row] = `${row === 0 ? "" : "],["}${jsonFloat(left)},${jsonFloat(right)},`;
    }
    return this.#starts[row]!;
  }
}
