// A slot's Hinton diagram: pointed at, walked through by key, and zoomed into by dragging.
import { type ReadonlySignal, useComputed, useSignal } from "@preact/signals";
import { type HintonPicture, paintHinton } from "../../charts/hinton.ts";
import {
  hintonAt,
  type HintonCell,
  hintonPart,
  paintHintonMarks,
  paintHintonPart,
} from "../../charts/hintonMarks.ts";
import type { Painting } from "../../charts/surface.ts";
import { Painted } from "../../parts/painted.tsx";
import { useStore } from "../../store/context.ts";
import type { Slot } from "../../store/slot.ts";
import { cellAfter } from "./cursor.ts";
import { hintonPictureOf } from "./pictures.ts";
import type { Weights } from "./weights.ts";
import { connectionInWords, weightsInWords } from "./words.ts";

const NOTHING: Painting = () => undefined;

export function Hinton({ slot, weights }: { slot: Slot; weights: Weights }) {
  const store = useStore();
  const own = weights.of[slot.slot];
  const { pointed, options } = weights;
  const picture = useComputed(() => hintonPictureOf(store, weights, slot));
  const dragged = useSignal<readonly [HintonCell, HintonCell] | null>(null);
  const cell = useComputed(() => cellOf(picture.value, pointed.value));
  const point = (at: HintonCell | null): void => {
    const shown = picture.peek();
    if (shown === null || at === null) pointed.value = null;
    else {
      const { rows, columns } = shown.cells;
      pointed.value = { input: rows[at.row]!, output: columns[at.column]!, place: null };
    }
  };
  const at = (spot: { left: number; top: number; size: { width: number; height: number } }) => {
    const shown = picture.peek();
    return shown === null ? null : hintonAt(shown, spot.size, spot.left, spot.top);
  };
  const said = useComputed(() => {
    const [shown, here] = [own.drawn.value, pointed.value];
    return shown === null || here === null || cell.value === null
      ? ""
      : connectionInWords(shown, here, options.value.slice);
  });
  return (
    <div class="weights-hinton">
      <div class="weights-plot">
        <Painted
          picture={useComputed((): Painting => {
            const shown = picture.value;
            return shown === null ? NOTHING : (surface) => paintHinton(surface, shown);
          })}
          marks={useComputed((): Painting => {
            const [here, ends] = [cell.value, dragged.value];
            if (here === null && ends === null) return NOTHING;
            const shown = picture.value;
            if (shown === null) return NOTHING;
            return (surface) => {
              if (ends !== null) paintHintonPart(surface, shown, ...ends);
              else if (here !== null) paintHintonMarks(surface, shown, here);
            };
          })}
          words={useComputed(() => weightsInWords(store, weights, slot))}
          testId={`hinton-${slot.slot}`}
          hovered={(spot) => point(spot === null ? null : at(spot))}
          dragged={(from, to, isDone) => {
            const [one, other] = [at(from), at(to)];
            if (one !== null && other !== null) dragged.value = [one, other];
            if (!isDone) return;
            const [shown, ends] = [picture.peek(), dragged.peek()];
            dragged.value = null;
            const part = shown === null || ends === null ? null : hintonPart(shown, ...ends);
            if (part !== null) weights.change({ part });
          }}
          doubleClicked={() => weights.change({ part: null })}
          cursor={cursorOf(picture, cell, point, said)}
        />
      </div>
      <p class="weights-read" data-testid={`read-${slot.slot}`}>
        {said.value}
      </p>
    </div>
  );
}

/** Where the connection that is pointed at, in this picture or the other, is in this one. */
function cellOf(
  picture: HintonPicture | null,
  pointed: { input: number; output: number } | null,
): HintonCell | null {
  if (picture === null || pointed === null) return null;
  const { rows, columns } = picture.cells;
  const row = Array.prototype.indexOf.call(rows, pointed.input);
  const column = Array.prototype.indexOf.call(columns, pointed.output);
  return row < 0 || column < 0 ? null : { row, column };
}

function cursorOf(
  picture: ReadonlySignal<HintonPicture | null>,
  cell: ReadonlySignal<HintonCell | null>,
  point: (at: HintonCell) => void,
  said: ReadonlySignal<string>,
) {
  const columns = (): number => picture.value?.cells.columns.length ?? 1;
  const rows = (): number => picture.value?.cells.rows.length ?? 1;
  return {
    value: useComputed(() => (cell.value?.row ?? 0) * columns() + (cell.value?.column ?? 0)),
    most: useComputed(() => rows() * columns() - 1),
    said,
    move(key: string) {
      const next = cellAfter(key, cell.peek(), rows(), columns());
      if (next === null) return false;
      point(next);
      return true;
    },
  };
}
