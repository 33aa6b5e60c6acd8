// What is most alike joined first, again and again, until all is one tree: average linkage by chains of nearest neighbours.
import type { Turns } from "#contract/turns.ts";

/** Two parts of a tree joined; a part below `count` is a leaf, else `joins[part − count]`. */
export type Join = readonly [one: number, other: number];

/**
 * The joins of all of `count` leaves, the last of which is the whole tree: `count` − 1 of them.
 *
 * @param distances symmetric, count × count
 */
export function* agglomerated(distances: Float64Array, count: number): Turns<Join[]> {
  const between = distances.slice();
  /** By row of `between`: what part of the tree it stands for, and how many leaves that has. */
  const part = Array.from({ length: count }, (_, i) => i);
  const leaves = new Int32Array(count).fill(1);
  const left = new Set(part);
  const joins: Join[] = [];
  const chain: number[] = [];
  while (left.size > 1) {
    if (chain.length === 0) chain.push(left.values().next().value!);
    const end = chain.at(-1)!;
    const before = chain.at(-2);
    // The one before wins a tie: else the chain could go round for ever.
    let [nearest, least] = [
      before ?? -1,
      before === undefined ? Infinity : between[end * count + before]!,
    ];
    for (const other of left) {
      const distance = between[end * count + other]!;
      if (other !== end && (distance < least || nearest < 0)) [nearest, least] = [other, distance];
    }
    if (nearest !== before) {
      chain.push(nearest);
      continue;
    }
    chain.length -= 2;
    joins.push([part[nearest]!, part[end]!]);
    const [one, other] = [leaves[nearest]!, leaves[end]!];
    for (const third of left) {
      const mean =
        (one * between[nearest * count + third]! + other * between[end * count + third]!) /
        (one + other);
      between[nearest * count + third] = mean;
      between[third * count + nearest] = mean;
    }
    yield;
    leaves[nearest] = one + other;
    part[nearest] = count + joins.length - 1;
    left.delete(end);
  }
  return joins;
}
