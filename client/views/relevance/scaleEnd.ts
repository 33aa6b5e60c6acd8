// Where the scale of colours ends: single pixels beyond it share its last colour, or they would leave nothing to be seen of the others.

/** Of the values that are not 0, the share that lies within the scale. */
const WITHIN = 0.99;

/** A quantile of the magnitudes of all maps together; 0 where all is 0. */
export function scaleEnd(maps: readonly Float32Array[]): number {
  const sizes = Float32Array.from(
    maps.flatMap((map) => Array.from(map, Math.abs).filter((size) => size > 0 && size < Infinity)),
  ).sort();
  return sizes[Math.ceil(WITHIN * sizes.length) - 1] ?? 0;
}
