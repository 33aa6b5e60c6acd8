// The parallel axes of columns, and their brushes: places on an axis to values and back.
import type { RunSummary } from "#contract/protocol.ts";
import { type Brush, parallelAxis, type ParallelAxis } from "../../charts/parallelAxes.ts";
import { linearScale, logScale, type Scale } from "../../charts/scales.ts";
import type { FactBrush } from "../../store/brushes.ts";
import type { Fact, FactColumn } from "../../store/modelFacts.ts";
import type { ChartNumbers } from "../../ui/numbersText.ts";

/** A column as an axis. */
export interface FactAxis extends ParallelAxis {
  column: FactColumn;
  facts: readonly Fact[];
}

export function axisOf(column: FactColumn, runs: readonly RunSummary[]): FactAxis {
  const facts = runs.map((run) => column.of(run));
  return { ...parallelAxis({ name: column.title, values: facts }), column, facts };
}

/** What an axis holds of each model, to take along. */
export function columnOf({ column, facts, isNumeric }: FactAxis): ChartNumbers["columns"][number] {
  const values = isNumeric
    ? facts.map((fact) => (typeof fact === "number" ? fact : NaN))
    : facts.map((fact) => String(fact ?? ""));
  return { name: column.title, values };
}

/** Null where there is no or one number. */
function scaleOf({ isNumeric, isLog, facts }: FactAxis): Scale | null {
  const numbers = facts.filter((fact) => typeof fact === "number" && Number.isFinite(fact));
  const [low, high] = (numbers as number[]).reduce<[number, number]>(
    ([least, most], value) => [Math.min(least, value), Math.max(most, value)],
    [Infinity, -Infinity],
  );
  if (!isNumeric || !(low < high)) return null;
  return isLog ? logScale(low, high) : linearScale(low, high);
}

/** What lies between two places; null where the axis has nothing there. */
export function brushBetween(axis: FactAxis, one: number, two: number): FactBrush | null {
  const [from, to] = [Math.min(one, two), Math.max(one, two)];
  const column = axis.column.id;
  const scale = scaleOf(axis);
  if (scale !== null) {
    // An end beyond the axis is the axis's own, or rounding would leave out the outermost model.
    const low = from <= 0 ? scale.low : short(scale.at(from), Math.floor);
    const high = to >= 1 ? scale.high : short(scale.at(to), Math.ceil);
    return low <= high ? { kind: "range", column, low, high } : null;
  }
  const within = axis.ticks.filter(({ place }) => place >= from && place <= to);
  if (within.length === 0) return null;
  if (!axis.isNumeric) return { kind: "names", column, names: within.map(({ text }) => text) };
  const only = axis.facts.find((fact) => typeof fact === "number" && Number.isFinite(fact));
  return typeof only === "number" ? { kind: "range", column, low: only, high: only } : null;
}

/** Enough digits for any axis, and few enough for an address. */
const DIGITS = 4;

/** Rounded outwards: what lay just within stays within. */
function short(value: number, outwards: (value: number) => number): number {
  if (value === 0) return 0;
  const power = Math.floor(Math.log10(Math.abs(value))) - DIGITS + 1;
  return Number(`${outwards(value / 10 ** power)}e${power}`);
}

/** Room around the place of a single value. */
const AROUND = 0.02;

/** The brushes as the picture draws them; one on a column that is no axis is not drawn. */
export function drawnBrushes(axes: readonly FactAxis[], brushes: readonly FactBrush[]): Brush[] {
  return brushes.flatMap((brush) => {
    const index = axes.findIndex(({ column }) => column.id === brush.column);
    const axis = axes[index];
    if (axis === undefined) return [];
    const places = placesOf(axis, brush);
    if (places.length === 0) return [];
    const [from, to] = [Math.min(...places), Math.max(...places)];
    return [{ axis: index, from: from - EXACT, to: to + EXACT }];
  });
}

/** Rounding puts a value next to the end of the stretch that it ends. */
const EXACT = 1e-9;

function placesOf(axis: FactAxis, brush: FactBrush): number[] {
  const scale = scaleOf(axis);
  if (brush.kind === "range") {
    if (scale === null) return [0.5 - AROUND, 0.5 + AROUND];
    return [scale.place(brush.low), scale.place(brush.high)].map((place) =>
      Number.isNaN(place) ? 0 : Math.min(Math.max(place, 0), 1),
    );
  }
  const places = axis.ticks
    .filter(({ text }) => brush.names.includes(text))
    .map(({ place }) => place);
  return places.flatMap((place) => [place - AROUND, place + AROUND]);
}
