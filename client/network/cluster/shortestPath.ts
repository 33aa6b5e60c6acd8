// The shortest path through a few points, by weighing every set of those already passed (Held & Karp 1962).

/**
 * @param distances symmetric, count × count
 * @param count small: memory doubles with each
 */
export function shortestPath(distances: Float64Array, count: number): number[] {
  if (count === 0) return [];
  const sets = 1 << count;
  /** By the set of the points passed and the last of them. */
  const shortest = new Float64Array(sets * count).fill(Infinity);
  const before = new Int8Array(sets * count).fill(-1);
  for (let i = 0; i < count; i++) shortest[(1 << i) * count + i] = 0;
  for (let set = 1; set < sets; set++) {
    for (let last = 0; last < count; last++) {
      const length = shortest[set * count + last]!;
      if (length === Infinity) continue;
      for (let next = 0; next < count; next++) {
        if ((set >> next) & 1) continue;
        const place = (set | (1 << next)) * count + next;
        const longer = length + distances[last * count + next]!;
        if (longer >= shortest[place]!) continue;
        shortest[place] = longer;
        before[place] = last;
      }
    }
  }
  let set = sets - 1;
  let last = 0;
  for (let i = 1; i < count; i++) {
    if (shortest[set * count + i]! < shortest[set * count + last]!) last = i;
  }
  const path: number[] = [];
  while (last >= 0) {
    path.push(last);
    const previous = before[set * count + last]!;
    set &= ~(1 << last);
    last = previous;
  }
  return path.reverse();
}
