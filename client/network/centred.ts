// A bright figure on a dark ground, made as large and put where MNIST's digits are.
import type { Image } from "./fit.ts";

/** MNIST's digits fill 20 of 28 pixels, and their centre of mass is in the middle. */
const FILLED = 20 / 28;
/** Darker than this is ground. */
const GROUND = 0.1;

/** The figure in the same number of pixels; an image without one stays as it is. */
export function centred(image: Image): Image {
  const { width, height, channels, values } = image;
  const brightness = (x: number, y: number): number => {
    const at = (y * width + x) * channels;
    return channels === 1 ? values[at]! : Math.max(values[at]!, values[at + 1]!, values[at + 2]!);
  };
  let [left, top, right, bottom] = [width, height, -1, -1];
  let [mass, massX, massY] = [0, 0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const own = brightness(x, y);
      if (own <= GROUND) continue;
      [left, right] = [Math.min(left, x), Math.max(right, x)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
      mass += own;
      massX += own * (x + 0.5);
      massY += own * (y + 0.5);
    }
  }
  if (mass === 0) return image;
  const longest = Math.max((right - left + 1) / width, (bottom - top + 1) / height);
  const scale = longest / FILLED;
  const moved = new Float32Array(values.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const fromX = (x + 0.5 - width / 2) * scale + massX / mass - 0.5;
      const fromY = (y + 0.5 - height / 2) * scale + massY / mass - 0.5;
      for (let c = 0; c < channels; c++) {
        moved[(y * width + x) * channels + c] = between(image, fromX, fromY, c);
      }
    }
  }
  return { width, height, channels, values: moved };
}

/** Between the four pixels around a place; outside of the image is ground. */
function between(image: Image, x: number, y: number, c: number): number {
  const { width, height, channels, values } = image;
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [across, down] = [x - left, y - top];
  let sum = 0;
  for (let row = Math.max(top, 0); row <= top + 1 && row < height; row++) {
    for (let column = Math.max(left, 0); column <= left + 1 && column < width; column++) {
      const share = (column === left ? 1 - across : across) * (row === top ? 1 - down : down);
      sum += share * values[(row * width + column) * channels + c]!;
    }
  }
  return sum;
}
