// One model's weights of the chosen parameter: the checkpoints that there are, those that are here, and what is fetched next.
import { computed, type ReadonlySignal } from "@preact/signals";
import { steady } from "../../parts/steady.ts";
import type { TensorQuestion } from "../../store/measures/index.ts";
import { indexAt } from "../../store/playheadRules.ts";
import type { Slot } from "../../store/slot.ts";
import type { Store } from "../../store/store.ts";
import { ahead } from "./ahead.ts";
import { type Matter, matterOf } from "./matter.ts";
import type { WeightsOptions } from "./options.ts";
import { createOwnTensors, type OwnTensors } from "./ownTensors.ts";

/** A file holds the weights of one step, and does not say of which. */
const OWN_STEPS: readonly number[] = [0];

export interface Held {
  /** Weights of a file that stand in for the model's. */
  readonly own: OwnTensors;
  readonly matter: ReadonlySignal<Matter>;
  /** Their steps, ascending; empty of what has no weights. */
  readonly checkpoints: ReadonlySignal<readonly number[]>;
  /** At the playhead, or the last before it. */
  readonly lit: ReadonlySignal<number | null>;
  /** All steps, those next to the lit one first. */
  readonly nearest: ReadonlySignal<readonly number[]>;
  /** The step that changes are counted from. */
  readonly since: ReadonlySignal<number | null>;
  /** The step whose weights tell the order of the units: the newest. */
  readonly ordering: ReadonlySignal<number | null>;
  /** Grows with what arrives. */
  readonly arrived: ReadonlySignal<number>;
  /** The largest magnitude of all epochs, as their distributions tell before the weights are here. */
  readonly logged: ReadonlySignal<number>;
  readonly trouble: ReadonlySignal<string | null>;
  /** The most urgent first. */
  readonly questions: ReadonlySignal<readonly TensorQuestion[]>;
  /** The checkpoint at a step, or the last before it. */
  stepAt(this: void, at: number): number | null;
  /** Null while it is not here. */
  tensor(this: void, step: number): Float32Array | null;
}

export function createHeld(
  store: Store,
  slot: Slot,
  options: ReadonlySignal<WeightsOptions>,
): Held {
  const { measures } = store;
  const own = createOwnTensors(store, slot);
  const matter = computed(() => matterOf(slot, own));
  const checkpoints = steady(
    () => {
      if (matter.value.kind !== "weights") return [];
      return own.file.value === null ? slot.run.value!.checkpoints : OWN_STEPS;
    },
    (one, two) => one.length === two.length && one.every((item, i) => item === two[i]),
  );
  const stepAt = (at: number): number | null =>
    checkpoints.value[Math.max(indexAt(checkpoints.value, at), 0)] ?? null;
  const question = (step: number): TensorQuestion | null => {
    const [run, parameter] = [slot.run.value, slot.parameter.value];
    if (run === null || parameter === null || own.file.value !== null) return null;
    const { id, generation } = run;
    return { kind: "tensor", run: id, generation, name: parameter.tag, step };
  };
  const lit = computed(() => stepAt(slot.at.value ?? Infinity));
  const reference = computed(() => stepAt(options.value.since ?? -Infinity));
  const ordering = computed(() => checkpoints.value.at(-1) ?? null);
  return {
    own,
    matter,
    checkpoints,
    lit,
    nearest: computed(() => {
      void measures.version.value;
      const at = lit.value ?? 0;
      return checkpoints.value.toSorted((one, two) => Math.abs(one - at) - Math.abs(two - at));
    }),
    since: reference,
    ordering,
    arrived: measures.version,
    logged: computed(() => {
      if (own.file.value !== null) return 0;
      return slot.points.value.reduce((most, { distribution: { min, max } }) => {
        const size = Math.max(Math.abs(min), Math.abs(max));
        return size > most && size < Infinity ? size : most;
      }, 0);
    }),
    trouble: computed(() => {
      void measures.version.value;
      const asked = lit.value === null ? null : question(lit.value);
      return asked === null ? null : measures.tensorTrouble(asked);
    }),
    questions: computed(() => {
      const { shown, order } = options.value;
      const first = [
        lit.value,
        shown === "change" ? reference.value : null,
        order === "index" ? null : ordering.value,
      ];
      const steps = ahead(checkpoints.value, first, slot.parameter.value?.count ?? 0);
      return steps.flatMap((step) => question(step) ?? []);
    }),
    stepAt,
    tensor(step) {
      if (own.file.value !== null) return own.shown.value?.values ?? null;
      const asked = question(step);
      return asked === null ? null : measures.tensor(asked);
    },
  };
}
