// Where the scale of colours ends: single pixels beyond it share its last colour, or they would leave nothing to be seen of the others.

/** Of the values that are not 0, the share that lies within the scale. */
const WITHIN = 0.99;

/** A quantile of the magnitudes of all maps together; 0 where all is 0. */
export function scaleEnd(maps: readonly Float32Array[]): number {
  const all = new Float32Array(maps.reduce((total, map) => total + map.length, 0));
  let count = 0;
  for (const map of maps) {
    for (let at = 0; at < map.length; at++) {
      const size = Math.abs(map[at]!);
      if (size > 0 && size < Infinity) all[count++] = size;
    }
  }
  const sizes = all.subarray(0, count).sort();
  return sizes[Math.ceil(WITHIN * count) - 1] ?? 0;
}
