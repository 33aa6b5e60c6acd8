// One finding: how grave it is, whose it is, its sentence, its numbers, and the button to its evidence.
import type { EvidenceView, Weight } from "#contract/findings/finding.ts";
import { useStore } from "../../store/context.ts";
import { SLOTS } from "../../store/selectionRules.ts";
import { SlotBadge } from "../../ui/badge.tsx";
import { valueText, wholeText } from "../../ui/format.ts";
import { Name } from "../../ui/name.tsx";

const WEIGHT_WORDS: Readonly<Record<Weight, string>> = {
  grave: "Grave",
  notable: "Notable",
  hint: "Hint",
};
const EVIDENCE_WORDS: Readonly<Record<EvidenceView, string>> = {
  distribution: "Show the distribution",
  course: "Show it over time",
  distances: "Show the distances",
  scalars: "Show the curve",
  activations: "Show the units",
};

export function FindingCard({ index }: { index: number }) {
  const { findings, hover, slots, unit } = useStore();
  const finding = findings.list.value?.[index];
  if (finding === undefined) return null;
  const { weight, models, text, steps, numbers, view } = finding;
  const [from, to] = steps;
  const shown = findings.at.value === index ? " finding-shown" : "";
  return (
    <article
      class={`finding finding-${weight}${shown}`}
      data-testid="finding"
      onPointerEnter={() => {
        const slot = SLOTS.find((one) => slots[one].name.peek() === models[0]);
        if (slot !== undefined) hover.pointIn(slot, { step: from });
      }}
      onPointerLeave={() => hover.leave()}
    >
      <p class="finding-head">
        <span class="finding-weight">{WEIGHT_WORDS[weight]}</span>
        {SLOTS.filter((slot) => models.includes(slots[slot].name.value ?? "")).map((slot) => (
          <SlotBadge key={slot} slot={slot} />
        ))}
        <Name text={models.join(" and ")} />
        <span>
          {unit.value} {from === to ? wholeText(from) : `${wholeText(from)} to ${wholeText(to)}`}
        </span>
      </p>
      <p class="finding-text">
        <Name text={text} longest={600} />
      </p>
      <dl class="finding-numbers">
        {numbers.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{numberText(value)}</dd>
          </div>
        ))}
      </dl>
      <button type="button" class="finding-act" onClick={() => findings.show(index)}>
        {EVIDENCE_WORDS[view]}
      </button>
    </article>
  );
}

/** Counts without decimals. */
function numberText(value: number): string {
  if (!Number.isFinite(value)) return "not finite";
  return Number.isInteger(value) ? wholeText(value) : valueText(value);
}
