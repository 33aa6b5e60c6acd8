// The spread of a distribution over all steps on a surface, for PNG and SVG: what the page shows, with a title.
import { paintPlayhead, paintXAxis, paintYAxis, type Plot, BELOW_PX } from "./axes.ts";
import { extremes, fillStretch, strokeStretch } from "./extremes.ts";
import { css, withAlpha } from "./oklch.ts";
import { linearScale } from "./scales.ts";
import type { SpreadPicture } from "./spread.ts";
import type { Stroke, Surface } from "./surface.ts";
import { textWidth } from "./textWidth.ts";

const LEFT_PX = 60;
const RIGHT_PX = 16;
const TOP_PX = 56;

/** Shown above: what it is of, what steps are called, and where the playhead is. */
export interface SpreadHead {
  title: string;
  unit: string;
  at: number | null;
}

export function paintSpread(surface: Surface, picture: SpreadPicture, head: SpreadHead): void {
  const { steps, mean, deviation, quantiles, stepEdges, edges, hue, palette } = picture;
  const [first, last] = stepEdges;
  const plot: Plot = {
    box: {
      left: LEFT_PX,
      top: TOP_PX,
      width: Math.max(surface.width - LEFT_PX - RIGHT_PX, 1),
      height: Math.max(surface.height - TOP_PX - BELOW_PX - 4, 1),
    },
    // A single step gets some room on both sides.
    x: first < last ? linearScale(first, last) : linearScale(first - 0.5, last + 0.5),
    y: linearScale(...edges),
  };
  surface.text(head.title, LEFT_PX, 16, { colour: css(palette.text), baseline: "middle" });
  paintXAxis(surface, plot, { palette, title: head.unit });
  paintYAxis(surface, plot, { palette });
  const [p5, p25, median, p75, p95] = quantiles;
  const shifted = (sign: number): Float64Array =>
    Float64Array.from(steps, (_, i) => mean[i]! + sign * deviation[i]!);
  const line = (values: ArrayLike<number>, stroke: Stroke): void => {
    for (const stretch of extremes(steps, values, values, plot).stretches)
      strokeStretch(surface, stretch, stroke);
  };
  surface.inside(plot.box, () => {
    for (const [low, high, alpha] of [
      [p5, p95, 0.2],
      [p25, p75, 0.3],
    ] as const) {
      for (const stretch of extremes(steps, low, high, plot).stretches)
        fillStretch(surface, stretch, withAlpha(hue, alpha));
    }
    line(median, { colour: css(hue), width: 1.5 });
    for (const sign of [-1, 1]) {
      line(shifted(sign), { colour: css(palette.text), width: 1, dash: [3, 3] });
    }
    line(mean, { colour: css(palette.mean), width: 1.75 });
  });
  paintKey(surface, picture);
  if (head.at !== null) paintPlayhead(surface, plot, head.at, palette);
}

const SWATCH_PX = 14;

function paintKey(surface: Surface, { hue, palette }: SpreadPicture): void {
  const keys: readonly (readonly [words: string, stroke: Stroke])[] = [
    ["mean", { colour: css(palette.mean), width: 1.75 }],
    ["±1 std", { colour: css(palette.text), dash: [3, 3] }],
    ["median", { colour: css(hue), width: 1.5 }],
    ["25–75 %", { colour: withAlpha(hue, 0.5), width: 9 }],
    ["5–95 %", { colour: withAlpha(hue, 0.2), width: 9 }],
  ];
  let left = LEFT_PX;
  for (const [words, stroke] of keys) {
    if (left + SWATCH_PX + 6 + textWidth(words) > surface.width) return;
    surface.moveTo(left, 36);
    surface.lineTo(left + SWATCH_PX, 36);
    surface.stroke(stroke);
    surface.text(words, left + SWATCH_PX + 6, 36, { colour: css(palette.dim), baseline: "middle" });
    left += SWATCH_PX + textWidth(words) + 22;
  }
}
