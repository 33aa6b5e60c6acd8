// Names that somebody may have meant who wrote another one.

const MOST_NEAR = 5;
/** Of the pairs of letters that either has, the share that both must have. */
const LEAST_COMMON = 0.3;

/** Those of `names` most like `wanted`, the most alike first; all when there are only a few. */
export function nearNames(wanted: string, names: readonly string[]): string[] {
  if (names.length <= MOST_NEAR) return [...names];
  const pairs = pairsIn(wanted);
  return names
    .map((name) => ({ name, alike: likeness(wanted, pairs, name) }))
    .filter(({ alike }) => alike >= LEAST_COMMON)
    .toSorted((a, b) => b.alike - a.alike)
    .slice(0, MOST_NEAR)
    .map(({ name }) => name);
}

/** 1 when one name contains the other, else the share of the pairs of letters that they have in common (Dice). */
function likeness(wanted: string, pairs: ReadonlySet<string>, name: string): number {
  const [a, b] = [wanted.toLowerCase(), name.toLowerCase()];
  if (a !== "" && b !== "" && (a.includes(b) || b.includes(a))) return 1;
  const others = pairsIn(name);
  const common = [...others].filter((pair) => pairs.has(pair)).length;
  return (2 * common) / (pairs.size + others.size || 1);
}

function pairsIn(name: string): Set<string> {
  const letters = name.toLowerCase();
  return new Set(Array.from({ length: letters.length - 1 }, (_, i) => letters.slice(i, i + 2)));
}
