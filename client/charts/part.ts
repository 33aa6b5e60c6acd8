// A part of a surface as a surface of its own: several charts in one picture.
import type { Box, Surface } from "./surface.ts";

/** What is painted on it lands within `box` of the whole. */
export function partOf(whole: Surface, { left, top, width, height }: Box): Surface {
  const within = (box: Box): Box => ({ ...box, left: box.left + left, top: box.top + top });
  return {
    width,
    height,
    ratio: whole.ratio,
    moveTo: (x, y) => whole.moveTo(x + left, y + top),
    lineTo: (x, y) => whole.lineTo(x + left, y + top),
    rect: (x, y, w, h) => whole.rect(x + left, y + top, w, h),
    disc: (x, y, radius) => whole.disc(x + left, y + top, radius),
    fill: (colour) => whole.fill(colour),
    stroke: (stroke) => whole.stroke(stroke),
    text: (words, x, y, lettering) => whole.text(words, x + left, y + top, lettering),
    image: (pixels, box) => whole.image(pixels, within(box)),
    inside: (box, paint) => whole.inside(within(box), paint),
  };
}
