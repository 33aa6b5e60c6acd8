// A row's distances over all steps as a small curve with the playhead in it.
import { useMemo } from "preact/hooks";
import type { Values } from "../../store/quantities.ts";
import type { SlotName } from "../../store/selectionRules.ts";

interface SparklineProps {
  /** Drawn from the last to the first. */
  curves: readonly { hue: SlotName | "both"; values: Values | null; at: number }[];
  stepEdges: readonly [number, number];
  /** What the upper edge stands for. */
  end: number;
  /** The steps that are pointed at, here or in another picture. */
  hovered: readonly number[];
  /** Null when the pointer has left. */
  point: (step: number | null) => void;
}

const WIDE = 160;
const HIGH = 24;
const TOP = 2;

export function Sparkline({ curves, stepEdges, end, hovered, point }: SparklineProps) {
  const [first, last] = stepEdges;
  const x = (step: number): number => ((step - first) / (last - first)) * WIDE;
  const paths = useMemo(
    () => curves.map(({ values }) => (values === null ? "" : pathOf(values, stepEdges, end))),
    [...curves.map(({ values }) => values), first, last, end],
  );
  return (
    <svg
      class="sparkline"
      viewBox={`0 0 ${WIDE} ${HIGH}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      onPointerMove={(event) => {
        const { left, width } = event.currentTarget.getBoundingClientRect();
        point(first + ((event.clientX - left) / Math.max(width, 1)) * (last - first));
      }}
      onPointerLeave={() => point(null)}
    >
      {hovered
        .filter((step) => step >= first && step <= last)
        .map((step) => (
          <line key={step} x1={x(step)} x2={x(step)} y1={0} y2={HIGH} class="hover-line" />
        ))}
      {curves.map(({ hue, at }, i) => (
        <g key={hue} class={`sparkline-${hue}`}>
          <path d={paths[i]} />
          {at >= first && at <= last && (
            <line x1={x(at)} x2={x(at)} y1={0} y2={HIGH} class="sparkline-playhead" />
          )}
        </g>
      ))}
    </svg>
  );
}

/** In every column of pixels up to the largest value, so that no spike is lost; a gap where nothing is finite. */
export function pathOf(
  { steps, values }: Pick<Values, "steps" | "values">,
  [first, last]: readonly [number, number],
  end: number,
): string {
  const columns = new Float64Array(WIDE + 1).fill(NaN);
  for (let i = 0; i < steps.length; i++) {
    const column = Math.round(((steps[i]! - first) / (last - first)) * WIDE);
    const value = values[i]!;
    if (column < 0 || column > WIDE || !Number.isFinite(value)) continue;
    if (!(columns[column]! >= value)) columns[column] = value;
  }
  const gaps = gapsOf(steps, values, first, last);
  let path = "";
  let pen = "M";
  columns.forEach((value, column) => {
    if (gaps.has(column)) pen = "M";
    if (Number.isNaN(value)) return;
    const y = HIGH - (Math.min(value / end, 1) * (HIGH - TOP)) / 1;
    path += `${pen}${column} ${y.toFixed(1)}`;
    pen = "L";
  });
  return path;
}

/** Columns in which only what is not finite stands. */
function gapsOf(
  steps: Float64Array,
  values: Float64Array,
  first: number,
  last: number,
): Set<number> {
  const gaps = new Set<number>();
  for (let i = 0; i < steps.length; i++) {
    if (Number.isFinite(values[i])) continue;
    gaps.add(Math.round(((steps[i]! - first) / (last - first)) * WIDE));
  }
  return gaps;
}
