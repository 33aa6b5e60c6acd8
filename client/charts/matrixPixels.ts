// The matrix's cells as pixels of the screen: coloured, hatched where a value is not finite, empty where none is logged.
import type { Columns } from "./columns.ts";
import type { MatrixRow } from "./matrixRows.ts";
import { pixel, type Ramp, rampIndex } from "./ramps.ts";
import type { Rgb } from "./oklch.ts";
import type { Scale } from "./scales.ts";
import type { Pixels } from "./surface.ts";

/** One quantity of every layer at every step. */
export interface Quantities {
  /** `values[layer · steps + step]`. */
  values: Float64Array;
  /** 1 where a value is logged, finite or not. */
  known: Uint8Array;
  steps: ArrayLike<number>;
  /** Whether both signs mean something: then large is what is far from zero. */
  isSigned: boolean;
}

export type Shown =
  | { kind: "value"; value: number; layer: number; step: number }
  | { kind: "notFinite"; layer: number; step: number }
  | { kind: "missing" };

const MISSING: Shown = { kind: "missing" };

/**
 * What a cell shows that stands for several values: the one that stands out most, which is one that is not finite,
 * else the largest. So no spike and no NaN is lost, however small the picture.
 */
export function shownIn(
  { values, known, steps, isSigned }: Quantities,
  layers: readonly number[],
  from: number,
  to: number,
): Shown {
  let [best, most]: [number, number] = [-1, -Infinity];
  for (const layer of layers) {
    for (let at = layer * steps.length + from; at < layer * steps.length + to; at++) {
      if (known[at] === 0) continue;
      const value = values[at]!;
      // Unlike every number, these differ from themselves when subtracted.
      if (!(value - value === 0)) {
        return { kind: "notFinite", layer, step: at - layer * steps.length };
      }
      const size = isSigned ? Math.abs(value) : value;
      if (size > most) {
        best = at;
        most = size;
      }
    }
  }
  if (best < 0) return MISSING;
  const layer = Math.floor(best / steps.length);
  return { kind: "value", value: values[best]!, layer, step: best - layer * steps.length };
}

export interface MatrixLook {
  scale: Scale;
  ramp: Ramp;
  /** Of the hatch. */
  ground: Rgb;
  ink: Rgb;
}

/** From this size on, cells are kept apart by a pixel. */
const PARTED_PX = 7;
const HATCH_PX = 6;
const HATCH_INK_PX = 2;

/** Whether a pixel of a hatched place is inked: stripes that rise to the right. */
export function isInked(x: number, y: number, ratio: number): boolean {
  const period = Math.round(HATCH_PX * ratio);
  return (x + y) % period < Math.round(HATCH_INK_PX * ratio);
}

/** Which quantity and what it looks like; `columns` has one for every pixel of the width. */
export function matrixPixels(
  quantities: Quantities,
  rows: readonly MatrixRow[],
  columns: Columns,
  { height, ratio }: { height: number; ratio: number },
  look: MatrixLook,
): Pixels {
  const width = columns.from.length;
  const data = new Uint8ClampedArray(width * height * 4);
  const pixels = new Uint32Array(data.buffer);
  const [ground, ink] = [pixel(look.ground), pixel(look.ink)];
  const line = new Uint32Array(width);
  const isHatched = new Uint8Array(width);
  rows.forEach(({ layers, kind }, row) => {
    const [start, end] = [row, row + 1].map((edge) => Math.round((edge / rows.length) * height));
    // Thin rows are not parted from each other, but blocks are.
    const top = kind === "block" && end! - start! > 1 ? start! + 1 : start!;
    const bottom = end! - start! >= PARTED_PX ? end! - 1 : end!;
    strip(quantities, layers, columns, look, line, isHatched);
    for (let y = top; y < bottom; y++) {
      const first = y * width;
      pixels.set(line, first);
      for (let x = 0; x < width; x++) {
        if (isHatched[x] === 1) pixels[first + x] = isInked(x, y, ratio) ? ink : ground;
      }
    }
  });
  return { width, height, data };
}

/** The colours of one row of pixels; cells wide enough end a pixel early. */
function strip(
  quantities: Quantities,
  layers: readonly number[],
  { from, to }: Columns,
  { scale, ramp }: MatrixLook,
  line: Uint32Array,
  isHatched: Uint8Array,
): void {
  line.fill(0);
  isHatched.fill(0);
  for (let x = 0; x < line.length;) {
    let end = x + 1;
    while (end < line.length && from[end] === from[x] && to[end] === to[x]) end++;
    const shown = shownIn(quantities, layers, from[x]!, to[x]!);
    const right = end - x >= PARTED_PX ? end - 1 : end;
    if (shown.kind === "value") {
      line.fill(ramp.pixels[rampIndex(scale.place(shown.value))]!, x, right);
    } else if (shown.kind === "notFinite") isHatched.fill(1, x, right);
    x = end;
  }
}
