// The numbers of small multiples to take along: every bar of each, and on the page what is told of each in one line.
import type { Distribution } from "#contract/distribution.ts";
import { multipleBars, type MultiplesPicture } from "../charts/smallMultiples.ts";
import type { ChartNumbers } from "../ui/numbersText.ts";

const STATISTICS: readonly { name: string; of: (distribution: Distribution) => number }[] = [
  { name: "count", of: ({ count }) => count },
  { name: "not finite", of: ({ nonFinite }) => nonFinite },
  { name: "min", of: ({ min }) => min },
  { name: "max", of: ({ max }) => max },
  { name: "mean", of: ({ mean }) => mean },
  { name: "std", of: ({ variance }) => Math.sqrt(variance) },
];

/** `each` is what one of the multiples is of: "model", "layer". */
export function multiplesNumbers(
  picture: MultiplesPicture,
  each: string,
  facts: ChartNumbers["facts"],
): { numbers: ChartNumbers; table: ChartNumbers } {
  const { multiples } = picture;
  const bars = multipleBars(picture).flatMap((one, i) => {
    if (one === null) return [];
    const { edges, counts, heights } = one;
    return Array.from(counts, (count, bar) => {
      const [from, to] = [edges[bar]!, edges[bar + 1]!];
      return { name: multiples[i]!.name, from, to, count, density: heights[bar]! };
    });
  });
  const column = (name: "from" | "to" | "count" | "density") => {
    return { name, values: Float64Array.from(bars, (bar) => bar[name]) };
  };
  const columns = [
    { name: each, values: bars.map(({ name }) => name) },
    ...(["from", "to", "count", "density"] as const).map(column),
  ];
  const told = STATISTICS.map(({ name, of }) => ({
    name,
    values: multiples.map(({ distribution }) => (distribution === null ? NaN : of(distribution))),
  }));
  const names = { name: each, values: multiples.map(({ name }) => name) };
  return { numbers: { facts, columns }, table: { facts, columns: [names, ...told] } };
}
