// Which of the examples are listed: of one class, or those that the models get wrong, disagree on, or have just changed their mind on.
import type { Examples } from "../../network/examples.ts";
import type { ExampleList, ExampleListName } from "../../store/inside.ts";
import type { SlotName } from "../../store/selectionRules.ts";

/** What the models answer to every example: at the playhead, and at the checkpoint before; null where that is not known. */
export type Predicted = Readonly<
  Record<SlotName, { now: Uint16Array | null; before: Uint16Array | null }>
>;

interface FilterWords {
  label: string;
  /** Whose answers it needs; of the checkpoint before, too, where it is about a change. */
  needs: readonly SlotName[];
  isChange: boolean;
  needsLabels: boolean;
  holds: (index: number, examples: Examples, predicted: Predicted) => boolean;
}

const isWrong =
  (slot: SlotName): FilterWords["holds"] =>
  (index, { labels }, predicted) =>
    predicted[slot].now![index] !== labels![index];
const isFlipped =
  (slot: SlotName): FilterWords["holds"] =>
  (index, _, predicted) =>
    predicted[slot].now![index] !== predicted[slot].before![index];

const PLAIN = { needs: [], isChange: false, needsLabels: false } as const;

export const FILTER_WORDS: Readonly<Record<ExampleListName, FilterWords>> = {
  all: { ...PLAIN, label: "All examples", holds: () => true },
  wrongA: {
    ...PLAIN,
    label: "Misclassified by A",
    needs: ["a"],
    needsLabels: true,
    holds: isWrong("a"),
  },
  wrongB: {
    ...PLAIN,
    label: "Misclassified by B",
    needs: ["b"],
    needsLabels: true,
    holds: isWrong("b"),
  },
  disagree: {
    ...PLAIN,
    label: "A and B disagree",
    needs: ["a", "b"],
    holds: (index, _, { a, b }) => a.now![index] !== b.now![index],
  },
  flippedA: {
    ...PLAIN,
    label: "A changed its mind here",
    needs: ["a"],
    isChange: true,
    holds: isFlipped("a"),
  },
  flippedB: {
    ...PLAIN,
    label: "B changed its mind here",
    needs: ["b"],
    isChange: true,
    holds: isFlipped("b"),
  },
};

/** Indices of the examples that the filter finds; null while the answers that it needs are on their way. */
export function found(
  examples: Examples,
  filter: ExampleList,
  predicted: Predicted,
): readonly number[] | null {
  const all = Array.from({ length: examples.count }, (_, index) => index);
  if (typeof filter === "number") {
    return all.filter((index) => examples.labels?.[index] === filter);
  }
  const { needs, isChange, needsLabels, holds } = FILTER_WORDS[filter];
  if (needsLabels && examples.labels === null) return [];
  const isKnown = needs.every((slot) => {
    const { now, before } = predicted[slot];
    return now !== null && (!isChange || before !== null);
  });
  return isKnown ? all.filter((index) => holds(index, examples, predicted)) : null;
}
