// The learning curve as files: every score of A and B, and the picture.
import { type LearningCurve, paintLearning } from "../charts/learningCurve.ts";
import type { MetricScale } from "../charts/metricScale.ts";
import { paletteOf } from "../charts/palette.ts";
import type { Takeaway } from "../parts/pictureActions.tsx";
import type { SharedMetric } from "../store/metric.ts";
import { unionOfSteps } from "../store/playheadRules.ts";
import { letter, SLOTS } from "../store/selectionRules.ts";
import type { Slot } from "../store/slot.ts";
import type { Store } from "../store/store.ts";
import { printable } from "../ui/printable.ts";

/** A picture for a page or a slide. */
const FILE_SIZE = { width: 720, height: 400 };

export interface DrawnCurve {
  metric: SharedMetric;
  scale: MetricScale;
  stepEdges: readonly [number, number];
  words: string;
}

export function learningTakeaway(store: Store, drawn: DrawnCurve): Takeaway {
  const { metric, scale, stepEdges, words } = drawn;
  const unit = store.unit.peek();
  const palette = paletteOf(store.theme.peek());
  const scored = SLOTS.map((slot) => store.slots[slot]).filter(({ scores }) => {
    return scores.peek().steps.length > 0;
  });
  const curves = scored.map((slot): LearningCurve => {
    const name = `${letter(slot.slot)} ${printable(slot.name.peek() ?? "", 60)}`;
    const [own, old, at] = [slot.scores.peek(), slot.oldScores.peek(), slot.moment.peek()];
    return { name, hue: palette.slot[slot.slot], own, old, at };
  });
  const title = `${metric.label} over ${unit}s`;
  const [a, b] = SLOTS.map((slot) => store.slots[slot].scores.peek().steps);
  const steps = unionOfSteps(a!, b!);
  return {
    name: title,
    words,
    numbers: {
      facts: {
        score: metric.label,
        ...Object.fromEntries(scored.map(({ slot, name }) => [letter(slot), name.peek()])),
      },
      columns: [
        { name: unit, values: steps },
        ...scored.map((slot) => ({ name: letter(slot.slot), values: scoresAt(slot, steps) })),
      ],
    },
    painting: (surface) =>
      paintLearning(surface, { curves, scale, stepEdges, title, unit, palette }),
    size: FILE_SIZE,
  };
}

/** Of a step that was scored twice the later; NaN where none was. */
function scoresAt({ scores }: Slot, at: readonly number[]): Float64Array {
  const { steps, values } = scores.peek();
  const known = new Map(Array.from(steps, (step, i) => [step, values[i]!]));
  return Float64Array.from(at, (step) => known.get(step) ?? NaN);
}
