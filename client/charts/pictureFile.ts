// A painting as the bytes of a file: PNG at twice the page's pixels, or SVG.
import { canvasSurface } from "./canvasSurface.ts";
import { css } from "./oklch.ts";
import type { Palette } from "./palette.ts";
import { dataUrlOf } from "./pixelAddress.ts";
import type { Painting, Size } from "./surface.ts";
import { svgOf } from "./svgSurface.ts";

/** Sharp on paper and on every screen. */
const PNG_RATIO = 2;

export async function pngFile(size: Size, palette: Palette, painting: Painting): Promise<Blob> {
  const canvas = new OffscreenCanvas(size.width * PNG_RATIO, size.height * PNG_RATIO);
  const context = canvas.getContext("2d")!;
  context.fillStyle = css(palette.ground);
  context.fillRect(0, 0, canvas.width, canvas.height);
  painting(canvasSurface(context, size, PNG_RATIO));
  return canvas.convertToBlob({ type: "image/png" });
}

export function svgFile(size: Size, palette: Palette, painting: Painting): Blob {
  const text = svgOf(size, css(palette.ground), painting, dataUrlOf);
  return new Blob([text], { type: "image/svg+xml" });
}
