// Which points of a long series stand for all of them in a picture: always the same ones for the same points.

/** More distributions of one series than this are neither sent nor drawn unasked; every other is there on demand. */
export const MOST_SHOWN = 512;

/** Of more superseded distributions of one series the newest are fetched. */
export const MOST_SUPERSEDED = 512;

/** What is known of every point without its bins; columns of equal length. NaN where no value is finite. */
export interface Outlines {
  mean: ArrayLike<number>;
  deviation: ArrayLike<number>;
  min: ArrayLike<number>;
  max: ArrayLike<number>;
}

/**
 * Indices, ascending, of at most `most` of `length` points (an even number from 4 on): the first, the last, and of each
 * of equal stretches its first one and the one that differs most from that. A change between two evenly taken points is
 * therefore never left out. Without `outlines`, every so many points.
 */
export function selectedPoints(
  length: number,
  outlines: Outlines | null,
  most = MOST_SHOWN,
): Uint32Array {
  if (length <= most) return Uint32Array.from({ length }, (_, i) => i);
  const perStretch = outlines === null ? 1 : 2;
  const stretches = (most - 2) / perStretch;
  const selected = new Set<number>();
  for (let stretch = 0; stretch < stretches; stretch++) {
    const first = Math.floor((stretch * length) / stretches);
    selected.add(first);
    if (outlines === null) continue;
    const end = Math.floor(((stretch + 1) * length) / stretches);
    selected.add(mostDifferent(outlines, first, end));
  }
  selected.add(length - 1);
  return Uint32Array.from(selected).sort();
}

/** The point of `first` … `end` that differs most from `first`; one that turns finite or not differs more than any other. */
function mostDifferent(outlines: Outlines, first: number, end: number): number {
  let [found, most] = [first, 0];
  for (let i = first + 1; i < end; i++) {
    const difference = differenceOf(outlines, first, i);
    if (difference > most) [found, most] = [i, difference];
  }
  return found;
}

function differenceOf({ mean, deviation, min, max }: Outlines, one: number, two: number): number {
  let sum = 0;
  for (const column of [mean, deviation, min, max]) {
    const difference = Math.abs(column[one]! - column[two]!);
    if (Number.isNaN(difference)) {
      if (Number.isNaN(column[one]!) !== Number.isNaN(column[two]!)) return Infinity;
    } else sum += difference;
  }
  return sum;
}
