// The numbers at the head of a logged v1 histogram, read without its buckets, which are a hundred times as long.

/** Bytes that hold the five numbers as every writer puts them: five tags and five doubles. */
export const HEAD_BYTES = 45;

export interface HistogramHead {
  mean: number;
  deviation: number;
  min: number;
  max: number;
}

const DOUBLES: ReadonlyMap<number, number> = new Map(
  [1, 2, 3, 4, 5].map((field) => [field * 8 + 1, field - 1]),
);

/** Mean, standard deviation and extremes from the first bytes of a HistogramProto; NaN where they do not tell. */
export function histogramHead(bytes: Uint8Array): HistogramHead {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // A zero is left out on the wire.
  const numbers: [number, number, number, number, number] = [0, 0, 0, 0, 0];
  for (let at = 0; at + 9 <= bytes.length; at += 9) {
    const field = DOUBLES.get(bytes[at]!);
    if (field === undefined) break;
    numbers[field] = view.getFloat64(at + 1, true);
  }
  const [min, max, num, sum, squares] = numbers;
  const mean = sum / num;
  return { mean, deviation: Math.sqrt(Math.max(0, squares / num - mean * mean)), min, max };
}
