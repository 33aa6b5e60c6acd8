// In which order the examples are listed where networks answer with amounts: nothing is right or wrong there, only nearer or farther.
import type { Examples } from "../../network/examples.ts";
import type { ExampleListName } from "../../store/inside.ts";
import type { SlotName } from "../../store/selectionRules.ts";
import { amountsOf } from "./amounts.ts";

/** What the models answer to every example: at the playhead, and at the checkpoint before; null where that is not known. */
export type AnsweredAmounts = Readonly<
  Record<SlotName, { now: Float32Array | null; before: Float32Array | null }>
>;

interface RankWords {
  label: string;
  /** How far up the list an example is; null while the answers that it needs are on their way. */
  rank: (
    answered: AnsweredAmounts,
    amounts: ArrayLike<number> | null,
  ) => ((index: number) => number) | null;
}

type Values = ArrayLike<number> | null;

/** What is not finite is as far off as can be. */
function apart(one: Values, other: Values): ((index: number) => number) | null {
  if (one === null || other === null) return null;
  return (index) => {
    const off = Math.abs(one[index]! - other[index]!);
    return Number.isNaN(off) ? Infinity : off;
  };
}

/** The lists that are filters where networks tell classes apart. */
export const RANK_WORDS: Readonly<Record<Exclude<ExampleListName, "all">, RankWords>> = {
  wrongA: { label: "Farthest off by A first", rank: ({ a }, amounts) => apart(a.now, amounts) },
  wrongB: { label: "Farthest off by B first", rank: ({ b }, amounts) => apart(b.now, amounts) },
  disagree: {
    label: "A and B furthest apart first",
    rank: ({ a, b }) => apart(a.now, b.now),
  },
  flippedA: { label: "Most changed by A here first", rank: ({ a }) => apart(a.now, a.before) },
  flippedB: { label: "Most changed by B here first", rank: ({ b }) => apart(b.now, b.before) },
};

/** Numbers of all examples, the first of the list first; none where it needs true amounts and there are none. */
export function ranked(
  examples: Examples,
  list: Exclude<ExampleListName, "all">,
  answered: AnsweredAmounts,
): readonly number[] | null {
  const amounts = amountsOf(examples);
  if (amounts === null && (list === "wrongA" || list === "wrongB")) return [];
  const rank = RANK_WORDS[list].rank(answered, amounts);
  if (rank === null) return null;
  const ranks = Array.from({ length: examples.count }, (_, index) => rank(index));
  const order = Array.from(ranks, (_, index) => index);
  return order.sort((one, other) =>
    ranks[one] === ranks[other] ? one - other : ranks[other]! - ranks[one]!,
  );
}
