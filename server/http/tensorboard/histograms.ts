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
  const edges = new FloatTexts();
  return json(series, (buckets) => rowsText(buckets, edges));
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

function rowsText(buckets: Buckets, edges: FloatTexts): string {
  let text = "[";
  for (let at = 0; at < buckets.length; at += 3) {
    const separator = at === 0 ? "[" : ",[";
    const [left, right] = [edges.of(buckets[at]!), edges.of(buckets[at + 1]!)];
    text += `${separator}${left},${right},${jsonFloat(buckets[at + 2]!)}]`;
  }
  return `${text}]`;
}

/** Texts of numbers that come again: right edges as left ones, and with many writers at every step. */
class FloatTexts {
  static readonly #MOST = 65_536;
  readonly #texts = new Map<number, string>();

  of(value: number): string {
    const known = this.#texts.get(value);
    // One key stands for both zeros.
    if (known !== undefined && value !== 0) return known;
    const text = jsonFloat(value);
    if (this.#texts.size >= FloatTexts.#MOST) this.#texts.clear();
    this.#texts.set(value, text);
    return text;
  }
}
