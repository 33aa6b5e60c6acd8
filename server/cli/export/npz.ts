// Series as NumPy's .npz: an array for every column, the bins of all steps one behind the other.
import type { Distribution } from "#contract/distribution.ts";
import { Failure } from "../failure.ts";
import { type NpyColumn, npyOf } from "./npy.ts";
import { distributionRows, type PointRow, scalarRows } from "./rows.ts";
import type { Exported, Selection } from "./selection.ts";
import { EXACTNESS, leftOf, STATISTICS, widthOf } from "./statistics.ts";
import { type FileToZip, zipOf } from "./zip.ts";

type Columns = Record<string, NpyColumn>;

/** Arrays are named for their column; with several series, `tag/column`. */
export async function* npzOf(selection: Selection): AsyncGenerator<Uint8Array> {
  const { series } = selection;
  const files: FileToZip[] = [];
  for (const exported of series) {
    const columns = await columnsOf(exported, selection.superseded);
    for (const [name, column] of Object.entries(columns)) {
      const array = series.length === 1 ? name : `${exported.tag}/${name}`;
      files.push({ name: `${array}.npy`, pieces: npyOf(column) });
    }
  }
  try {
    yield* zipOf(files);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Failure("That makes a file of 4 GiB or more: export fewer tags at a time.");
  }
}

async function columnsOf({ series }: Exported, superseded: boolean): Promise<Columns> {
  const length = series.length + (superseded ? series.superseded : 0);
  const [steps, wallTimes] = [new BigInt64Array(length), new Float64Array(length)];
  const written = superseded ? new Uint8Array(length) : null;
  let at = 0;
  const place = (row: PointRow): number => {
    steps[at] = row.step;
    wallTimes[at] = row.wallTime;
    if (written) written[at] = Number(row.superseded);
    return at++;
  };
  const points = { steps, wall_times: wallTimes };
  const marks: Columns = written ? { superseded: written } : {};
  if (series.kind === "scalars") {
    const values = new Float64Array(length);
    for (const rows of scalarRows(series, superseded))
      for (const row of rows) values[place(row)] = row.value;
    return { ...points, values, ...marks };
  }
  const distributions: Distribution[] = [];
  for await (const rows of distributionRows(series, superseded))
    for (const row of rows) distributions[place(row)] = row.distribution;
  return { ...points, ...distributionColumns(distributions), ...marks };
}

function distributionColumns(distributions: readonly Distribution[]): Columns {
  const offsets = new BigInt64Array(distributions.length + 1);
  let end = 0;
  distributions.forEach(({ bins }, i) => (offsets[i + 1] = BigInt((end += bins.length))));
  const counts = new Float64Array(end);
  distributions.forEach(({ bins }, i) => counts.set(bins, Number(offsets[i])));
  return {
    ...mapped(STATISTICS, (column) => Float64Array.from(distributions, column)),
    ...mapped(EXACTNESS, (column) => Uint8Array.from(distributions, (one) => Number(column(one)))),
    bin_left: Float64Array.from(distributions, leftOf),
    bin_width: Float64Array.from(distributions, widthOf),
    bin_offsets: offsets,
    bin_counts: counts,
  };
}

function mapped<From, To>(
  table: Readonly<Record<string, From>>,
  to: (one: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(table).map(([name, one]) => [name, to(one)]));
}
