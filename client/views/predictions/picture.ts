// The pictures of the view from what is known: the matrix of a slot on the scale of both, and the rows of examples.
import { type StripBlock, type StripsPicture } from "../../charts/answerStrips.ts";
import type { ConfusionPicture } from "../../charts/confusionMatrix.ts";
import type { ImageTile } from "../../charts/imageTile.ts";
import { paletteOf } from "../../charts/palette.ts";
import type { Examples } from "../../network/examples.ts";
import { imageShape } from "../../network/fit.ts";
import { rangeOf } from "../../parts/inside/fittedOnce.ts";
import { letter, type SlotName, SLOTS } from "../../store/selectionRules.ts";
import type { Store } from "../../store/store.ts";
import { printable } from "../../ui/printable.ts";
import { type Confusion, largestError, rowTotals, sharesOf } from "../../parts/inside/confusion.ts";
import { classNames } from "../../parts/inside/classWords.ts";
import type { Predictions } from "./predictions.ts";
import { percent } from "./words.ts";

const NOTHING: Confusion = { classes: 0, counts: new Uint32Array(0), total: 0, right: 0 };

/** Both models' mistakes have one scale of colours. */
export function confusionPicture(
  store: Store,
  { slots, options, inside }: Predictions,
  slot: SlotName,
): ConfusionPicture {
  const { inShares } = options.value;
  const valuesOf = (confusion: Confusion) => (inShares ? sharesOf(confusion) : confusion.counts);
  const all = SLOTS.map((name) => slots[name].confusion.value ?? NOTHING);
  const own = slots[slot].confusion.value ?? NOTHING;
  const totals = rowTotals(own);
  return {
    names: classNames(inside.examples.value.value, own.classes),
    taken: classNames(inside.slots[slot].names.value, own.classes),
    values: valuesOf(own),
    kind: "amounts",
    most: Math.max(...all.map((one) => largestError(valuesOf(one), one.classes))),
    recalls: totals.map((total, row) => {
      return total === 0 ? "" : percent(own.counts[row * own.classes + row]! / total);
    }),
    text: inShares ? (share) => (share * 100).toFixed(share < 0.1 ? 1 : 0) : String,
    hue: slot,
    palette: paletteOf(store.theme.value),
  };
}

/** The models that there are anything to show of. */
export function shownSlots({ slots }: Predictions): SlotName[] {
  const withNetwork = SLOTS.filter((name) => {
    const { at, isAmount } = slots[name].slot;
    return at.value !== null && !isAmount.value;
  });
  const [a, b] = [slots.a, slots.b].map(({ slot }) => slot.at.value?.source.key);
  // A model beside itself, at another time or the same, has one training.
  return a === b ? withNetwork.slice(0, 1) : withNetwork;
}

export function stripsPicture(
  store: Store,
  predictions: Predictions,
  scrolled: number,
): StripsPicture {
  const { inside, slots, rows, labels } = predictions;
  const examples = inside.examples.value.value;
  const shown = shownSlots(predictions);
  const classes = Math.max(...shown.map((name) => slots[name].confusion.value?.classes ?? 0), 0);
  return {
    rows: rows.value,
    scrolled,
    labels: labels.value ?? [],
    names: classNames(examples, classes),
    image: (example) => imageOf(examples, example),
    blocks: shown.map((name): StripBlock => {
      const { steps, predicted } = slots[name].history.value;
      const model = printable(slots[name].slot.slot.name.value ?? "");
      const taken = classNames(inside.slots[name].names.value, classes);
      return { hue: name, title: `${letter(name)} ${model}`, steps, predicted, taken };
    }),
    palette: paletteOf(store.theme.value),
  };
}

/** Null of what is no image. */
export function imageOf(examples: Examples | null, index: number): ImageTile | null {
  const shape = examples && imageShape(examples.shape);
  if (examples === null || shape === null || index >= examples.count) return null;
  const [height, width, channels] = shape;
  const size = height * width * channels;
  const [low, high] = rangeOf(examples);
  return {
    height,
    width,
    channels: channels === 3 ? 3 : 1,
    values: examples.values.subarray(index * size, (index + 1) * size),
    look: "image",
    low,
    high,
  };
}
