// What became of A's and of B's answers: how many are right, and what is taken for what now.
import { useComputed, useSignal } from "@preact/signals";
import {
  confusionAt,
  type ConfusionPicture,
  type ConfusionSpot,
  paintConfusion,
  paintConfusionMarks,
} from "../../charts/confusionMatrix.ts";
import type { Painting } from "../../charts/surface.ts";
import { amountErrors, amountsOf } from "../../parts/inside/amounts.ts";
import { type Called, calledBy } from "../../parts/inside/classWords.ts";
import { NeedsExamples, takesExamples } from "../../parts/inside/needsExamples.tsx";
import { Painted } from "../../parts/painted.tsx";
import { PictureActions } from "../../parts/pictureActions.tsx";
import { useStore } from "../../store/context.ts";
import { letter, type SlotName, SLOTS } from "../../store/selectionRules.ts";
import { SlotBadge } from "../../ui/badge.tsx";
import { valueText, wholeText } from "../../ui/format.ts";
import { printable } from "../../ui/printable.ts";
import { type LesionEffect, lesionPicture, slotEffect } from "./lesionPicture.ts";
import type { Occlusions } from "./occlusions.ts";
import { Retrain } from "./retrain.tsx";
import { lesionTakeaway } from "./takeaway.ts";

interface EffectProps {
  occlusions: Occlusions;
  name: SlotName;
}

export function LesionEffects({ occlusions }: { occlusions: Occlusions }) {
  return (
    <div class="beside lesion-effects">
      {SLOTS.filter((name) => occlusions.slots[name].slot.at.value !== null).map((name) => (
        <Effect key={name} occlusions={occlusions} name={name} />
      ))}
    </div>
  );
}

function Effect({ occlusions, name }: EffectProps) {
  const store = useStore();
  const { inside, options } = occlusions;
  const { slot, before, after, isLesioned } = occlusions.slots[name];
  if (!takesExamples(inside, slot)) return <NeedsExamples inside={inside} slot={slot} />;
  const labels = inside.examples.value.value?.labels ?? null;
  const effect = slotEffect(occlusions, name);
  const { trouble } = after.value;
  const said = words();
  return (
    <div class="lesion-effect">
      <p class="lesion-score" data-testid={`lesion-score-${name}`}>
        <SlotBadge slot={name} />
        <span class="lesion-said">{said}</span>
        {effect !== null && (
          <PictureActions
            id={`lesion-${name}`}
            take={() => lesionTakeaway(store, occlusions, name)}
          />
        )}
      </p>
      {effect !== null && <Matrix occlusions={occlusions} name={name} />}
      <Retrain occlusions={occlusions} name={name} />
    </div>
  );

  function words() {
    if (slot.isAmount.value) return <AmountScore occlusions={occlusions} name={name} />;
    if (labels === null) return "The examples have no classes: what is right is not known.";
    if (trouble !== null) return printable(trouble, 300);
    if (!isLesioned.value) {
      const known = before.value.value;
      const right = known?.predicted.filter((one, i) => one === labels[i]).length;
      const score = known === null ? "…" : percent(right! / labels.length);
      const nothing =
        options.value.off.size > 0
          ? `, and ${letter(name)} has nothing of what is switched off`
          : "";
      return (
        <span>
          <strong>{score}</strong> right with all units on{nothing}
        </span>
      );
    }
    if (effect === null) return "Asking the network about every example …";
    return <Score effect={effect} isCurrent={after.value.isCurrent && before.value.isCurrent} />;
  }
}

/** How far a network that answers with an amount is off, without what is switched off and with it. */
function AmountScore({ occlusions, name }: EffectProps) {
  const amounts = amountsOf(occlusions.inside.examples.value.value);
  const { before, after, isLesioned } = occlusions.slots[name];
  if (amounts === null) return "The examples have no values: how far answers are off is not known.";
  const [first, then] = [before.value, after.value];
  if (then.trouble !== null) return printable(then.trouble, 300);
  const offBy = (answers: Float32Array | undefined): string => {
    const errors = answers === undefined ? null : amountErrors(answers, amounts);
    return errors === null ? "…" : valueText(errors.absolute);
  };
  const whole = offBy(first.value?.probabilities);
  if (!isLesioned.value) {
    return (
      <span>
        <strong>{whole}</strong> off on average with all units on
      </span>
    );
  }
  return (
    <span class={then.isCurrent && first.isCurrent ? "" : "waiting"}>
      {whole} → <strong>{offBy(then.value?.probabilities)}</strong> off on average
    </span>
  );
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}

function Score({ effect, isCurrent }: { effect: LesionEffect; isCurrent: boolean }) {
  const { before, after, changed, lost, won } = effect;
  return (
    <span class={isCurrent ? "" : "waiting"}>
      {percent(before.right / before.total)} → <strong>{percent(after.right / after.total)}</strong>{" "}
      right;{" "}
      {changed === 0
        ? "no answer changes"
        : `${wholeText(changed)} of ${wholeText(before.total)} answers change: ${wholeText(lost)} right ones lost, ${wholeText(won)} won`}
    </span>
  );
}

function Matrix({ occlusions, name }: EffectProps) {
  const store = useStore();
  const pointed = useSignal<ConfusionSpot | null>(null);
  const picture = useComputed(() => lesionPicture(store, occlusions, name));
  const painting = useComputed((): Painting => {
    const shown = picture.value;
    return (surface) => shown && paintConfusion(surface, shown);
  });
  const marks = useComputed((): Painting => {
    const [shown, spot] = [picture.value, pointed.value];
    const spots = { pointed: spot, chosen: null, example: null };
    return (surface) => shown && paintConfusionMarks(surface, shown, spots);
  });
  const said = useComputed(() => {
    const [shown, spot] = [picture.value, pointed.value];
    return shown === null || spot === null ? "" : cellInWords(shown, spot);
  });
  return (
    <div class="confusion-plot">
      <Painted
        picture={painting}
        marks={marks}
        words={useComputed(() => {
          const effect = slotEffect(occlusions, name);
          const { examples, slots } = occlusions.inside;
          const called = calledBy(examples.value.value, slots[name].names.value);
          return effect === null ? "" : effectInWords(effect, called, name);
        })}
        testId={`lesion-matrix-${name}`}
        hovered={(spot) => {
          const shown = picture.peek();
          pointed.value = spot && shown && confusionAt(shown, spot.size, spot.left, spot.top);
        }}
      />
      {said.value !== "" && <p class="plot-read">{said.value}</p>}
    </div>
  );
}

function cellInWords(
  { names, taken, values, text }: ConfusionPicture,
  spot: ConfusionSpot,
): string {
  const { row, column } = spot;
  const change = values[row * names.length + column]!;
  const what = row === column ? `${names[row]} right` : `${names[row]} taken for ${taken[column]}`;
  return `${what}: ${change === 0 ? "no change" : text(change)}`;
}

const MOST_TOLD = 3;

function effectInWords(
  { before, after, changes }: LesionEffect,
  { is, taken }: Called,
  slot: SlotName,
): string {
  const { classes } = before;
  const largest = Array.from(changes, (change, i) => ({ change, i }))
    .filter(({ change, i }) => change > 0 && Math.floor(i / classes) !== i % classes)
    .sort((one, other) => other.change - one.change)
    .slice(0, MOST_TOLD)
    .map(
      ({ change, i }) =>
        `${is(Math.floor(i / classes))} taken for ${taken(i % classes)}: ${change} more`,
    );
  const told = largest.length === 0 ? "" : ` ${largest.join(", ")}.`;
  return `What the lesion changed in ${letter(slot)}: ${wholeText(before.right)} examples right before, ${wholeText(after.right)} after.${told}`;
}
