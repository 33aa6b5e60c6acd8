// One tag's chart: its curves, how far its axes reach, and the marks that all charts show at the same step.
import { computed, type ReadonlySignal } from "@preact/signals";
import { hair, paintPlayhead, xOf, yOf } from "../../charts/axes.ts";
import {
  type LineHit,
  linesLayout,
  type LinesPicture,
  paintLinesMarks,
} from "../../charts/lines.ts";
import { css, withAlpha } from "../../charts/oklch.ts";
import { paletteOf } from "../../charts/palette.ts";
import { mixed } from "../../charts/ramps.ts";
import { holds, type Surface } from "../../charts/surface.ts";
import { clockOffset, clockWords, elapsedText, timeScale } from "../../charts/timeScale.ts";
import { indexAt } from "../../store/playheadRules.ts";
import type { Store } from "../../store/store.ts";
import type { AxisKind } from "./choices.ts";
import { type Curve, type CurvesOf, curvesOf } from "./curves.ts";
import { positionEdges, valueEdges } from "./edges.ts";
import type { Pointed, SharedState } from "./shared.ts";

export interface Chart {
  readonly of: ReadonlySignal<CurvesOf>;
  readonly curves: ReadonlySignal<readonly Curve[]>;
  readonly picture: ReadonlySignal<LinesPicture>;
}

/** What superseded curves keep of their colour. */
const OLD_SHARE = 0.5;

export function createChart(store: Store, shared: SharedState, tag: string): Chart {
  const { points, settings, theme, horizon, unit } = store;
  const of = computed((): CurvesOf => {
    const { ground } = paletteOf(theme.value);
    return {
      tag,
      drawn: shared.drawn.value,
      axis: shared.axis.value,
      smooth: shared.choices.value.smooth,
      showsOld: settings.superseded.value,
      paler: (colour) => mixed(ground, colour, OLD_SHARE),
    };
  });
  const curves = computed(() => curvesOf(points, of.value));
  const picture = computed((): LinesPicture => {
    const { axis } = of.value;
    const { isLog } = shared.choices.value;
    const end = axis === "step" ? horizon.value : null;
    const stepEdges = shared.zoom.value ?? positionEdges(curves.value, end);
    const time = TIMES[axis]?.(...stepEdges);
    return {
      lines: curves.value.map(({ line }) => line),
      stepEdges,
      ...(time && { time }),
      edges: valueEdges(curves.value, stepEdges, isLog),
      isLog,
      title: isLog ? "value" : "",
      unit: axis === "step" ? unit.value : AXIS_TITLES[axis],
      palette: paletteOf(theme.value),
    };
  });
  return { of, curves, picture };
}

const AXIS_TITLES: Readonly<Record<Exclude<AxisKind, "step">, string>> = {
  epoch: "epoch",
  relative: "since start",
  wall: "time",
};

const TIMES: Readonly<
  Partial<Record<AxisKind, (low: number, high: number) => LinesPicture["time"]>>
> = {
  relative: (low, high) => ({ scale: timeScale(low, high), words: elapsedText }),
  wall: (low, high) => ({
    scale: timeScale(low, high, clockOffset(low)),
    words: clockWords(high - low),
  }),
};

/** The curve's last point at or before a step; −1 when all lie behind it. */
export function pointAt({ scalars }: Curve, step: number): number {
  return indexAt(scalars.steps, step);
}

/** The step of the curve's model under the playhead. */
export function stepOf({ aligned, playhead }: Store, { slot }: Curve): number | null {
  return slot === null ? playhead.at.value : aligned.at[slot].value;
}

/** What is marked in a chart. */
export interface Marks {
  /** Each curve's step under the playhead. */
  at: readonly (number | null)[];
  /** Whether that is one place on the axis for all. */
  isOneStep: boolean;
  pointed: Pointed | null;
  /** The line and point under the pointer in this chart. */
  lit: LineHit | null;
}

const CROSSHAIR_ALPHA = 0.5;
const DOT_PX = 3;

export function paintMarks(
  surface: Surface,
  picture: LinesPicture,
  curves: readonly Curve[],
  { at, isOneStep, pointed, lit }: Marks,
): void {
  const plot = linesLayout(picture, surface);
  const { palette } = picture;
  const compared = curves.filter(({ slot, isOld }) => slot !== null && !isOld);
  if (isOneStep) {
    if (pointed !== null) {
      const x = xOf(plot, pointed.step);
      const { left, top, width, height } = plot.box;
      const colour = withAlpha(palette.text, CROSSHAIR_ALPHA);
      if (x >= left && x <= left + width) hair(surface, colour, x, top, x, top + height);
    }
    paintLinesMarks(surface, picture, { step: at.at(-1) ?? null, lit });
  } else {
    paintLinesMarks(surface, picture, { step: null, lit });
    // On a clock, or aligned by it, one step is another moment for each model.
    for (const curve of compared) {
      const index = pointAt(curve, at[curves.indexOf(curve)] ?? -Infinity);
      if (index < 0) continue;
      paintPlayhead(surface, plot, curve.positions[index]!, { ...palette, text: curve.colour });
    }
  }
  for (const curve of compared) {
    // A single point is no line: it is always a dot.
    const isLone = curve.positions.length === 1;
    if (pointed === null && !isLone) continue;
    const index = isLone ? 0 : pointAt(curve, pointed?.step ?? -Infinity);
    const { line } = curve;
    const x = xOf(plot, line.steps[index] ?? NaN);
    const y = yOf(plot, (line.smooth ?? line.values)[index] ?? NaN);
    if (!holds(plot.box, x, y)) continue;
    surface.disc(x, y, DOT_PX + 1.5);
    surface.fill(css(palette.ground));
    surface.disc(x, y, DOT_PX);
    surface.fill(css(curve.colour));
  }
}
