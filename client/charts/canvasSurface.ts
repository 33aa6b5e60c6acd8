// Paints on a canvas, in the page's pixels whatever the screen's are.
import { FONT_FAMILY } from "./axisText.ts";
import { type Lettering, type Size, type Surface, TEXT_PX } from "./surface.ts";

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

const BASELINES = { top: "top", middle: "middle", bottom: "alphabetic" } as const;

export function fontOf({ px = TEXT_PX, bold = false }: Pick<Lettering, "px" | "bold">): string {
  return `${bold ? 600 : 400} ${px}px ${FONT_FAMILY}`;
}

/** The one that was not used for the longest time first. */
const sheets = new Map<string, OffscreenCanvasRenderingContext2D>();
/** As many as a page with two large networks paints at once. */
const MOST_SHEETS = 40;

/**
 * Where pixels lie before they are stretched: the same one for every picture of that size, for it takes long to make,
 * and no larger, for the whole of it is copied when it is painted.
 */
function sheetOf(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const size = `${width} ${height}`;
  const sheet =
    sheets.get(size) ??
    new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true })!;
  sheets.delete(size);
  sheets.set(size, sheet);
  for (const oldest of sheets.keys()) {
    if (sheets.size <= MOST_SHEETS) break;
    sheets.delete(oldest);
  }
  return sheet;
}

/** A surface of `size` on the whole of the context's canvas, which is `ratio` times as large. */
export function canvasSurface(context: Context, { width, height }: Size, ratio: number): Surface {
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  let isOpen = false;
  const path = (): Context => {
    if (!isOpen) context.beginPath();
    isOpen = true;
    return context;
  };
  return {
    width,
    height,
    ratio,
    moveTo: (x, y) => path().moveTo(x, y),
    lineTo: (x, y) => path().lineTo(x, y),
    rect: (left, top, wide, high) => path().rect(left, top, wide, high),
    disc(x, y, radius) {
      path().moveTo(x + radius, y);
      context.arc(x, y, radius, 0, 2 * Math.PI);
    },
    fill(colour) {
      context.fillStyle = colour;
      path().fill();
      isOpen = false;
    },
    stroke({ colour, width: lineWidth = 1, dash = [] }) {
      context.strokeStyle = colour;
      context.lineWidth = lineWidth;
      context.lineJoin = "bevel";
      context.setLineDash([...dash]);
      path().stroke();
      isOpen = false;
    },
    text(words, x, y, lettering) {
      context.font = fontOf(lettering);
      context.fillStyle = lettering.colour;
      context.textAlign = lettering.align ?? "left";
      context.textBaseline = BASELINES[lettering.baseline ?? "bottom"];
      context.fillText(words, x, y);
    },
    image(pixels, box) {
      if (pixels.width === 0 || pixels.height === 0) return;
      const { width: wide, height: high } = pixels;
      const sheet = sheetOf(wide, high);
      sheet.putImageData(new ImageData(pixels.data, wide, high), 0, 0);
      context.imageSmoothingEnabled = false;
      const { left, top, width: across, height: down } = box;
      context.drawImage(sheet.canvas, 0, 0, wide, high, left, top, across, down);
    },
    inside({ left, top, width: wide, height: high }, paint) {
      context.save();
      context.beginPath();
      context.rect(left, top, wide, high);
      context.clip();
      isOpen = false;
      paint();
      context.restore();
      isOpen = false;
    },
  };
}
