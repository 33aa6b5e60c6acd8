// How far A and B are off at every checkpoint, of networks that answer with an amount.
import { useComputed } from "@preact/signals";
import { LinesFigure } from "../../parts/inside/linesFigure.tsx";
import { useStore } from "../../store/context.ts";
import { SLOTS } from "../../store/selectionRules.ts";
import { errorLines, linesInWords, linesTakeaway } from "./amountPicture.ts";
import type { Predictions } from "./predictions.ts";
import { progressInWords } from "./words.ts";

export function AmountLines({ predictions }: { predictions: Predictions }) {
  const store = useStore();
  const { aligned, playhead, unit } = store;
  const { slots } = predictions;
  const picture = useComputed(() => errorLines(store, predictions));
  const shown = useComputed(() => SLOTS.filter((slot) => slots[slot].course.value !== null));
  return (
    <LinesFigure
      id="amount-course"
      title={`Mean absolute error over ${unit.value}s`}
      state={useComputed(() => progressInWords(shown.value.map((slot) => slots[slot])))}
      picture={picture}
      at={useComputed(() => shown.value.flatMap((slot) => slots[slot].slot.at.value?.step ?? []))}
      words={useComputed(() => linesInWords(picture.value))}
      take={() => linesTakeaway(store, predictions)}
      clicked={(value) => {
        const [slot] = shown.peek();
        if (slot !== undefined) playhead.moveTo(aligned.playheadAt(slot, Math.round(value)));
      }}
    />
  );
}
