// A frame's picture in words, for those who do not see it.
import { nounOf } from "../../parts/nouns.ts";
import type { Slot } from "../../store/slot.ts";
import type { Store } from "../../store/store.ts";
import { scoreAt, valueText, wholeText } from "../../ui/format.ts";
import { printable } from "../../ui/printable.ts";

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
