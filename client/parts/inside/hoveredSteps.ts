// What is pointed at on the axis of steps of a small figure, linked with every other picture.
import { type ReadonlySignal, useComputed } from "@preact/signals";
import { useStore } from "../../store/context.ts";
import { SLOTS } from "../../store/selectionRules.ts";

export interface HoveredSteps {
  /** Steps that are pointed at anywhere, of each model its own. */
  at: ReadonlySignal<readonly number[]>;
  /** Tells of a place on this axis; null when none is pointed at. */
  point: (step: number | null) => void;
}

export function useHoveredSteps(): HoveredSteps {
  const { hover, slots } = useStore();
  return {
    at: useComputed(() => {
      const steps = SLOTS.flatMap((slot) => hover.own[slot].value ?? []).filter(Number.isFinite);
      return [...new Set(steps)];
    }),
    point(step) {
      if (step === null) hover.leave();
      else hover.pointIn(slots.a.run.peek() === null ? "b" : "a", { step: Math.round(step) });
    },
  };
}
