// Paints two distributions over, beside or against each other, and A minus B below them.
import { hair, paintXAxis, paintYAxis, xOf, yOf } from "./axes.ts";
import { paintBackedText } from "./backedText.ts";
import { compactCount, shortValue } from "./axisText.ts";
import { css, withAlpha } from "./oklch.ts";
import {
  outlineIn,
  type OverlayLayout,
  overlayLayout,
  type OverlayPicture,
  standingOf,
} from "./overlayLayout.ts";
import { skyline } from "./skyline.ts";
import { type Box, crisp, type Surface } from "./surface.ts";
import { shortened, textWidth } from "./textWidth.ts";

const SLOTS = ["a", "b"] as const;
const FILL_ALPHA = { filled: 0.36, mirrored: 0.55, step: 0 } as const;
const LINE_PX = { filled: 1.25, mirrored: 1, step: 1.75 } as const;
/** Heights on the axes. */
const HEIGHT_WORDS: Readonly<Record<OverlayPicture["heights"], (height: number) => string>> = {
  count: compactCount,
  share: (share) => `${shortValue(share * 100)}%`,
  density: shortValue,
};
const NAME_Y_PX = 12;
const SWATCH_PX = 10;

export function paintOverlay(surface: Surface, picture: OverlayPicture): void {
  const { palette, style } = picture;
  paintNames(surface, picture);
  const layout = overlayLayout(picture, surface);
  if (layout === null) return;
  const { plot, difference } = layout;
  paintHeights(surface, picture, layout);
  surface.inside(widened(plot), () => {
    for (const slot of SLOTS) {
      const line = outlineIn(layout, picture, slot);
      if (line.length === 0) continue;
      const { base } = standingOf(layout, style, slot);
      if (FILL_ALPHA[style] > 0) {
        trace(surface, line, base);
        surface.fill(withAlpha(picture.hues[slot], FILL_ALPHA[style]));
      }
      trace(surface, line, base);
      surface.stroke({ colour: css(picture.hues[slot]), width: LINE_PX[style] });
    }
  });
  if (style === "mirrored") {
    const y = plot.top + plot.height / 2;
    hair(surface, css(palette.dim), plot.left, y, plot.left + plot.width, y);
  }
  paintOutside(surface, picture, layout);
  paintDifference(surface, picture, layout);
  const title = picture.unit === "deviation" ? "value ÷ σ" : "value";
  paintXAxis(surface, { box: difference, x: layout.x }, { palette, title });
}

/** Lines on a plot's edges are not halved. */
function widened({ left, top, width, height }: Box): Box {
  return { left: left - 1, top: top - 1, width: width + 2, height: height + 2 };
}

function trace(surface: Surface, corners: Float64Array, base: number): void {
  surface.moveTo(corners[0]!, base);
  for (let i = 0; i < corners.length; i += 2) surface.lineTo(corners[i]!, corners[i + 1]!);
  surface.lineTo(corners.at(-2)!, base);
}

function paintNames(surface: Surface, { names, hues, palette }: OverlayPicture): void {
  const room = (surface.width - 2 * NAME_Y_PX) / 2 - SWATCH_PX - 18;
  let left = 14;
  for (const slot of SLOTS) {
    surface.rect(left, NAME_Y_PX - SWATCH_PX / 2, SWATCH_PX, SWATCH_PX);
    surface.fill(css(hues[slot]));
    const words = shortened(names[slot], room);
    const place = left + SWATCH_PX + 6;
    surface.text(words, place, NAME_Y_PX, { colour: css(palette.text), baseline: "middle" });
    left = place + textWidth(words) + 18;
  }
}

/** The axis of counts or densities; mirrored, it goes both ways. */
function paintHeights(surface: Surface, picture: OverlayPicture, layout: OverlayLayout): void {
  const { palette, heights, style, logHeights } = picture;
  const { plot, rise } = layout;
  const words = HEIGHT_WORDS[heights];
  const box = style === "mirrored" ? { ...plot, height: plot.height / 2 } : plot;
  const counted = picture.counted ?? "weights";
  const title = {
    count: `${counted} per bin`,
    share: `share of ${counted} per bin`,
    density: "density",
  }[heights];
  const log = logHeights ? ", log" : "";
  paintYAxis(surface, { box, y: rise }, { palette, words, title: title + log });
  if (style !== "mirrored") return;
  const turned = { ...rise, place: (value: number) => 1 - rise.place(value) };
  const lower = { ...box, top: box.top + box.height };
  // Nothing is written where the upper half's lowest tick stands already.
  const isClear = (value: number): boolean => rise.place(value) * lower.height > 13;
  const lowerWords = (value: number): string => (isClear(value) ? words(value) : "");
  paintYAxis(surface, { box: lower, y: turned }, { palette, words: lowerWords });
}

/** How much lies beyond the ends, at the ends. */
function paintOutside(surface: Surface, picture: OverlayPicture, layout: OverlayLayout): void {
  const { plot, bins } = layout;
  for (const [side, held] of [
    ["left", bins.below],
    ["right", bins.above],
  ] as const) {
    SLOTS.filter((slot) => held[slot] > 0).forEach((slot, line) => {
      const count = compactCount(Math.max(1, Math.round(held[slot])));
      const words = side === "left" ? `‹ ${count} below` : `${count} above ›`;
      const x = side === "left" ? plot.left + 5 : plot.left + plot.width - 5;
      const y = plot.top + 11 + line * 15;
      const lettering = { colour: css(picture.hues[slot]), align: side };
      paintBackedText(surface, picture.palette, words, x, y, lettering);
    });
  }
}

const DIFFERENCE_ALPHA = 0.75;

/** Where A has more in A's hue above the line, where B has more in B's below. */
function paintDifference(surface: Surface, picture: OverlayPicture, layout: OverlayLayout): void {
  const { palette, hues, heights } = picture;
  const { difference, differencePlot, differences, bins } = layout;
  const { left, top, width, height } = difference;
  const words = (value: number): string => {
    const size = HEIGHT_WORDS[heights](Math.abs(value));
    return value === 0 ? "0" : `${value > 0 ? "+" : "−"}${size}`;
  };
  if (differences === null) {
    const middle = { align: "center", baseline: "middle" } as const;
    const colour = css(palette.dim);
    surface.text("nothing to subtract", left + width / 2, top + height / 2, { colour, ...middle });
    return;
  }
  paintYAxis(surface, differencePlot, {
    palette,
    words,
    title: picture.differenceTitle ?? "A − B",
  });
  const zero = crisp(yOf(differencePlot, 0));
  for (const slot of SLOTS) {
    const isAbove = slot === "a";
    const part = { left: left - 1, width: width + 2, height: height / 2 };
    surface.inside({ ...part, top: isAbove ? zero - height / 2 : zero }, () => {
      const line = skyline(
        bins.edges,
        differences,
        (value) => xOf(differencePlot, value),
        (value) => yOf(differencePlot, value),
      );
      trace(surface, line, zero);
      surface.fill(withAlpha(hues[slot], DIFFERENCE_ALPHA));
    });
  }
  hair(surface, css(palette.dim), left, zero, left + width, zero);
}

/** Lights the bin that is pointed at, in both plots. */
export function paintOverlayBin(surface: Surface, picture: OverlayPicture, bin: number): void {
  const layout = overlayLayout(picture, surface);
  if (layout === null) return;
  const { plot, difference, x, bins } = layout;
  const [from, to] = [bins.edges[bin], bins.edges[bin + 1]];
  if (from === undefined || to === undefined) return;
  const left = xOf({ box: plot, x }, from);
  const width = Math.max(xOf({ box: plot, x }, to) - left, 1);
  for (const { top, height } of [plot, difference]) surface.rect(left, top, width, height);
  surface.fill(withAlpha(picture.palette.text, 0.14));
  for (const slot of SLOTS) {
    const height = layout.heights[slot]?.[bin];
    if (height === undefined) continue;
    const y = standingOf(layout, picture.style, slot).yOf(height);
    surface.disc(left + width / 2, y, 3.5);
    surface.fill(css(picture.palette.ground));
    surface.disc(left + width / 2, y, 2.5);
    surface.fill(css(picture.hues[slot]));
  }
}
