// The one place where numbers that cannot be drawn become gaps: uPlot goes blank on NaN and infinities.

/** The values with every non-finite one as null, which uPlot leaves out. */
export function drawable(values: ArrayLike<number>): (number | null)[] {
  return Array.from(values, (value) => (Number.isFinite(value) ? value : null));
}

/** The same, and without what a logarithmic axis has no place for. */
export function drawableOnLog(values: ArrayLike<number>): (number | null)[] {
  return Array.from(values, (value) => (Number.isFinite(value) && value > 0 ? value : null));
}
