// A chart's numbers as text to take along: CSV, JSON, and lines of Python that make NumPy arrays of them.

/** What one column holds: numbers, or names. */
export type ColumnValues = ArrayLike<number> | readonly string[];

/** Columns of equal length, and what stands above them: of which model, which parameter, when. */
export interface ChartNumbers {
  facts: Readonly<Record<string, string | number | null>>;
  columns: readonly { readonly name: string; readonly values: ColumnValues }[];
}

/** Facts as comments, then a line of names and one for each row; what is not known stays empty. */
export function csvText({ facts, columns }: ChartNumbers): string {
  const heads = Object.entries(facts).map(([name, fact]) => `# ${name}: ${oneLine(fact)}`);
  const length = columns[0]?.values.length ?? 0;
  const rows = Array.from({ length }, (_, row) =>
    columns.map(({ values }) => cellText(values[row]!)).join(","),
  );
  const names = columns.map(({ name }) => quoted(name)).join(",");
  return [...heads, names, ...rows, ""].join("\n");
}

/** Numbers that JSON does not know are null, infinite ones are words. */
export function jsonText({ facts, columns }: ChartNumbers): string {
  const lists = columns.map(({ name, values }) => [
    name,
    Array.from<number | string, unknown>(values, jsonValue),
  ]);
  return `${JSON.stringify({ facts, columns: Object.fromEntries(lists) }, null, 1)}\n`;
}

/** Pasted into Python, a dictionary of arrays: names of columns need not be Python's. */
export function numpyText({ facts, columns }: ChartNumbers): string {
  const heads = Object.entries(facts).map(([name, fact]) => `# ${name}: ${oneLine(fact)}`);
  const arrays = columns.map(({ name, values }) => {
    return `    ${JSON.stringify(name)}: np.array([${Array.from<number | string, string>(values, pythonText).join(", ")}]),`;
  });
  return ["import numpy as np", "", ...heads, "columns = {", ...arrays, "}", ""].join("\n");
}

function oneLine(fact: string | number | null): string {
  return String(fact ?? "not known").replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, " ");
}

function cellText(value: number | string): string {
  if (typeof value === "string") return quoted(value);
  return Number.isNaN(value) ? "" : String(value);
}

function quoted(name: string): string {
  return /[",\n\r]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}

function jsonValue(value: number | string): number | string | null {
  if (Number.isNaN(value)) return null;
  return typeof value === "string" || Number.isFinite(value) ? value : String(value);
}

function pythonText(value: number | string): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (Number.isNaN(value)) return "np.nan";
  if (!Number.isFinite(value)) return value > 0 ? "np.inf" : "-np.inf";
  return String(value);
}
