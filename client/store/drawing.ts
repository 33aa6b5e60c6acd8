// A drawing as a short text for the address: a coarse copy of it, which is also what networks are given of it.
import type { MadeImage } from "./inside.ts";

/** Twice as fine as MNIST's digits. */
const SIDE = 56;
const LEVELS = 16;
/** What links may be is longer; what people can pass on is not. */
const LONGEST = 1000;

/** The first 16 stand for a pixel of that grey; the others repeat the pixel before, twice and more often. */
const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const SHORTEST_RUN = 2;
const LONGEST_RUN = SIGNS.length - LEVELS - 1 + SHORTEST_RUN;

/** Null of a drawing that is too rich for a link. */
export function drawingText(image: MadeImage): string | null {
  const text = runsOf(greysOf(image));
  return text.length <= LONGEST ? text : null;
}

/** The drawing that the text stands for; null of what no drawing was written as. */
export function drawingFrom(text: string): MadeImage | null {
  if (text.length > LONGEST) return null;
  const greys: number[] = [];
  for (const sign of text) {
    const place = SIGNS.indexOf(sign);
    if (place < 0) return null;
    if (place < LEVELS) greys.push(place);
    else if (greys.length === 0) return null;
    else {
      const times = place - LEVELS + SHORTEST_RUN;
      for (let i = 0; i < times; i++) greys.push(greys.at(-1)!);
    }
  }
  if (greys.length !== SIDE ** 2) return null;
  const values = Float32Array.from(greys, (grey) => grey / (LEVELS - 1));
  return { width: SIDE, height: SIDE, channels: 1, values };
}

function runsOf(greys: readonly number[]): string {
  let text = "";
  for (let at = 0; at < greys.length;) {
    const grey = greys[at]!;
    text += SIGNS[grey];
    at += 1;
    let left = 0;
    while (greys[at + left] === grey) left += 1;
    at += left;
    for (; left >= SHORTEST_RUN; left -= Math.min(left, LONGEST_RUN))
      text += SIGNS[LEVELS + Math.min(left, LONGEST_RUN) - SHORTEST_RUN];
    if (left === 1) text += SIGNS[grey];
  }
  return text;
}

/** The mean of what each pixel covers, as one of few greys. */
function greysOf({ width, height, values }: MadeImage): number[] {
  const [across, down] = [width / SIDE, height / SIDE];
  return Array.from({ length: SIDE ** 2 }, (_, i) => {
    const [row, column] = [Math.floor(i / SIDE), i % SIDE];
    const [top, left] = [Math.floor(row * down), Math.floor(column * across)];
    const bottom = Math.max(Math.floor((row + 1) * down), top + 1);
    const right = Math.max(Math.floor((column + 1) * across), left + 1);
    let sum = 0;
    for (let y = top; y < bottom; y++)
      for (let x = left; x < right; x++) sum += values[y * width + x]!;
    const mean = sum / ((bottom - top) * (right - left));
    return Math.round(Math.min(Math.max(mean, 0), 1) * (LEVELS - 1));
  });
}
