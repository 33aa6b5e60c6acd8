// What is answered against what is true, a dot for each example: on the diagonal the answer is right.
import { BELOW_PX, paintXAxis, paintYAxis, type Plot, xOf, yOf } from "./axes.ts";
import { css, withAlpha } from "./oklch.ts";
import type { Palette } from "./palette.ts";
import type { Hue } from "./ramps.ts";
import { linearScale } from "./scales.ts";
import { holds, type Size, type Surface } from "./surface.ts";

export interface ScatterPicture {
  /** Per example. */
  truth: ArrayLike<number>;
  /** As many; what is not finite has no dot. */
  answers: ArrayLike<number>;
  /** Ends of both axes: what lies beyond stands at the edge as a ring. */
  edges: readonly [low: number, high: number];
  hue: Exclude<Hue, "neutral">;
  palette: Palette;
}

const LEFT_PX = 52;
const RIGHT_PX = 14;
const TOP_PX = 26;
const DOT_PX = 2.6;
/** Where many lie on each other, it is darker. */
const DOT_ALPHA = 0.5;
const NEAR_PX = 14;

export function scatterLayout({ edges }: ScatterPicture, size: Size): Plot {
  const box = {
    left: LEFT_PX,
    top: TOP_PX,
    width: Math.max(size.width - LEFT_PX - RIGHT_PX, 1),
    height: Math.max(size.height - TOP_PX - BELOW_PX, 1),
  };
  return { box, x: linearScale(...edges), y: linearScale(...edges) };
}

export function paintScatter(surface: Surface, picture: ScatterPicture): void {
  const { truth, edges, palette, hue } = picture;
  const plot = scatterLayout(picture, surface);
  paintXAxis(surface, plot, { palette, title: "true", hasGrid: true });
  paintYAxis(surface, plot, { palette, title: "answered" });
  const [low, high] = edges;
  surface.moveTo(xOf(plot, low), yOf(plot, low));
  surface.lineTo(xOf(plot, high), yOf(plot, high));
  surface.stroke({ colour: css(palette.dim), dash: [5, 4] });
  for (let example = 0; example < truth.length; example++) {
    const dot = dotOf(picture, plot, example);
    if (dot === null) continue;
    surface.disc(dot.x, dot.y, DOT_PX);
    if (dot.isBeyond) surface.stroke({ colour: css(palette.slot[hue]) });
    else surface.fill(withAlpha(palette.slot[hue], DOT_ALPHA));
  }
}

interface Dot {
  x: number;
  y: number;
  isBeyond: boolean;
}

function dotOf({ truth, answers, edges }: ScatterPicture, plot: Plot, example: number): Dot | null {
  const [is, answer] = [truth[example]!, answers[example] ?? NaN];
  if (!Number.isFinite(is) || !Number.isFinite(answer)) return null;
  const [low, high] = edges;
  const within = (value: number): number => Math.min(Math.max(value, low), high);
  const isBeyond = within(is) !== is || within(answer) !== answer;
  return { x: xOf(plot, within(is)), y: yOf(plot, within(answer)), isBeyond };
}

export interface ScatterMarks {
  /** Numbers of examples; null for none. */
  pointed: number | null;
  chosen: number | null;
}

/** A line from each marked dot to the diagonal shows what it is off by. */
export function paintScatterMarks(
  surface: Surface,
  picture: ScatterPicture,
  { pointed, chosen }: ScatterMarks,
): void {
  const plot = scatterLayout(picture, surface);
  const { palette, hue, truth } = picture;
  for (const example of new Set([chosen, pointed])) {
    const dot = example === null ? null : dotOf(picture, plot, example);
    if (dot === null) continue;
    surface.moveTo(dot.x, dot.y);
    surface.lineTo(dot.x, yOf(plot, truth[example!]!));
    surface.stroke({ colour: css(palette.text), width: 1.5 });
    for (const [colour, radius] of [
      [palette.ground, 6.5],
      [palette.text, 5],
      [example === chosen ? palette.mean : palette.slot[hue], 3.5],
    ] as const) {
      surface.disc(dot.x, dot.y, radius);
      surface.fill(css(colour));
    }
  }
}

/** Number of the example whose dot is nearest to a place; null where none is near. */
export function scatterAt(
  picture: ScatterPicture,
  size: Size,
  left: number,
  top: number,
): number | null {
  const plot = scatterLayout(picture, size);
  const { box } = plot;
  const around = {
    left: box.left - NEAR_PX,
    top: box.top - NEAR_PX,
    width: box.width + 2 * NEAR_PX,
    height: box.height + 2 * NEAR_PX,
  };
  if (!holds(around, left, top)) return null;
  let [nearest, least]: [number | null, number] = [null, NEAR_PX];
  for (let example = 0; example < picture.truth.length; example++) {
    const dot = dotOf(picture, plot, example);
    const apart = dot === null ? Infinity : Math.hypot(dot.x - left, dot.y - top);
    if (apart < least) [nearest, least] = [example, apart];
  }
  return nearest;
}
