// What all charts of the view have in common: which models, which axis, the zoom, and the step that is pointed at in any of them.
import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { metricScale } from "../../charts/metricScale.ts";
import { paletteOf, scoreColour } from "../../charts/palette.ts";
import { presentScore } from "../../store/metric.ts";
import { SLOTS, type SlotName } from "../../store/selectionRules.ts";
import type { Store } from "../../store/store.ts";
import { type AxisKind, AXES, type Choices, choicesFrom, choicesText } from "./choices.ts";
import { countsEpochs, type Drawn } from "./curves.ts";

/** The place in training that the pointer is on, in the chart of `tag`; null for a picture that is none of a tag. */
export interface Pointed {
  tag: string | null;
  step: number;
  /** Name of the model whose line is nearest; null where none is near. */
  model: string | null;
}

export interface SharedState {
  readonly choices: ReadonlySignal<Choices>;
  /** The models that are drawn, those in front last. */
  readonly drawn: ReadonlySignal<readonly Drawn[]>;
  /** How many models the drawn ones are chosen from. */
  readonly offered: ReadonlySignal<number>;
  /** The axes that the drawn models can be put on. */
  readonly axes: ReadonlySignal<readonly AxisKind[]>;
  /** The axis in use. */
  readonly axis: ReadonlySignal<AxisKind>;
  /** What is pointed at in any chart of the view, else in another picture of the page. */
  readonly pointed: ReadonlySignal<Pointed | null>;
  /** Null when the pointer has left. */
  point(at: Pointed | null, slot: SlotName | null): void;
  /** The positions that are shown; null shows all. */
  readonly zoom: Signal<readonly [number, number] | null>;
  change(part: Partial<Choices>): void;
}

/** More lines are a tangle, and more series than the server is asked to tell of at once. */
export const MOST_DRAWN = 24;

export function createShared(store: Store): SharedState {
  const { hover, settings, slots, listed, theme, metric, unit } = store;
  const text = computed(() => settings.options.value.scalars ?? "");
  const choices = computed(() => choicesFrom(text.value));
  const pool = computed(() => {
    const compared = SLOTS.flatMap((slot) => slots[slot].run.value ?? []);
    if (!choices.value.isAll) return compared;
    return [...compared, ...listed.value.filter((run) => !compared.includes(run))];
  });
  const drawn = computed((): Drawn[] => {
    const palette = paletteOf(theme.value);
    const scale = metricScale(metric.value);
    return pool.value
      .slice(0, MOST_DRAWN)
      .map((run): Drawn => {
        const slot = SLOTS.find((name) => slots[name].run.value === run) ?? null;
        const place = scale.place(presentScore(run, metric.value));
        const colour = slot === null ? scoreColour(place, theme.value) : palette.slot[slot];
        return { run, slot, colour };
      })
      .reverse();
  });
  const axes = computed((): AxisKind[] => {
    const hasEpochs = unit.value === "step" && drawn.value.some(({ run }) => countsEpochs(run));
    return AXES.filter((axis) => axis !== "epoch" || hasEpochs);
  });
  const own = signal<Pointed | null>(null);
  const zoom = signal<readonly [number, number] | null>(null);
  return {
    choices,
    drawn,
    offered: computed(() => pool.value.length),
    axes,
    axis: computed(() => axes.value.find((axis) => axis === choices.value.axis) ?? "step"),
    pointed: computed((): Pointed | null => {
      if (own.value !== null) return own.value;
      const step = hover.step.value;
      return step === null ? null : { tag: null, step, model: null };
    }),
    point(at, slot) {
      own.value = at;
      if (at === null) hover.leave();
      else if (slot === null) hover.point({ step: at.step, model: at.model });
      else hover.pointIn(slot, { step: at.step });
    },
    zoom,
    change(part) {
      if (part.axis !== undefined && part.axis !== choices.peek().axis) zoom.value = null;
      const scalars = choicesText({ ...choices.peek(), ...part });
      settings.options.value = { ...settings.options.peek(), scalars };
    },
  };
}
