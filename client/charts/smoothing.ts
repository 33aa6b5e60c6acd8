// A quieter line through a noisy one: the exponential mean that TensorBoard draws, without its pull towards zero at the start.

/**
 * Turns one value after the other into the mean up to it. `weight` of the past, 0 ≤ weight < 1; a value that is not
 * finite stays as it is and is left out of the mean.
 */
export function smoothing(weight: number): (value: number) => number {
  let [mean, debias] = [0, 0];
  return (value) => {
    if (!Number.isFinite(value)) return value;
    mean = mean * weight + value * (1 - weight);
    debias = debias * weight + (1 - weight);
    return mean / debias;
  };
}

/** All values, smoothed. */
export function smoothed(values: ArrayLike<number>, weight: number): Float64Array {
  return Float64Array.from(values, smoothing(weight));
}
