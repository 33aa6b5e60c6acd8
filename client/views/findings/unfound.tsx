// The view while there is nothing to list: no model, still looking, in vain, or nothing found.
import { useStore } from "../../store/context.ts";
import { SLOTS } from "../../store/selectionRules.ts";
import { wholeText } from "../../ui/format.ts";
import { Notice } from "../../ui/notice.tsx";
import { Thresholds } from "./thresholds.tsx";

export function Unfound() {
  const { findings, slots } = useStore();
  const runs = SLOTS.flatMap((slot) => slots[slot].run.value ?? []);
  if (runs.length === 0) {
    return (
      <Notice title="No model is chosen.">
        <p>Choose one or two on the left: what stands out in them is listed here.</p>
      </Notice>
    );
  }
  if (findings.list.value === null) {
    const trouble = findings.trouble.value;
    return trouble === null ? (
      <Notice title="Looking at every layer…">
        <p>The first look at a large model takes some seconds.</p>
      </Notice>
    ) : (
      <Notice title="The findings could not be had.">
        <p>{trouble} They are asked for again in a moment.</p>
      </Notice>
    );
  }
  const parameters = runs.reduce((sum, run) => sum + run.parameters.length, 0);
  const scalars = runs.reduce((sum, run) => sum + run.scalars.length, 0);
  return (
    <section class="findings" aria-label="Findings" data-testid="findings">
      <Notice title="Nothing to report.">
        <p>
          {wholeText(parameters)} parameters and {wholeText(scalars)} scalars were looked at for
          what is not finite, layers that stopped moving or never left their initial law, spreads
          that collapsed or blew up, growing tails, dead units where the networks can be run, a gap
          between training and test
          {runs.length === 2 ? ", and one layer alone that sets A and B apart" : ""}.
        </p>
      </Notice>
      <Thresholds />
    </section>
  );
}
