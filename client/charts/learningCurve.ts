// How good A and B were over the training, as a picture to take along: the axis of the circles turned upright.
import { BELOW_PX, hair, paintPlayhead, paintXAxis } from "./axes.ts";
import { envelope } from "./envelope.ts";
import type { MetricScale } from "./metricScale.ts";
import { css, type Rgb, withAlpha } from "./oklch.ts";
import type { Palette } from "./palette.ts";
import { linearScale } from "./scales.ts";
import type { Stroke, Surface } from "./surface.ts";
import { shortened, textWidth } from "./textWidth.ts";

interface Course {
  steps: ArrayLike<number>;
  values: ArrayLike<number>;
}

export interface LearningCurve {
  name: string;
  hue: Rgb;
  own: Course;
  /** What a restarted job wrote again. */
  old: readonly Course[];
  /** Where the model stands under the playhead. */
  at: number | null;
}

export interface LearningPicture {
  /** Those in front first. */
  curves: readonly LearningCurve[];
  scale: Pick<MetricScale, "place" | "ticks">;
  stepEdges: readonly [number, number];
  /** What is measured, and what steps are called. */
  title: string;
  unit: string;
  palette: Palette;
}

const LEFT_PX = 56;
const RIGHT_PX = 16;
const TOP_PX = 52;
const LABEL_PX = 15;
const CROSS_PX = 3;
const OLD_ALPHA = 0.6;

export function paintLearning(surface: Surface, picture: LearningPicture): void {
  const { curves, scale, stepEdges, title, unit, palette } = picture;
  const box = {
    left: LEFT_PX,
    top: TOP_PX,
    width: Math.max(surface.width - LEFT_PX - RIGHT_PX, 1),
    height: Math.max(surface.height - TOP_PX - BELOW_PX - 4, 1),
  };
  const x = linearScale(...stepEdges);
  const yOf = (value: number): number => box.top + (1 - scale.place(value)) * box.height;
  const xOf = (step: number): number => box.left + x.place(step) * box.width;
  surface.text(title, box.left, 16, { colour: css(palette.dim), baseline: "middle" });
  paintNames(surface, picture);
  paintXAxis(surface, { box, x }, { palette, title: unit });
  let free = Infinity;
  for (const { place, text } of scale.ticks.toSorted((one, two) => one.place - two.place)) {
    const y = box.top + (1 - place) * box.height;
    if (y > free) continue;
    free = y - LABEL_PX;
    hair(surface, palette.grid, box.left, y, box.left + box.width, y);
    const look = { colour: css(palette.dim), align: "right", baseline: "middle" } as const;
    surface.text(text, box.left - 8, y, look);
  }
  surface.inside(box, () => {
    for (const { hue, own, old } of curves.toReversed()) {
      const faded = { colour: withAlpha(hue, OLD_ALPHA), width: 1.5, dash: [3, 4] };
      for (const branch of old) trace(surface, branch, xOf, yOf, faded);
      const notFinite = trace(surface, own, xOf, yOf, { colour: css(hue), width: 2 });
      for (const column of notFinite) paintCross(surface, column, box.top + CROSS_PX + 2, hue);
    }
  });
  const places = new Set(curves.map(({ at }) => at).filter((at) => at !== null));
  for (const at of places) paintPlayhead(surface, { box, x }, at, palette);
}

/** Returns the columns in which something is not finite. */
function trace(
  surface: Surface,
  { steps, values }: Course,
  xOf: (step: number) => number,
  yOf: (value: number) => number,
  stroke: Stroke,
): readonly number[] {
  const { stretches, notFinite } = envelope(steps, values, xOf, yOf);
  for (const [first, ...rest] of stretches) {
    surface.moveTo(...first!);
    // A single value is a line as long as it is wide.
    if (rest.length === 0) surface.lineTo(first![0] + 2, first![1]);
    for (const vertex of rest) surface.lineTo(...vertex);
    surface.stroke(stroke);
  }
  return notFinite;
}

function paintCross(surface: Surface, x: number, y: number, hue: Rgb): void {
  surface.moveTo(x - CROSS_PX, y - CROSS_PX);
  surface.lineTo(x + CROSS_PX, y + CROSS_PX);
  surface.moveTo(x + CROSS_PX, y - CROSS_PX);
  surface.lineTo(x - CROSS_PX, y + CROSS_PX);
  surface.stroke({ colour: css(hue), width: 1.5 });
}

const SWATCH_PX = 14;

/** Side by side above the plot, each behind its line. */
function paintNames(surface: Surface, { curves, palette }: LearningPicture): void {
  const room = (surface.width - LEFT_PX - RIGHT_PX) / Math.max(curves.length, 1);
  let left = LEFT_PX;
  for (const { name, hue } of curves) {
    surface.moveTo(left, 36);
    surface.lineTo(left + SWATCH_PX, 36);
    surface.stroke({ colour: css(hue), width: 2 });
    const words = shortened(name, room - SWATCH_PX - 24);
    const look = { colour: css(palette.text), baseline: "middle" } as const;
    surface.text(words, left + SWATCH_PX + 7, 36, look);
    left += SWATCH_PX + textWidth(words) + 28;
  }
}
