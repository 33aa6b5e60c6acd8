// Which checkpoints' weights are fetched: the playhead's and what it is compared with first, then its neighbours, as many as fit.

/** Of one model: of two, less than the page keeps, or each would push the other out. */
const MOST_BYTES = 96 * 2 ** 20;
const BYTES_PER_VALUE = 4;

/** Steps in the order in which they are wanted; `first` always are, the lit one at their head. */
export function ahead(
  checkpoints: readonly number[],
  first: readonly (number | null)[],
  count: number,
): number[] {
  const [lit = null] = first;
  const near = checkpoints.toSorted((one, two) => {
    return Math.abs(one - (lit ?? 0)) - Math.abs(two - (lit ?? 0));
  });
  const wanted = new Set([...first.filter((step) => step !== null), ...near]);
  const most = Math.floor(MOST_BYTES / (Math.max(count, 1) * BYTES_PER_VALUE));
  return [...wanted].slice(0, Math.max(most, first.length));
}
