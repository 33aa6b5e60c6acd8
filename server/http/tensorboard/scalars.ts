// All values of a scalar tag, as TensorBoard's JSON and CSV.
import type { ScalarSeries } from "../../runs/index.ts";
import { csvFloat, jsonFloat } from "./pythonText.ts";

const POINTS_PER_PIECE = 4096;

/** `[[wall_time, step, value], …]`, piece by piece. */
export function* scalarsJson(series: ScalarSeries): Generator<string> {
  let separator = "[";
  for (const rows of piecesOf(series, jsonFloat)) {
    yield `${separator}${rows.map((row) => `[${row}]`).join(",")}`;
    separator = ",";
  }
  yield separator === "[" ? "[]" : "]";
}

/** Wall time, step and value, a row for each, piece by piece. */
export function* scalarsCsv(series: ScalarSeries): Generator<string> {
  yield "Wall time,Step,Value\r\n";
  for (const rows of piecesOf(series, csvFloat)) yield rows.map((row) => `${row}\r\n`).join("");
}

function* piecesOf(series: ScalarSeries, text: (value: number) => string): Generator<string[]> {
  const { length } = series;
  for (let from = 0; from < length; from += POINTS_PER_PIECE) {
    const to = Math.min(from + POINTS_PER_PIECE, length);
    const { wallTimes } = series.times(from, to);
    const values = series.values(from, to);
    yield Array.from(
      values,
      (value, i) => `${text(wallTimes[i]!)},${stepText(series, from + i)},${text(value)}`,
    );
  }
}

/** The step of a point, every digit of it. */
export function stepText(series: { exactStep(index: number): bigint }, index: number): string {
  return series.exactStep(index).toString();
}
