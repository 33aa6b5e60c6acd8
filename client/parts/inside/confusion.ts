// Which classes are taken for which: counts of examples by the class they are of and the class they are taken for.

export interface Confusion {
  /** As many as the network tells apart, or as the labels name. */
  classes: number;
  /** Row by row the class they are of, in each the classes they are taken for. */
  counts: Uint32Array;
  total: number;
  right: number;
}

export function confusionOf(
  predicted: ArrayLike<number>,
  labels: ArrayLike<number>,
  classesAnswered: number,
): Confusion {
  let classes = classesAnswered;
  for (let i = 0; i < labels.length; i++) classes = Math.max(classes, labels[i]! + 1);
  const counts = new Uint32Array(classes * classes);
  let right = 0;
  for (let i = 0; i < labels.length; i++) {
    counts[labels[i]! * classes + predicted[i]!]! += 1;
    if (labels[i] === predicted[i]) right++;
  }
  return { classes, counts, total: labels.length, right };
}

/** Per class, how many examples are of it. */
export function rowTotals({ classes, counts }: Confusion): number[] {
  return Array.from({ length: classes }, (_, row) =>
    counts.subarray(row * classes, (row + 1) * classes).reduce((sum, count) => sum + count, 0),
  );
}

/** The same as shares of each row; 0 where no example is of a class. */
export function sharesOf(confusion: Confusion): Float64Array {
  const totals = rowTotals(confusion);
  return Float64Array.from(confusion.counts, (count, i) => {
    const total = totals[Math.floor(i / confusion.classes)]!;
    return total === 0 ? 0 : count / total;
  });
}

/** The largest value off the diagonal. */
export function largestError(values: ArrayLike<number>, classes: number): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++)
    if (Math.floor(i / classes) !== i % classes) largest = Math.max(largest, values[i]!);
  return largest;
}
