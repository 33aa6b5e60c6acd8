// The range that most values lie in: a few that lie far from all others would press those together.

export interface Range {
  low: number;
  high: number;
}

/** What lies so many times further than the others spread is a spike. */
const FAR = 10;

/**
 * The smallest range that holds all of the ascending `values` but a `share` of them, and whatever lies no further from
 * it than {@link FAR} times its length; all of them where leaving some out gains less, and where the others are equal.
 */
export function rangeWithoutSpikes(values: readonly number[], share: number): Range {
  const last = values.length - 1;
  const whole = { low: values[0] ?? Infinity, high: values[last] ?? -Infinity };
  const most = Math.ceil(share * values.length);
  let core = whole;
  for (let below = 0; below <= most && below <= last; below++) {
    const above = Math.max(last - (most - below), below);
    const [low, high] = [values[below]!, values[above]!];
    if (high - low < core.high - core.low) core = { low, high };
  }
  const length = core.high - core.low;
  if (!(length > 0) || whole.high - whole.low <= FAR * length) return whole;
  const near = values.filter(
    (value) => core.low - value <= FAR * length && value - core.high <= FAR * length,
  );
  return { low: near[0]!, high: near.at(-1)! };
}
