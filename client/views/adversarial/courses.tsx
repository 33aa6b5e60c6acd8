// Beneath the images: how often the models err as the change grows, and how that came about over the training.
import { useComputed } from "@preact/signals";
import { useHoveredSteps } from "../../parts/inside/hoveredSteps.ts";
import { LinesFigure, type NamedLines } from "../../parts/inside/linesFigure.tsx";
import { useStore } from "../../store/context.ts";
import { SLOTS } from "../../store/selectionRules.ts";
import { wholeText } from "../../ui/format.ts";
import type { Attacks } from "./attacks.ts";
import { errorAt, errorCourses, errorCurves } from "./curves.ts";
import { EPSILON_STEP, MOST_EPSILON } from "./options.ts";
import { coursesTakeaway, curvesTakeaway } from "./takeaway.ts";
import { epsilonText, percentText } from "./words.ts";

export function Courses({ attacks }: { attacks: Attacks }) {
  const store = useStore();
  const { aligned, playhead, slots, unit } = store;
  const { options } = attacks;
  const curves = useComputed(() => errorCurves(store, attacks));
  const courses = useComputed(() => errorCourses(store, attacks));
  const epsilon = useComputed(() => [options.value.epsilon]);
  const steps = useComputed(() =>
    SLOTS.flatMap((slot) => attacks.inside.slots[slot].at.value?.step ?? []),
  );
  const hovered = useHoveredSteps();
  if (attacks.inside.address.value === null) return null;
  const known = SLOTS.flatMap((slot) => attacks.curves[slot].value.result ?? []);
  // Without labels, what examples are is what they were first taken for.
  const noun = attacks.inside.examples.value.value?.labels === null ? "Changed answers" : "Error";
  const fewest = Math.min(...known.map(({ count }) => count));
  const onEach = SLOTS.flatMap((slot) => attacks.courses[slot].value[0]?.result.count ?? [])[0];
  return (
    <section class="adversarial-courses" aria-label="How often the models err">
      <LinesFigure
        id="adversarial-curve"
        title={
          known.length === 0
            ? `${noun} against ε`
            : `${noun} against ε, on ${wholeText(fewest)} examples`
        }
        state={useComputed(() => curveState(attacks))}
        picture={curves}
        at={epsilon}
        words={useComputed(() => curveWords(attacks, curves.value))}
        take={() => curvesTakeaway(store, attacks)}
        clicked={(value) => {
          const step = Math.round(value / EPSILON_STEP) * EPSILON_STEP;
          attacks.change({ epsilon: Number(Math.min(Math.max(step, 0), MOST_EPSILON).toFixed(3)) });
        }}
      />
      <LinesFigure
        id="adversarial-course"
        title={`${noun} at ε ${epsilonText(options.value.epsilon)} over ${unit.value}s${onEach === undefined ? "" : `, on ${wholeText(onEach)} examples`}`}
        state={useComputed(() => courseState(attacks))}
        picture={courses}
        at={steps}
        hovered={hovered}
        words={useComputed(() => courseWords(courses.value))}
        take={() => coursesTakeaway(store, attacks)}
        clicked={(value) => {
          const slot = slots.a.run.peek() === null ? "b" : "a";
          playhead.moveTo(aligned.playheadAt(slot, Math.round(value)));
        }}
      />
    </section>
  );
}

/** How far what is on its way has come. */
function curveState({ curves }: Attacks): string {
  const shares = SLOTS.flatMap((slot) => curves[slot].value.progress ?? []);
  return shares.length === 0 ? "" : `${percentText(Math.min(...shares))} …`;
}

function courseState({ courses, checkpoints }: Attacks): string {
  const known = SLOTS.reduce((sum, slot) => sum + courses[slot].value.length, 0);
  const all = checkpoints.value;
  return known < all ? `${wholeText(known)} of ${wholeText(all)} checkpoints …` : "";
}

function curveWords({ curves, options }: Attacks, { lines }: NamedLines): string {
  const { epsilon } = options.value;
  const parts = lines.map(({ name, values }) => `${name} ${percentText(errorAt(values, epsilon))}`);
  const trouble = SLOTS.flatMap((slot) => curves[slot].value.trouble ?? []);
  return [`Error at ε ${epsilonText(epsilon)}: ${parts.join(", ")}`, ...trouble].join(". ");
}

function courseWords({ lines, unit }: NamedLines): string {
  const parts = lines.map(({ name, steps, values }) => {
    const [first, last] = [0, values.length - 1];
    return `${name}: ${unit} ${wholeText(steps[first]!)} ${percentText(values[first]!)}, ${unit} ${wholeText(steps[last]!)} ${percentText(values[last]!)}`;
  });
  return `Error over ${unit}s. ${parts.join("; ")}`;
}
