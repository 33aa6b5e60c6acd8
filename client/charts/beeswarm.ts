// Places circles along an axis: x is given, y is as close to the middle line as the earlier ones allow.

export interface Dot {
  x: number;
  radius: number;
}

/** Where circles are, 0 being the middle line of the y axis, and what all radii were shrunk to. */
export interface Packing {
  xs: Float64Array;
  ys: Float64Array;
  scale: number;
}

/** The circles' y, 0 being the middle line; no two overlap and all keep `gap` between them. */
export function beeswarm(dots: readonly Dot[], gap: number): Float64Array {
  const placed: { x: number; y: number; reach: number }[] = [];
  return Float64Array.from(dots, ({ x, radius }) => {
    const reach = radius + gap / 2;
    const near = placed.filter((other) => Math.abs(other.x - x) < other.reach + reach);
    // A free place nearest to the line touches a neighbour, or lies on the line.
    const candidates = [0];
    for (const other of near) {
      const rise = Math.sqrt((other.reach + reach) ** 2 - (other.x - x) ** 2);
      candidates.push(other.y + rise, other.y - rise);
    }
    candidates.sort((one, two) => Math.abs(one) - Math.abs(two) || one - two);
    const y = candidates.find((place) => near.every((other) => apart(other, x, place, reach))) ?? 0;
    placed.push({ x, y, reach });
    return y;
  });
}

const ROUNDING = 1e-6;

function apart(
  other: { x: number; y: number; reach: number },
  x: number,
  y: number,
  reach: number,
): boolean {
  return Math.hypot(other.x - x, other.y - y) >= other.reach + reach - ROUNDING;
}

/** Shrinks all radii alike until the swarm fits into `height`. Takes milliseconds for a hundred, seconds for a thousand. */
export function fittingSwarm(dots: readonly Dot[], gap: number, height: number): Packing {
  const xs = Float64Array.from(dots, ({ x }) => x);
  for (let scale = firstScale(dots, gap, height); ; scale *= 0.86) {
    const shrunk = dots.map(({ x, radius }) => ({ x, radius: radius * scale }));
    const ys = beeswarm(shrunk, gap * scale);
    const reach = shrunk.reduce(
      (most, { radius }, i) => Math.max(most, Math.abs(ys[i]!) + radius),
      0,
    );
    if (reach * 2 <= height || scale < 0.12) return { xs, ys, scale };
  }
}

/** A packing never fills more than the band it lies in: starting from there spares most of the attempts. */
function firstScale(dots: readonly Dot[], gap: number, height: number): number {
  const xs = dots.map(({ x }) => x);
  const reach = dots.reduce((most, { radius }) => Math.max(most, radius), 0) + gap;
  const width = Math.max(...xs) - Math.min(...xs) + 2 * reach;
  const area = dots.reduce((sum, { radius }) => sum + Math.PI * (radius + gap / 2) ** 2, 0);
  return dots.length === 0 ? 1 : Math.min(1, Math.sqrt((width * height) / area));
}
