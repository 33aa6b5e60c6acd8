// Paints on a canvas, in the page's pixels whatever the screen's are.
import { FONT_FAMILY } from "./axisText.ts";
import { type Lettering, type Size, type Surface, TEXT_PX } from "./surface.ts";

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

const BASELINES = { top: "top", middle: "middle", bottom: "alphabetic" } as const;

export function fontOf({ px = TEXT_PX, bold = false }: Pick<Lettering, "px" | "bold">): string {
  return `${bold ? 600 : 400} ${px}px ${FONT_FAMILY}`;
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
      const sheet = new OffscreenCanvas(pixels.width, pixels.height);
      const image = new ImageData(pixels.data, pixels.width, pixels.height);
      sheet.getContext("2d")!.putImageData(image, 0, 0);
      context.imageSmoothingEnabled = false;
      context.drawImage(sheet, box.left, box.top, box.width, box.height);
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
