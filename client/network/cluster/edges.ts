// How strongly clusters of one layer feed those of the next: the mean weight between their neurons, signs apart.

/** From a cluster of one layer to one of the next, by their places in the lists they were told in. */
export interface Edge {
  from: number;
  to: number;
  /** Mean over all pairs of neurons of the weights of that sign, as a size. */
  strength: number;
}

export interface SignedEdges {
  positive: Edge[];
  negative: Edge[];
}

/**
 * All edges that are not zero.
 *
 * @param weights senders × receivers
 * @param senders neurons of each cluster of the one layer
 * @param receivers neurons of each cluster of the next
 */
export function meanEdges(
  weights: Float32Array,
  width: number,
  senders: readonly ArrayLike<number>[],
  receivers: readonly ArrayLike<number>[],
): SignedEdges {
  const edges: SignedEdges = { positive: [], negative: [] };
  senders.forEach((ones, from) => {
    receivers.forEach((others, to) => {
      let [positive, negative] = [0, 0];
      for (let i = 0; i < ones.length; i++) {
        const row = ones[i]! * width;
        for (let j = 0; j < others.length; j++) {
          const weight = weights[row + others[j]!]!;
          if (weight > 0) positive += weight;
          else negative -= weight;
        }
      }
      const pairs = ones.length * others.length;
      if (positive > 0) edges.positive.push({ from, to, strength: positive / pairs });
      if (negative > 0) edges.negative.push({ from, to, strength: negative / pairs });
    });
  });
  return edges;
}

/** One edge between each two: the mean of all weights between them, under its sign. */
export function netEdges({ positive, negative }: SignedEdges): SignedEdges {
  const sums = new Map<string, Edge>();
  const put = ({ from, to, strength }: Edge, sign: 1 | -1): void => {
    const key = `${from} ${to}`;
    const sum = (sums.get(key)?.strength ?? 0) + sign * strength;
    sums.set(key, { from, to, strength: sum });
  };
  for (const edge of positive) put(edge, 1);
  for (const edge of negative) put(edge, -1);
  const all = [...sums.values()];
  return {
    positive: all.filter(({ strength }) => strength > 0),
    negative: all
      .filter(({ strength }) => strength < 0)
      .map((edge) => ({ ...edge, strength: -edge.strength })),
  };
}

/** Those at least `share` as strong as the strongest of either sign. */
export function strongEdges({ positive, negative }: SignedEdges, share: number): SignedEdges {
  const most = [...positive, ...negative].reduce(
    (high, { strength }) => Math.max(high, strength),
    0,
  );
  const strong = (edges: readonly Edge[]): Edge[] => {
    return edges.filter(({ strength }) => strength >= share * most);
  };
  return { positive: strong(positive), negative: strong(negative) };
}
