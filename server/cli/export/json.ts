// Series as one JSON object: columns of points by tag.
import { distributionRows, scalarRows } from "./rows.ts";
import type { Exported, Selection } from "./selection.ts";
import { EXACTNESS, leftOf, STATISTICS, widthOf } from "./statistics.ts";

/** Columns of texts, each a JSON value. */
type Columns = Record<string, string[]>;

/** `{"run":…,"series":[{"tag":…,"kind":…,"steps":[…],…}]}`, a series at a time. */
export async function* jsonOf(selection: Selection): AsyncGenerator<string> {
  yield `{"run":${JSON.stringify(selection.run)},"series":[`;
  let separator = "\n";
  for (const exported of selection.series) {
    const { tag, series } = exported;
    yield `${separator}{"tag":${JSON.stringify(tag)},"kind":"${series.kind}"`;
    for (const [name, values] of Object.entries(await columnsOf(exported, selection.superseded)))
      yield `,"${name}":[${values.join(",")}]`;
    yield "}";
    separator = ",\n";
  }
  yield "\n]}\n";
}

async function columnsOf({ series }: Exported, superseded: boolean): Promise<Columns> {
  const points: Columns = { steps: [], wall_times: [] };
  const marks: Columns = superseded ? { superseded: [] } : {};
  if (series.kind === "scalars") {
    const columns: Columns = { ...points, values: [], ...marks };
    for (const rows of scalarRows(series, superseded)) {
      for (const row of rows) add(columns, row, { values: row.value });
    }
    return columns;
  }
  const names = [...Object.keys(STATISTICS), ...Object.keys(EXACTNESS), "bins"];
  const columns = { ...points, ...Object.fromEntries(names.map((name) => [name, []])), ...marks };
  for await (const rows of distributionRows(series, superseded)) {
    for (const row of rows) {
      const { distribution } = row;
      const told = Object.entries({ ...STATISTICS, ...EXACTNESS });
      const bins = {
        left: leftOf(distribution),
        width: widthOf(distribution),
        counts: [...distribution.bins],
      };
      add(columns, row, {
        ...Object.fromEntries(told.map(([name, column]) => [name, column(distribution)])),
        bins,
      });
    }
  }
  return columns;
}

function add(
  columns: Columns,
  row: { step: bigint; wallTime: number; superseded: boolean },
  values: Record<string, unknown>,
): void {
  const { step, wallTime, superseded } = row;
  columns["steps"]!.push(step.toString());
  columns["wall_times"]!.push(textOf(wallTime));
  columns["superseded"]?.push(String(superseded));
  for (const [name, value] of Object.entries(values)) columns[name]!.push(textOf(value));
}

/** JSON has no words for NaN and the infinities: they are strings that every language turns into numbers. */
function textOf(value: unknown): string {
  return typeof value === "number" && !Number.isFinite(value)
    ? `"${value}"`
    : JSON.stringify(value);
}
