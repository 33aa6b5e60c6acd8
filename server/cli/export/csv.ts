// Series as CSV (RFC 4180, lines end in \n): one row a point, or one row a bin.
import { Failure } from "../failure.ts";
import { printable } from "../printable.ts";
import { distributionRows, type PointRow, scalarRows } from "./rows.ts";
import type { Exported, ExportedDistributions, Selection } from "./selection.ts";
import { EXACTNESS, leftOf, STATISTICS, widthOf } from "./statistics.ts";
import type { ScalarSeries } from "../../runs/index.ts";

/** A table of points: of scalars their values, of distributions their statistics. */
export async function* csvOf(selection: Selection): AsyncGenerator<string> {
  const [first] = selection.series;
  if (first!.series.kind === "scalars") yield* scalarsCsv(scalarsIn(selection), selection);
  else yield* statisticsCsv(distributionsIn(selection), selection);
}

/** A table of the bins that hold anything: `tag,step,left,right,count`. */
export async function* binsCsv(selection: Selection): AsyncGenerator<string> {
  yield headerOf(["left", "right", "count"], selection, ["tag", "step"]);
  for (const { tag, series } of distributionsIn(selection)) {
    const name = quoted(tag);
    for await (const rows of distributionRows(series, selection.superseded)) {
      for (const { step, distribution, superseded } of rows) {
        const [left, width] = [leftOf(distribution), widthOf(distribution)];
        let text = "";
        distribution.bins.forEach((count, i) => {
          if (count === 0) return;
          const edges = `${left + i * width},${left + (i + 1) * width}`;
          text += `${name},${step},${edges},${count}${selection.superseded ? `,${superseded}` : ""}\n`;
        });
        yield text;
      }
    }
  }
}

async function* scalarsCsv(
  exported: readonly Exported<ScalarSeries>[],
  selection: Selection,
): AsyncGenerator<string> {
  yield headerOf(["value"], selection);
  for (const { tag, series } of exported) {
    const start = startOf(tag, selection);
    for (const rows of scalarRows(series, selection.superseded)) {
      yield rows.map((row) => start(row, `${row.value}`)).join("");
    }
  }
}

async function* statisticsCsv(
  exported: readonly Exported<ExportedDistributions>[],
  selection: Selection,
): AsyncGenerator<string> {
  yield headerOf([...Object.keys(STATISTICS), ...Object.keys(EXACTNESS)], selection);
  const columns = [...Object.values(STATISTICS), ...Object.values(EXACTNESS)];
  for (const { tag, series } of exported) {
    const start = startOf(tag, selection);
    for await (const rows of distributionRows(series, selection.superseded)) {
      const texts = rows.map((row) =>
        start(row, columns.map((column) => `${column(row.distribution)}`).join(",")),
      );
      yield texts.join("");
    }
  }
}

function headerOf(
  columns: readonly string[],
  { superseded }: Selection,
  before: readonly string[] = ["tag", "step", "wall_time"],
): string {
  return `${[...before, ...columns, ...(superseded ? ["superseded"] : [])].join(",")}\n`;
}

/** Writes a row of a tag's point. */
function startOf(tag: string, selection: Selection): (row: PointRow, values: string) => string {
  const name = quoted(tag);
  return ({ step, wallTime, superseded }, values) =>
    `${name},${step},${wallTime},${values}${selection.superseded ? `,${superseded}` : ""}\n`;
}

const quoted = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

function scalarsIn({ series }: Selection): Exported<ScalarSeries>[] {
  return series.map(({ tag, series: one }) => {
    if (one.kind === "scalars") return { tag, series: one };
    throw mixed(`"${printable(tag)}" is a distribution, the ones before it are scalars`);
  });
}

function distributionsIn({ series }: Selection): Exported<ExportedDistributions>[] {
  return series.map(({ tag, series: one }) => {
    if (one.kind === "distributions") return { tag, series: one };
    throw mixed(`"${printable(tag)}" is a scalar, and the table is one of distributions`);
  });
}

const mixed = (what: string): Failure =>
  new Failure(`${what}. Export them one after the other, or with --format json or npz.`);
