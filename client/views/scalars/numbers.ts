// A chart's numbers to take along, and the chart in words.
import { scoreAt } from "../../ui/format.ts";
import { printable } from "../../ui/printable.ts";
import type { ChartNumbers } from "../../ui/numbersText.ts";
import type { Curve } from "./curves.ts";
import { running } from "./running.ts";

/** A row for each step that any model logged, its values raw; of one that was logged twice the later. */
export function numbersOf(tag: string, curves: readonly Curve[]): ChartNumbers {
  const own = curves.filter(({ isOld }) => !isOld).toReversed();
  const steps = [...new Set(own.flatMap(({ scalars }) => [...scalars.steps]))].sort(
    (one, two) => one - two,
  );
  const rowOf = new Map(steps.map((step, row) => [step, row]));
  const columns = own.map(({ run, scalars }) => {
    const values = new Float64Array(steps.length).fill(NaN);
    scalars.steps.forEach((step, i) => (values[rowOf.get(step)!] = scalars.values[i]!));
    return { name: run.name, values };
  });
  return { facts: { scalar: tag }, columns: [{ name: "step", values: steps }, ...columns] };
}

/** How many of the curve's points are not finite. */
export function notFinite({ scalars }: Curve): number {
  return running(scalars.values).notFinite;
}

export function nameOf({ slot, run }: Curve): string {
  return slot === null ? printable(run.name, 40) : slot.toUpperCase();
}

/** Of so many models, each is told of. */
const FEW = 4;

export function chartWords(
  tag: string,
  curves: readonly Curve[],
  axis: string,
  isShare: boolean,
): string {
  const own = curves.filter(({ isOld }) => !isOld).toReversed();
  const told = own.slice(0, FEW).map((curve) => {
    const { values } = curve.scalars;
    const [first, last] = [values[0] ?? null, values.at(-1) ?? null];
    const bad = notFinite(curve);
    return (
      `${nameOf(curve)} from ${scoreAt(first, isShare)} to ${scoreAt(last, isShare)}` +
      (bad > 0 ? `, ${bad} not finite` : "")
    );
  });
  const more = own.length > FEW ? [`and ${own.length - FEW} more models`] : [];
  return `${printable(tag)} by ${axis}: ${[...told, ...more].join("; ")}`;
}
