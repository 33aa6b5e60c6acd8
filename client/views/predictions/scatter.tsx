// What a network answers against what is true: a dot for each example, pointed at, walked with the keys, one chosen.
import { useComputed, useSignal } from "@preact/signals";
import type { Painting } from "../../charts/surface.ts";
import { paintScatter, paintScatterMarks, scatterAt } from "../../charts/scatter.ts";
import { Painted } from "../../parts/painted.tsx";
import { useStore } from "../../store/context.ts";
import type { SlotName } from "../../store/selectionRules.ts";
import { wholeText } from "../../ui/format.ts";
import { pairInWords, scatterInWords, scatterPicture } from "./amountPicture.ts";
import type { Predictions } from "./predictions.ts";

interface ScatterProps {
  predictions: Predictions;
  slot: SlotName;
}

export function Scatter({ predictions, slot }: ScatterProps) {
  const store = useStore();
  const pointed = useSignal<number | null>(null);
  const picture = useComputed(() => scatterPicture(store, predictions, slot));
  /** Examples from the least true value to the greatest: the way that the keys walk. */
  const walk = useComputed(() => {
    const truth = picture.value?.truth ?? [];
    const all = Array.from({ length: truth.length }, (_, example) => example);
    return all.sort((one, other) => truth[one]! - truth[other]! || one - other);
  });
  const place = useComputed(() => {
    return pointed.value === null ? -1 : walk.value.indexOf(pointed.value);
  });
  const said = useComputed(() => {
    const [shown, example] = [picture.value, pointed.value];
    if (shown === null || example === null) return "";
    const words = pairInWords(shown.answers[example]!, shown.truth[example]!);
    return `Example ${wholeText(example)}: ${words}`;
  });
  return (
    <div class="confusion-plot">
      <Painted
        picture={useComputed((): Painting => {
          const shown = picture.value;
          return (surface) => shown && paintScatter(surface, shown);
        })}
        marks={useComputed((): Painting => {
          const [shown, choice] = [picture.value, store.inside.input.value];
          const chosen = choice.kind === "example" ? choice.index : null;
          const marks = { pointed: pointed.value, chosen };
          return (surface) => shown && paintScatterMarks(surface, shown, marks);
        })}
        words={useComputed(() => {
          const [shown, errors] = [picture.value, predictions.slots[slot].errors.value];
          return shown === null || errors === null ? "" : scatterInWords(shown, errors);
        })}
        testId={`scatter-${slot}`}
        hovered={(spot) => {
          const shown = picture.peek();
          pointed.value = spot && shown && scatterAt(shown, spot.size, spot.left, spot.top);
        }}
        clicked={({ size, left, top }) => {
          const shown = picture.peek();
          const example = shown && scatterAt(shown, size, left, top);
          if (example !== null) predictions.choose(example);
        }}
        cursor={{
          value: useComputed(() => Math.max(place.value, 0)),
          most: useComputed(() => Math.max(walk.value.length - 1, 0)),
          said,
          move(key) {
            if ((key === "Enter" || key === " ") && pointed.peek() !== null) {
              predictions.choose(pointed.peek()!);
              return true;
            }
            const by = MOVES[key];
            const order = walk.peek();
            if (by === undefined || order.length === 0) return false;
            const next = Math.min(Math.max(place.peek() + by, 0), order.length - 1);
            pointed.value = order[next]!;
            return true;
          },
          left: () => (pointed.value = null),
        }}
      />
      {said.value !== "" && (
        <p class="plot-read" data-testid={`scatter-read-${slot}`}>
          {said.value}
        </p>
      )}
    </div>
  );
}

/** In examples; further than any list reaches its ends. */
const MOVES: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  PageDown: -10,
  PageUp: 10,
  Home: -Infinity,
  End: Infinity,
};
