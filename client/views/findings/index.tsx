// The view "findings": what a careful colleague would point out in A and B, each with its numbers and a way to its evidence.
import { useStore } from "../../store/context.ts";
import { wholeText } from "../../ui/format.ts";
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
  const list = findings.list.value;
  if (list === null || list.length === 0) return <Unfound />;
  const isStale = findings.answered.value !== findings.question.value?.text;
  const models = [slots.a, slots.b].filter(({ run }) => run.value !== null).length;
  return (
    <section class="findings" aria-label="Findings" data-testid="findings">
      <p class="findings-intro" role="status">
        {list.length === 1 ? "1 finding" : `${wholeText(list.length)} findings`} in{" "}
        {models === 2 ? "A, B and between them" : "this model"}, the gravest first
        {isStale ? "; looking at what came since" : ""}. <kbd>[</kbd> and <kbd>]</kbd> walk through
        them from anywhere.
      </p>
      {list.map((finding, i) => (
        <FindingCard key={`${finding.rule} ${finding.models.join(" ")} ${finding.tag}`} index={i} />
      ))}
      <Thresholds />
    </section>
  );
}
