// Boxes of at most so many elements that tile an array in the order in which its elements lie.

export interface Hyperslab {
  /** Of the first element, by dimension. */
  offset: number[];
  /** Elements along each dimension. */
  count: number[];
}

/** Boxes of at most `most` elements; one after the other their elements are those of the array in C order. */
export function* hyperslabs(shape: readonly number[], most: number): Generator<Hyperslab> {
  if (shape.includes(0)) return;
  // From this dimension on a box is whole; of the one before it takes as many as fit, of those before it one each.
  let whole = shape.length;
  let inside = 1;
  while (whole > 0 && inside * shape[whole - 1]! <= most) inside *= shape[--whole]!;
  if (whole === 0) {
    yield { offset: shape.map(() => 0), count: [...shape] };
    return;
  }
  const cut = whole - 1;
  const step = Math.max(1, Math.floor(most / inside));
  const offset = shape.map(() => 0);
  for (;;) {
    const along = Math.min(step, shape[cut]! - offset[cut]!);
    const count = shape.map((size, i) => (i < cut ? 1 : i === cut ? along : size));
    yield { offset: [...offset], count };
    offset[cut]! += along;
    for (let i = cut; i > 0 && offset[i] === shape[i]; i--) {
      offset[i] = 0;
      offset[i - 1]! += 1;
    }
    if (offset[0] === shape[0]) return;
  }
}
