// The skyline of bars as one line: up at every left edge, along, and down at the right.

/** x and y in turns, two corners for each bar. */
export function skyline(
  edges: ArrayLike<number>,
  heights: ArrayLike<number>,
  xOf: (value: number) => number,
  yOf: (height: number) => number,
): Float64Array {
  const corners = new Float64Array(heights.length * 4);
  let left = heights.length > 0 ? xOf(edges[0]!) : 0;
  for (let i = 0; i < heights.length; i++) {
    const right = xOf(edges[i + 1]!);
    const y = yOf(heights[i]!);
    corners[4 * i] = left;
    corners[4 * i + 2] = right;
    corners[4 * i + 1] = corners[4 * i + 3] = y;
    left = right;
  }
  return corners;
}
