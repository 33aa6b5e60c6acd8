// One model's confusion matrix at the playhead: pointed at, walked with the arrow keys, a cell chosen.
import { useComputed, useSignal } from "@preact/signals";
import {
  confusionAt,
  type ConfusionSpot,
  paintConfusion,
  paintConfusionMarks,
} from "../../charts/confusionMatrix.ts";
import type { Painting } from "../../charts/surface.ts";
import { Painted } from "../../parts/painted.tsx";
import { useStore } from "../../store/context.ts";
import type { SlotName } from "../../store/selectionRules.ts";
import { movedSpot } from "./cursor.ts";
import { confusionPicture } from "./picture.ts";
import type { Predictions } from "./predictions.ts";
import { cellInWords, confusionInWords } from "./words.ts";

interface MatrixProps {
  predictions: Predictions;
  slot: SlotName;
}

export function Matrix({ predictions, slot }: MatrixProps) {
  const store = useStore();
  const own = predictions.slots[slot];
  const { options, labels, called } = predictions;
  const pointed = useSignal<ConfusionSpot | null>(null);
  const picture = useComputed(() => confusionPicture(store, predictions, slot));
  const painting = useComputed((): Painting => {
    const shown = picture.value;
    return (surface) => paintConfusion(surface, shown);
  });
  const chosen = useComputed((): ConfusionSpot | null => {
    const { cell } = options.value;
    return cell?.slot === slot ? { row: cell.actual, column: cell.predicted } : null;
  });
  const example = useComputed((): ConfusionSpot | null => {
    const choice = store.inside.input.value;
    const answer = own.now.value.value;
    if (choice.kind !== "example" || answer === null) return null;
    const [row, column] = [labels.value?.[choice.index], answer.predicted[choice.index]];
    return row === undefined || column === undefined ? null : { row, column };
  });
  const marks = useComputed((): Painting => {
    const shown = picture.value;
    const spots = { pointed: pointed.value, chosen: chosen.value, example: example.value };
    return (surface) => paintConfusionMarks(surface, shown, spots);
  });
  const said = useComputed(() => {
    const [confusion, spot] = [own.confusion.value, pointed.value];
    return confusion === null || spot === null ? "" : cellInWords(confusion, spot, called(slot));
  });
  const choose = ({ row, column }: ConfusionSpot): void => {
    const before = chosen.peek();
    const isAgain = before?.row === row && before.column === column;
    predictions.change({ cell: isAgain ? null : { slot, actual: row, predicted: column } });
  };
  const count = useComputed(() => picture.value.names.length);
  return (
    <div class="confusion-plot">
      <Painted
        picture={painting}
        marks={marks}
        words={useComputed(() => {
          const confusion = own.confusion.value;
          return confusion === null ? "" : confusionInWords(confusion, called(slot), slot);
        })}
        testId={`confusion-${slot}`}
        hovered={(spot) => {
          pointed.value = spot && confusionAt(picture.peek(), spot.size, spot.left, spot.top);
        }}
        clicked={({ size, left, top }) => {
          const spot = confusionAt(picture.peek(), size, left, top);
          if (spot !== null) choose(spot);
        }}
        cursor={{
          value: useComputed(() =>
            pointed.value === null ? 0 : indexOf(pointed.value, count.value),
          ),
          most: useComputed(() => count.value ** 2 - 1),
          said,
          move(key) {
            const spot = pointed.peek() ?? { row: 0, column: 0 };
            if (key === "Enter" || key === " ") {
              choose(spot);
              return true;
            }
            const moved = movedSpot(pointed.peek(), key, count.peek());
            if (moved !== null) pointed.value = moved;
            return moved !== null;
          },
        }}
      />
      {said.value !== "" && (
        <p class="plot-read" data-testid={`cell-${slot}`}>
          {said.value}
        </p>
      )}
    </div>
  );
}

function indexOf({ row, column }: ConfusionSpot, count: number): number {
  return row * count + column;
}
