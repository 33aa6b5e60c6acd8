// What is drawn on a histogram besides its bars, straight onto uPlot's canvas.
import uPlot from "uplot";
import type { Curve, HistogramPicture } from "./histogramPicture.ts";
import { css, withAlpha } from "./oklch.ts";

/** Runs `draw` with canvas lines cut off at the plot's edges. */
function insidePlot(chart: uPlot, draw: (context: CanvasRenderingContext2D) => void): void {
  const { left, top, width, height } = chart.bbox;
  const context = chart.ctx;
  context.save();
  context.beginPath();
  context.rect(left, top, width, height);
  context.clip();
  draw(context);
  context.restore();
}

/** Shades one standard deviation on both sides of the mean. */
export function shadeDeviation(chart: uPlot, { mean, deviation, palette }: HistogramPicture): void {
  if (!Number.isFinite(mean) || !Number.isFinite(deviation)) return;
  const from = chart.valToPos(mean - deviation, "x", true);
  const to = chart.valToPos(mean + deviation, "x", true);
  insidePlot(chart, (context) => {
    context.fillStyle = palette.deviation;
    context.fillRect(from, chart.bbox.top, Math.max(to - from, 1), chart.bbox.height);
  });
}

/** Draws the mean, its standard deviation, and the curves. */
export function drawMarks(chart: uPlot, picture: HistogramPicture): void {
  const { mean, deviation, palette, curves } = picture;
  const rim = withAlpha(palette.ground, 0.55);
  insidePlot(chart, (context) => {
    for (const curve of curves) strokeCurve(chart, context, curve, css(palette.text));
    if (!Number.isFinite(mean)) return;
    for (const sign of deviation > 0 ? [-1, 1] : []) {
      upright(chart, context, mean + sign * deviation, 1, [3, 4], css(palette.text), rim);
    }
    upright(chart, context, mean, 2, [], css(palette.mean), rim);
  });
}

function upright(
  chart: uPlot,
  context: CanvasRenderingContext2D,
  value: number,
  width: number,
  dash: readonly number[],
  stroke: string,
  ground: string,
): void {
  const { top, height } = chart.bbox;
  const x = chart.valToPos(value, "x", true);
  // A rim of the ground's colour keeps the line apart from bars of any colour.
  for (const [lineWidth, colour, pattern] of [
    [width + 2, ground, []],
    [width, stroke, dash],
  ] as const) {
    context.beginPath();
    context.setLineDash(pattern.map((length) => length * uPlot.pxRatio));
    context.lineWidth = lineWidth * uPlot.pxRatio;
    context.strokeStyle = colour;
    context.moveTo(x, top);
    context.lineTo(x, top + height);
    context.stroke();
  }
}

function strokeCurve(
  chart: uPlot,
  context: CanvasRenderingContext2D,
  { xs, ys, dash }: Curve,
  stroke: string,
): void {
  const floor = chart.scales["y"]!.min!;
  context.beginPath();
  for (let i = 0; i < xs.length; i++) {
    const x = chart.valToPos(xs[i]!, "x", true);
    const y = chart.valToPos(Math.max(ys[i]!, floor), "y", true);
    // A curve that lies on the floor is not there; drawn, it would be a second axis.
    const lies = ys[i]! <= floor && (ys[i - 1] ?? floor) <= floor;
    if (lies) context.moveTo(x, y);
    else context.lineTo(x, y);
  }
  context.setLineDash(dash.map((length) => length * uPlot.pxRatio));
  context.lineWidth = 1.5 * uPlot.pxRatio;
  context.strokeStyle = stroke;
  context.stroke();
}
