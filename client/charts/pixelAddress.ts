// Pixels as the address of a PNG, for pictures inside of SVG files. Only a browser can make one.
import type { Pixels } from "./surface.ts";

/** A data URL; the pixels keep their number. */
export function dataUrlOf({ width, height, data }: Pixels): string {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  canvas.getContext("2d")!.putImageData(new ImageData(data, width, height), 0, 0);
  return canvas.toDataURL();
}
