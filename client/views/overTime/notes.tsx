// What must be known to read a picture over time rightly: how many snapshots it has of how many, and which are not finite.
import { DrawnSteps } from "../../parts/drawnSteps.tsx";
import { useStore } from "../../store/context.ts";
import type { Slot } from "../../store/slot.ts";
import { wholeText } from "../../ui/format.ts";
import type { Courses } from "./course.ts";

export function Notes({ slot, courses }: { slot: Slot; courses: Courses }) {
  const { unit } = useStore();
  const { points, known, table } = courses.of[slot.slot];
  const isPart = courses.options.value.steps !== null;
  const [shown, all] = [points.value.length, known.value];
  const spoilt = points.value.filter(({ distribution }) => distribution.nonFinite > 0);
  const counts = table.value;
  const inside = counts === null ? 0 : counts.counts.reduce((sum, count) => sum + count, 0);
  const finite = points.value.reduce(
    (sum, { distribution }) => sum + distribution.count - distribution.nonFinite,
    0,
  );
  // Counts of 32 bits: a difference below a millionth is rounding.
  const outside = 1 - inside / Math.max(finite, 1);
  return (
    <p class="plot-notes" data-testid={`notes-${slot.slot}`}>
      <span>
        {isPart ? (
          `${unit.value}s ${courses.options.value.steps!.map(wholeText).join(" to ")}: shown ${wholeText(shown)} of ${wholeText(all)}`
        ) : (
          <DrawnSteps slot={slot} />
        )}
      </span>
      {spoilt.length > 0 && (
        <span class="outside-some">
          not all finite from {unit.value} {wholeText(spoilt[0]!.step)} on, at{" "}
          {wholeText(spoilt.length)} of {wholeText(shown)}
        </span>
      )}
      {outside > 1e-6 && (
        <span class="outside-some">{(outside * 100).toPrecision(2)}% lie outside the zoom</span>
      )}
    </p>
  );
}
