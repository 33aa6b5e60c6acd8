// The maps of the sliding square, and what a lesion changed, as files.
import { paintConfusion } from "../../charts/confusionMatrix.ts";
import { paintSquare } from "../../charts/slidingSquare.ts";
import { calledBy, classWords } from "../../parts/inside/classWords.ts";
import type { Takeaway } from "../../parts/pictureActions.tsx";
import type { SlotName } from "../../store/selectionRules.ts";
import type { Store } from "../../store/store.ts";
import { lesionPicture, slotEffect } from "./lesionPicture.ts";
import { deepest, valuesOf } from "./maps.ts";
import type { Occlusions } from "./occlusions.ts";
import { squarePicture } from "./picture.ts";
import { mapInWords } from "./words.ts";

const MAP_SIZE = { width: 700, height: 380 };
const MATRIX_SIZE = { width: 620, height: 560 };

/** Called only where there is a map. */
export function mapTakeaway(store: Store, occlusions: Occlusions, slot: SlotName): Takeaway {
  const { slots, options, inside } = occlusions;
  const result = slots[slot].maps.peek().value!;
  const picture = squarePicture(store, occlusions, slot)!;
  const { names, isAmount } = inside.slots[slot];
  const called = names.peek();
  const { rows, columns, stride, height, width, whole, target } = result;
  const places = Array.from({ length: rows * columns }, (_, i) => i);
  const model = slots[slot].slot.slot.name.peek();
  const least = deepest(valuesOf(result, options.peek().map));
  return {
    name: `${model ?? "model"} occlusion`,
    words: mapInWords(
      result,
      options.peek(),
      least,
      (index) => classWords(called, index),
      isAmount.peek(),
    ),
    numbers: {
      facts: {
        model,
        [store.unit.peek()]: slots[slot].slot.at.peek()?.step ?? null,
        square: `${height} x ${width}`,
        stride,
        ...(isAmount.peek()
          ? { "value without": whole.logit }
          : {
              class: classWords(called, target),
              "probability without": whole.probability,
              "logit without": whole.logit,
            }),
      },
      columns: [
        { name: "top", values: Float64Array.from(places, (i) => Math.floor(i / columns) * stride) },
        { name: "left", values: Float64Array.from(places, (i) => (i % columns) * stride) },
        { name: "probability", values: Float64Array.from(result.probability) },
        { name: "logit", values: Float64Array.from(result.logit) },
        { name: "answer", values: Float64Array.from(result.predicted) },
        ...(result.activity === null
          ? []
          : [{ name: "unit", values: Float64Array.from(result.activity) }]),
      ],
    },
    painting: (surface) => paintSquare(surface, picture),
    size: MAP_SIZE,
  };
}

/** Called only where something is switched off and its effect is known. */
export function lesionTakeaway(store: Store, occlusions: Occlusions, slot: SlotName): Takeaway {
  const effect = slotEffect(occlusions, slot)!;
  const picture = lesionPicture(store, occlusions, slot)!;
  const { before, after, changes, changed } = effect;
  const { classes } = before;
  const { off, to } = occlusions.options.peek();
  const { is, taken } = calledBy(
    occlusions.inside.examples.peek().value,
    occlusions.inside.slots[slot].names.peek(),
  );
  const cells = Array.from({ length: classes * classes }, (_, i) => i);
  const own = occlusions.slots[slot].slot;
  return {
    name: `${own.slot.name.peek() ?? "model"} lesion`,
    words: "What the lesion changed, by the class and what it is taken for",
    numbers: {
      facts: {
        model: own.slot.name.peek(),
        [store.unit.peek()]: own.at.peek()?.step ?? null,
        off: [...off]
          .map(([layer, units]) => `${layer}: ${units === "all" ? "all" : units.join(" ")}`)
          .join("; "),
        "set to": to,
        examples: before.total,
        "right before": before.right,
        "right after": after.right,
        changed,
      },
      columns: [
        { name: "class", values: cells.map((i) => is(Math.floor(i / classes))) },
        { name: "taken for", values: cells.map((i) => taken(i % classes)) },
        { name: "before", values: Float64Array.from(before.counts) },
        { name: "after", values: Float64Array.from(after.counts) },
        { name: "change", values: Float64Array.from(changes) },
      ],
    },
    painting: (surface) => paintConfusion(surface, picture),
    size: MATRIX_SIZE,
  };
}
