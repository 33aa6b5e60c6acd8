// How alike two maps of relevance are: Spearman's rank correlation, as in Adebayo et al., "Sanity Checks for Saliency Maps".

/** Above it, the map says more of the image than of what the network has learned. */
export const TOO_ALIKE = 0.8;

/**
 * From −1 to 1, over the places where either is not 0: that both leave the empty border empty makes no two maps alike.
 * NaN where fewer than two places are left, or where one of the maps is the same everywhere.
 */
export function similarity(one: ArrayLike<number>, other: ArrayLike<number>): number {
  const places: number[] = [];
  for (let at = 0; at < one.length; at++) {
    if (one[at] !== 0 || other[at] !== 0) places.push(at);
  }
  const ranksOf = (values: ArrayLike<number>): Float64Array =>
    ranks(Float64Array.from(places, (at) => values[at]!));
  return correlation(ranksOf(one), ranksOf(other));
}

/** Equal values share the mean of their ranks. */
function ranks(values: Float64Array): Float64Array {
  const order = Uint32Array.from(values, (_, at) => at).sort(
    (one, other) => values[one]! - values[other]!,
  );
  const ranked = new Float64Array(values.length);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    // A value that is no number equals nothing, not even itself.
    to = Math.max(to, from + 1);
    for (let at = from; at < to; at++) ranked[order[at]!] = (from + to - 1) / 2;
    from = to;
  }
  return ranked;
}

function correlation(one: Float64Array, other: Float64Array): number {
  const mean = (one.length - 1) / 2;
  let [both, ofOne, ofOther] = [0, 0, 0];
  one.forEach((rank, at) => {
    const [x, y] = [rank - mean, other[at]! - mean];
    both += x * y;
    ofOne += x * x;
    ofOther += y * y;
  });
  return both / Math.sqrt(ofOne * ofOther);
}
