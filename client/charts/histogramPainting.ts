// A histogram as a picture to take along: what the page's own chart shows, under a title, on any surface.
import { BELOW_PX, BESIDE_PX, paintXAxis, paintYAxis, type Plot, xOf, yOf } from "./axes.ts";
import { compactCount } from "./axisText.ts";
import type { Curve, HistogramPicture } from "./histogramPicture.ts";
import { css, withAlpha } from "./oklch.ts";
import { linearScale, logScale } from "./scales.ts";
import type { Size, Surface } from "./surface.ts";
import { shortened } from "./textWidth.ts";

const TITLE_PX = 13;
const TITLE_TOP_PX = 12;
const TOP_PX = 54;
const RIGHT_PX = 14;
const HEADROOM = 1.05;
/** Just under one weight, so that single ones show. */
const LOG_FLOOR = 0.6;
const LOG_HEADROOM = 1.4;
const BAR_GAP_PX = 1;
const RIM_ALPHA = 0.55;

/** `title` stands above, `counted` names what is in the bars. */
export function paintHistogram(
  surface: Surface,
  picture: HistogramPicture,
  title: string,
  counted: string,
): void {
  const { palette, logY, mean, deviation } = picture;
  const plot = plotOf(picture, surface);
  const { box } = plot;
  const heading = shortened(title, surface.width - 2 * RIGHT_PX, TITLE_PX);
  surface.text(heading, RIGHT_PX, TITLE_TOP_PX, {
    colour: css(palette.text),
    px: TITLE_PX,
    bold: true,
    baseline: "top",
  });
  if (Number.isFinite(mean)) {
    const [from, to] = [xOf(plot, mean - deviation), xOf(plot, mean + deviation)];
    surface.inside(box, () => {
      surface.rect(from, box.top, Math.max(to - from, 1), box.height);
      surface.fill(palette.deviation);
    });
  }
  paintXAxis(surface, plot, { palette, title: "value" });
  const axis = `${counted} per bar${logY ? ", log" : ""}`;
  paintYAxis(surface, plot, { palette, title: axis, words: compactCount });
  surface.inside(box, () => {
    paintBars(surface, picture, plot);
    for (const curve of picture.curves) paintCurve(surface, picture, plot, curve);
    if (!Number.isFinite(mean)) return;
    for (const sign of deviation > 0 ? [-1, 1] : [])
      paintUpright(surface, picture, plot, mean + sign * deviation, [3, 4]);
    paintUpright(surface, picture, plot, mean, []);
  });
}

function plotOf({ edges, tallest, logY }: HistogramPicture, size: Size): Plot {
  const box = {
    left: BESIDE_PX,
    top: TOP_PX,
    width: Math.max(size.width - BESIDE_PX - RIGHT_PX, 1),
    height: Math.max(size.height - TOP_PX - BELOW_PX, 1),
  };
  const most = Math.max(tallest, 1);
  const y = logY ? logScale(LOG_FLOOR, most * LOG_HEADROOM) : linearScale(0, most * HEADROOM);
  return { box, x: linearScale(...edges), y };
}

function paintBars(surface: Surface, { xs, counts, fill }: HistogramPicture, plot: Plot): void {
  const { box, y } = plot;
  const wide = xs.length > 1 ? xOf(plot, xs[1]!) - xOf(plot, xs[0]!) : box.width;
  const bottom = box.top + box.height;
  for (let i = 0; i < xs.length; i++) {
    if (!(counts[i]! > y.low)) continue;
    const top = yOf(plot, counts[i]!);
    const left = xOf(plot, xs[i]!) - wide / 2;
    surface.rect(left, top, Math.max(wide - BAR_GAP_PX, 1), bottom - top);
  }
  surface.fill(fill);
}

function paintCurve(
  surface: Surface,
  { palette }: HistogramPicture,
  plot: Plot,
  { xs, ys, dash }: Curve,
): void {
  const { low } = plot.y;
  let isDown = false;
  for (let i = 0; i < xs.length; i++) {
    // Along the floor there is no curve; drawn, it would be a second axis.
    const lies = ys[i]! <= low && (ys[i - 1] ?? low) <= low;
    const [x, y] = [xOf(plot, xs[i]!), yOf(plot, Math.max(ys[i]!, low))];
    if (lies || !isDown) surface.moveTo(x, y);
    else surface.lineTo(x, y);
    isDown = true;
  }
  surface.stroke({ colour: css(palette.text), width: 1.5, dash });
}

/** With a rim of the ground's colour, that parts it from bars of any colour. */
function paintUpright(
  surface: Surface,
  { palette }: HistogramPicture,
  plot: Plot,
  value: number,
  dash: readonly number[],
): void {
  const isMean = dash.length === 0;
  const x = xOf(plot, value);
  const width = isMean ? 2 : 1;
  for (const stroke of [
    { colour: withAlpha(palette.ground, RIM_ALPHA), width: width + 2 },
    { colour: css(isMean ? palette.mean : palette.text), width, dash },
  ]) {
    surface.moveTo(x, plot.box.top);
    surface.lineTo(x, plot.box.top + plot.box.height);
    surface.stroke(stroke);
  }
}
