// What is pointed at anywhere on the page: every picture that knows the same step, parameter or model lights it too.
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Aligned } from "./aligned.ts";
import { nearestStep } from "./playheadRules.ts";
import type { SlotName } from "./selectionRules.ts";

/** As much as a picture knows of what lies under the pointer or the keyboard's cursor. */
export interface HoveredPlace {
  /** Where the playhead would go; any place on its axis stands for the step nearest to it. */
  step: number | null;
  /** Its key. */
  parameter: string | null;
  /** Its name. */
  model: string | null;
}

export interface Hover {
  /** One of the playhead's; null while none is pointed at. */
  readonly step: ReadonlySignal<number | null>;
  /** The step of each model that belongs to it; ±Infinity where it has none there. */
  readonly own: Readonly<Record<SlotName, ReadonlySignal<number | null>>>;
  readonly parameter: ReadonlySignal<string | null>;
  readonly model: ReadonlySignal<string | null>;
  /** What is left out is not pointed at. */
  point(place: Partial<HoveredPlace>): void;
  /** The same in a picture of that slot's model, by a step of its own. */
  pointIn(slot: SlotName, place: Partial<Omit<HoveredPlace, "model">>): void;
  leave(): void;
}

interface HoverSources {
  aligned: Pick<Aligned, "steps" | "partner" | "playheadAt">;
  nameOf: (slot: SlotName) => string | null;
  /** Whatever was pointed at in one view is gone in the next. */
  view: ReadonlySignal<string | null>;
}

const NOTHING: HoveredPlace = { step: null, parameter: null, model: null };

/** Makes the model; nothing is pointed at, at first. */
export function createHover({ aligned, nameOf, view }: HoverSources): Hover {
  const place = signal(NOTHING);
  const step = computed(() => {
    const { step: at } = place.value;
    return at === null ? null : nearestStep(aligned.steps.value, at);
  });
  const point = (some: Partial<HoveredPlace>): void => {
    const next = { ...NOTHING, ...some };
    const { step: before, parameter, model } = place.peek();
    if (next.step === before && next.parameter === parameter && next.model === model) return;
    place.value = next;
  };
  const leave = (): void => point(NOTHING);
  view.subscribe(leave);
  return {
    step,
    own: {
      a: step,
      b: computed(() => (step.value === null ? null : aligned.partner(step.value))),
    },
    parameter: computed(() => place.value.parameter),
    model: computed(() => place.value.model),
    point,
    pointIn(slot, { step: own = null, parameter = null }) {
      const at = own === null ? null : aligned.playheadAt(slot, own);
      point({ step: at, parameter, model: nameOf(slot) });
    },
    leave,
  };
}
