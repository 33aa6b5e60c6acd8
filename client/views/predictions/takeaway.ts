// The matrices and the rows of examples as files: every cell, and every example's course.
import { paintConfusion } from "../../charts/confusionMatrix.ts";
import { stripsHeight } from "../../charts/answerStrips.ts";
import { paintStrips } from "../../charts/answerStripsPainting.ts";
import type { Takeaway } from "../../parts/pictureActions.tsx";
import { letter, type SlotName } from "../../store/selectionRules.ts";
import type { Store } from "../../store/store.ts";
import { sharesOf } from "../../parts/inside/confusion.ts";
import { confusionPicture, shownSlots, stripsPicture } from "./picture.ts";
import type { Predictions } from "./predictions.ts";
import { confusionInWords, listInWords } from "./words.ts";

const MATRIX_SIZE = { width: 620, height: 560 };
const STRIPS_WIDTH = 900;
/** As many rows as a picture for a page has room for; the numbers have all. */
const MOST_ROWS = 40;

export function confusionTakeaway(
  store: Store,
  predictions: Predictions,
  slot: SlotName,
): Takeaway {
  const { slots } = predictions;
  const confusion = slots[slot].confusion.peek()!;
  const { classes, counts, right, total } = confusion;
  const called = predictions.called(slot);
  const cells = Array.from({ length: classes * classes }, (_, i) => i);
  const picture = confusionPicture(store, predictions, slot);
  const model = slots[slot].slot.slot.name.peek();
  return {
    name: `${model ?? "model"} confusion`,
    words: confusionInWords(confusion, called, slot),
    numbers: {
      facts: {
        model,
        [store.unit.peek()]: slots[slot].slot.at.peek()?.step ?? null,
        examples: total,
        right,
      },
      columns: [
        { name: "class", values: cells.map((i) => called.is(Math.floor(i / classes))) },
        { name: "taken for", values: cells.map((i) => called.taken(i % classes)) },
        { name: "examples", values: Float64Array.from(counts) },
        { name: "share of the class", values: sharesOf(confusion) },
      ],
    },
    painting: (surface) => paintConfusion(surface, picture),
    size: MATRIX_SIZE,
  };
}

export function stripsTakeaway(store: Store, predictions: Predictions): Takeaway {
  const { rows, labels, slots, options } = predictions;
  const examples = rows.peek();
  const shown = shownSlots(predictions);
  const picture = stripsPicture(store, predictions, 0);
  const drawn = { ...picture, rows: examples.slice(0, MOST_ROWS) };
  const unit = store.unit.peek();
  const names = shown.map((name) => slots[name].slot.slot.name.peek() ?? "model");
  return {
    name: `${names.join(" and ")} predictions`,
    words: listInWords(options.peek(), examples.length, predictions.called),
    numbers: {
      facts: Object.fromEntries(shown.map((name, i) => [letter(name), names[i]!])),
      columns: [
        { name: "example", values: Float64Array.from(examples) },
        { name: "class", values: Float64Array.from(examples, (one) => labels.peek()![one]!) },
        ...shown.flatMap((name) => {
          const { history, learning } = slots[name];
          const { steps, predicted } = history.peek();
          const counted = learning.peek();
          return [
            {
              name: `${letter(name)} forgotten`,
              values: Float64Array.from(examples, (one) => counted?.forgotten[one] ?? NaN),
            },
            ...steps.map((step, i) => ({
              name: `${letter(name)} ${unit} ${step}`,
              values: Float64Array.from(examples, (one) => predicted[i]?.[one] ?? NaN),
            })),
          ];
        }),
      ],
    },
    painting: (surface) => paintStrips(surface, drawn),
    size: { width: STRIPS_WIDTH, height: stripsHeight(drawn.rows.length) },
  };
}
