// A surface that remembers what was painted on it, for tests that ask for places instead of pixels.
import type {
  Box,
  Lettering,
  Pixels,
  Size,
  Stroke,
  Surface,
} from "../../../client/charts/surface.ts";

export interface Recorded extends Surface {
  paths: { points: [number, number][]; fill?: string; stroke?: Stroke }[];
  texts: { words: string; x: number; y: number; lettering: Lettering }[];
  images: { pixels: Pixels; box: Box }[];
}

export function recorded({ width, height }: Size): Recorded {
  const points: [number, number][] = [];
  const taken = (): [number, number][] => points.splice(0);
  const add = (x: number, y: number): void => void points.push([x, y]);
  const surface: Recorded = {
    width,
    height,
    ratio: 1,
    paths: [],
    texts: [],
    images: [],
    moveTo: add,
    lineTo: add,
    rect(left, top, wide, high) {
      add(left, top);
      add(left + wide, top + high);
    },
    disc: add,
    fill: (fill) => void surface.paths.push({ points: taken(), fill }),
    stroke: (stroke) => void surface.paths.push({ points: taken(), stroke }),
    text: (words, x, y, lettering) => void surface.texts.push({ words, x, y, lettering }),
    image: (pixels, box) => void surface.images.push({ pixels, box }),
    inside: (_, paint) => paint(),
  };
  return surface;
}
