// Memory that pictures are made in, the same one every time: what follows the slider would leave megabytes behind with every event.
import type { Pixels } from "./surface.ts";

let memory = new ArrayBuffer(0);

export interface BlankPixels extends Pixels {
  /** The same memory, a number for each pixel (see `pixel`). */
  whole: Uint32Array;
}

/** See-through pixels. They are the caller's only until the next are asked for: paint them at once. */
export function blankPixels(width: number, height: number): BlankPixels {
  const count = width * height;
  if (memory.byteLength < count * 4) memory = new ArrayBuffer(count * 4);
  const whole = new Uint32Array(memory, 0, count).fill(0);
  return { width, height, whole, data: new Uint8ClampedArray(memory, 0, count * 4) };
}
