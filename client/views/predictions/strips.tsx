// The rows of examples over the training: scrolled through, pointed at, walked with the keys, one chosen.
import { useComputed, useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { scrolledTo, stripsAt, stripsHeight } from "../../charts/answerStrips.ts";
import { paintStrips, paintStripsMarks } from "../../charts/answerStripsPainting.ts";
import type { Painting } from "../../charts/surface.ts";
import { Painted } from "../../parts/painted.tsx";
import { useStore } from "../../store/context.ts";
import { indexAt } from "../../store/playheadRules.ts";
import { letter } from "../../store/selectionRules.ts";
import { wholeText } from "../../ui/format.ts";
import { classNames } from "../../parts/inside/classWords.ts";
import { shownSlots, stripsPicture } from "./picture.ts";
import type { Predictions } from "./predictions.ts";
import { exampleInWords } from "./words.ts";

const PAGE_ROWS = 10;

export function Strips({ predictions }: { predictions: Predictions }) {
  const store = useStore();
  const { hover, inside, aligned, playhead, unit } = store;
  const { rows, slots } = predictions;
  const scroller = useRef<HTMLDivElement>(null);
  const scrolled = useSignal(0);
  const pointed = useSignal<number | null>(null);
  const picture = useComputed(() => stripsPicture(store, predictions, scrolled.value));
  const painting = useComputed((): Painting => {
    const shown = picture.value;
    return (surface) => paintStrips(surface, shown);
  });
  const marks = useComputed((): Painting => {
    const shown = picture.value;
    const choice = inside.input.value;
    const current = shownSlots(predictions).map((name) => {
      const at = slots[name].history.value.steps.indexOf(slots[name].slot.at.value?.step ?? NaN);
      return at < 0 ? null : at;
    });
    const lit = shownSlots(predictions).map((name) => {
      const step = hover.own[name].value;
      const at = step === null ? -1 : indexAt(slots[name].history.value.steps, step);
      return at < 0 ? null : at;
    });
    const example = choice.kind === "example" ? choice.index : null;
    const row = pointed.value;
    return (surface) => paintStripsMarks(surface, shown, { row, example, current, pointed: lit });
  });
  const said = useComputed(() => {
    const example = rows.value[pointed.value ?? -1];
    if (example === undefined) return "";
    const label = predictions.labels.value![example]!;
    const name = classNames(predictions.inside.examples.value.value, label + 1)[label]!;
    const courses = shownSlots(predictions).flatMap((slot) => {
      const { learning, history } = slots[slot];
      if (learning.value === null) return [];
      const known = history.value.steps.filter((_, i) => history.value.predicted[i] !== null);
      const step = (checkpoint: number): string => `${unit.value} ${wholeText(known[checkpoint]!)}`;
      return `${letter(slot)} ${exampleInWords(learning.value, example, step)}`;
    });
    return [`Example ${example}, class ${name}`, ...courses].join(" · ");
  });
  const walk = (row: number): void => {
    const next = Math.min(Math.max(row, 0), rows.peek().length - 1);
    pointed.value = next;
    const element = scroller.current!;
    element.scrollTop = scrolledTo(next, element.scrollTop, element.clientHeight);
  };
  const choose = (row: number | null): void => {
    const example = rows.peek()[row ?? -1];
    if (example !== undefined) predictions.choose(example);
  };
  return (
    <div class="strips">
      <div
        ref={scroller}
        class="strips-scroll"
        data-testid="strips-scroll"
        onScroll={(event) => (scrolled.value = event.currentTarget.scrollTop)}
      >
        <div style={{ height: `${stripsHeight(rows.value.length)}px` }}>
          <div class="strips-canvas">
            <Painted
              picture={painting}
              marks={marks}
              words={useComputed(
                () =>
                  `${wholeText(rows.value.length)} examples, right or wrong at every checkpoint. Arrow keys walk, Enter looks at one.`,
              )}
              testId="rows"
              hovered={(spot) => {
                const shown = picture.peek();
                const hit = spot && stripsAt(shown, spot.size, spot.left, spot.top);
                pointed.value = hit?.row ?? null;
                const cell = hit?.cell ?? null;
                if (cell === null) return hover.leave();
                const step = shown.blocks[cell.block]!.steps[cell.checkpoint]!;
                hover.pointIn(shownSlots(predictions)[cell.block]!, { step });
              }}
              clicked={(spot) => {
                const hit = stripsAt(picture.peek(), spot.size, spot.left, spot.top);
                if (hit === null) return;
                choose(hit.row);
                if (hit.cell === null) return;
                const name = shownSlots(predictions)[hit.cell.block]!;
                const step = picture.peek().blocks[hit.cell.block]!.steps[hit.cell.checkpoint]!;
                playhead.moveTo(aligned.playheadAt(name, step));
              }}
              cursor={{
                value: useComputed(() => pointed.value ?? 0),
                most: useComputed(() => Math.max(rows.value.length - 1, 0)),
                said,
                move(key) {
                  if (key === "Enter") {
                    choose(pointed.peek());
                    return true;
                  }
                  const by = MOVES[key];
                  if (by === undefined) return false;
                  walk(pointed.peek() === null ? 0 : pointed.peek()! + by);
                  return true;
                },
              }}
            />
          </div>
        </div>
      </div>
      <p class="strips-read dim" data-testid="strips-read">
        {said.value === ""
          ? "Point at a row to read it; a click looks at the example."
          : said.value}
      </p>
    </div>
  );
}

/** In rows; further than any list reaches its ends. */
const MOVES: Readonly<Record<string, number>> = {
  ArrowUp: -1,
  ArrowDown: 1,
  PageUp: -PAGE_ROWS,
  PageDown: PAGE_ROWS,
  Home: -Infinity,
  End: Infinity,
};
