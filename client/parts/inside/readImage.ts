// Pictures from files and cameras as plain numbers.
import type { Image } from "../../network/fit.ts";

/** No network in a page takes more pixels than this a side of an image. */
const LONGEST_PX = 256;

/** Rejects with an error whose message is for people. */
export async function imageOf(file: Blob): Promise<Image> {
  const bitmap = await createImageBitmap(file).catch(() => {
    throw new Error(
      "This file is no image that the browser can read: PNG, JPEG, WebP and GIF are.",
    );
  });
  const image = pixelsOf(bitmap, bitmap.width, bitmap.height);
  bitmap.close();
  return image;
}

let sheet: OffscreenCanvasRenderingContext2D | null = null;

/** Of that size; the last one where that fits, for a camera gives many pictures of one size. */
function sheetOf(width: number, height: number): OffscreenCanvasRenderingContext2D {
  if (sheet?.canvas.width !== width || sheet.canvas.height !== height) {
    const canvas = new OffscreenCanvas(width, height);
    sheet = canvas.getContext("2d", { willReadFrequently: true })!;
  }
  return sheet;
}

/** What a camera or a file shows, in colour, with no side longer than `longest` pixels. */
export function pixelsOf(
  source: CanvasImageSource,
  width: number,
  height: number,
  longest = LONGEST_PX,
): Image {
  const scale = Math.min(Math.min(longest, LONGEST_PX) / Math.max(width, height), 1);
  const [wide, high] = [width, height].map((side) => Math.max(Math.round(side * scale), 1)) as [
    number,
    number,
  ];
  const context = sheetOf(wide, high);
  // What is see-through lies on white, as on paper.
  context.fillStyle = "white";
  context.fillRect(0, 0, wide, high);
  context.drawImage(source, 0, 0, wide, high);
  const { data } = context.getImageData(0, 0, wide, high);
  const values = new Float32Array(wide * high * 3);
  for (let i = 0; i < wide * high; i++) {
    for (let c = 0; c < 3; c++) values[i * 3 + c] = data[i * 4 + c]! / 255;
  }
  return { width: wide, height: high, channels: 3, values };
}
