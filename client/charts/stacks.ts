// Places very many circles along an axis: in columns as wide as a circle, each stacked from the middle line outwards.
import type { Dot, Packing } from "./beeswarm.ts";

const SHRINK = 0.9;
/** Smaller could not be seen; then the columns may grow out of the height. */
const SMALLEST_SCALE = 0.05;

/** Like a swarm, but quick for thousands: a circle is moved to the middle of its column, by less than its radius. */
export function fittingStacks(dots: readonly Dot[], gap: number, height: number): Packing {
  const widest = dots.reduce((most, { radius }) => Math.max(most, radius), 0);
  for (let scale = 1; ; scale *= SHRINK) {
    const pitch = (2 * widest + gap) * scale;
    const columns = new Map<number, number[]>();
    dots.forEach(({ x }, i) => {
      const column = Math.floor(x / pitch);
      const known = columns.get(column);
      if (known) known.push(i);
      else columns.set(column, [i]);
    });
    const tallest = [...columns.values()].reduce((most, { length }) => Math.max(most, length), 0);
    if (tallest * pitch <= height || scale < SMALLEST_SCALE) {
      return { ...stacked(columns, pitch, dots.length), scale };
    }
  }
}

/** From the middle of each column one below, one above, and so on. */
function stacked(
  columns: ReadonlyMap<number, readonly number[]>,
  pitch: number,
  count: number,
): { xs: Float64Array; ys: Float64Array } {
  const [xs, ys] = [new Float64Array(count), new Float64Array(count)];
  for (const [column, members] of columns) {
    members.forEach((dot, nth) => {
      xs[dot] = (column + 0.5) * pitch;
      ys[dot] = Math.ceil(nth / 2) * (nth % 2 === 0 ? -1 : 1) * pitch;
    });
  }
  return { xs, ys };
}
