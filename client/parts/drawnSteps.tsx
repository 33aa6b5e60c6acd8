// How many of a slot's snapshots a picture over time shows, and how these were chosen.
import { MOST_SHOWN } from "#contract/selection.ts";
import { useStore } from "../store/context.ts";
import type { Slot } from "../store/slot.ts";
import { wholeText } from "../ui/format.ts";
import { Hint } from "../ui/hint.tsx";

/** "512 of 12,000 steps", with how they were chosen; "all steps" where all are drawn. */
export function DrawnSteps({ slot }: { slot: Slot }) {
  const { unit } = useStore();
  const [drawn, all] = [slot.points.value.length, slot.steps.value.length];
  if (drawn >= all) return <>over all {unit.value}s</>;
  const between = slot.byChange.value
    ? "of every stretch between them the one that differs most"
    : "evenly many between them";
  return (
    <Hint
      label={`shown ${wholeText(drawn)} of ${wholeText(all)} ${unit.value}s`}
      testId={`drawn-${slot.slot}`}
    >
      {all <= MOST_SHOWN
        ? "Counting a checkpoint takes a while: the others follow, the nearest to the playhead first."
        : `The first, the last, and ${between}, so that the page stays small. The playhead stops at every ${unit.value}, and shows it exactly.`}
    </Hint>
  );
}
