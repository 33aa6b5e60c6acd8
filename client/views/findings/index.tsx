// The view "findings": what a careful colleague would point out in A and B, each with its numbers and a way to its evidence.
import { useComputed } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { Finding } from "#contract/findings/finding.ts";
import { useStore } from "../../store/context.ts";
import { wholeText } from "../../ui/format.ts";
import { createHeldOrder } from "../../ui/heldOrder.ts";
import { OrderKept } from "../../ui/orderKept.tsx";
import { FindingCard } from "./findingCard.tsx";
import { useDeadUnits } from "./deadUnits.ts";
import { Thresholds } from "./thresholds.tsx";
import { Unfound } from "./unfound.tsx";

export function View() {
  useDeadUnits();
  return <Listed />;
}

function Listed() {
  const { findings, slots } = useStore();
  const sorted = useComputed(() => findings.list.value ?? []);
  const asked = useComputed(() => `${slots.a.name.value} ${slots.b.name.value}`);
  const order = useMemo(() => createHeldOrder({ sorted, asked, nameOf }), [sorted, asked]);
  const list = order.shown.value;
  if (list.length === 0) return <Unfound />;
  const isStale = findings.answered.value !== findings.question.value?.text;
  const models = [slots.a, slots.b].filter(({ run }) => run.value !== null).length;
  return (
    <section class="findings" aria-label="Findings" data-testid="findings" {...order.hold}>
      <p class="findings-intro" role="status">
        {list.length === 1 ? "1 finding" : `${wholeText(list.length)} findings`} in{" "}
        {models === 2 ? "A, B and between them" : "this model"},{" "}
        <OrderKept of={order} else="the gravest first" />
        {isStale ? "; looking at what came since" : ""}. <kbd>[</kbd> and <kbd>]</kbd> walk through
        them from anywhere.
      </p>
      {list.map((finding) => (
        <FindingCard key={nameOf(finding)} index={sorted.value.indexOf(finding)} />
      ))}
      <Thresholds />
    </section>
  );
}

/** The same for a finding that has gone on meanwhile. */
function nameOf({ rule, models, tag }: Finding): string {
  return `${rule} ${models.join(" ")} ${tag}`;
}
