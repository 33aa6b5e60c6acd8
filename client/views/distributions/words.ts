// A frame's picture in words, for those who do not see it.
import type { Quantity } from "#contract/layers.ts";
import type { Slot } from "../../store/slot.ts";
import type { Store } from "../../store/store.ts";
import { scoreAt, valueText, wholeText } from "../../ui/format.ts";
import { printable } from "../../ui/printable.ts";

interface Noun {
  one: string;
  many: string;
}

const NOUNS: Readonly<Record<Quantity, Noun>> = {
  weights: { one: "weight", many: "weights" },
  gradients: { one: "gradient", many: "gradients" },
  activations: { one: "activation", many: "activations" },
};

/** What the slot's values are called. */
export function nounOf(slot: Slot): Noun {
  return NOUNS[slot.parameter.value?.quantity ?? "weights"];
}

/** "Histogram of 401,408 weights of hidden1/kernel of dropout-0.2 at epoch 7: mean …". */
export function pictureInWords({ parameterKey, unit, metric }: Store, slot: Slot): string {
  const shown = slot.shown.value;
  if (shown === null) return "Nothing to show yet";
  const { count, mean, variance, min, max } = shown.distribution;
  const score = scoreAt(slot.score.value, metric.value?.isShare ?? false);
  return [
    `Histogram of ${wholeText(count)} ${nounOf(slot).many} of ${printable(parameterKey.value ?? "", 60)}`,
    `of ${printable(slot.name.value ?? "", 60)} at ${unit.value} ${wholeText(shown.step)}:`,
    `mean ${valueText(mean)}, standard deviation ${valueText(Math.sqrt(variance))},`,
    `from ${valueText(min)} to ${valueText(max)};`,
    `${metric.value?.label ?? "score"} ${score}`,
  ].join(" ");
}
