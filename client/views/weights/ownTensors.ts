// Weights from a file of the person's own, in the place of a slot's model: which of its tensors is looked at.
import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { ownNetwork } from "../../parts/inside/slotNetwork.ts";
import type { OwnTensor } from "../../store/inside.ts";
import type { Slot } from "../../store/slot.ts";
import type { Store } from "../../store/store.ts";

export interface OwnTensors {
  /** Name of the file; null where the slot's model is looked at. */
  readonly file: ReadonlySignal<string | null>;
  readonly all: ReadonlySignal<readonly OwnTensor[]>;
  /** The one that was chosen; else the one of the parameter that is looked at, else the first kernel. */
  readonly shown: ReadonlySignal<OwnTensor | null>;
  /** Name of the one that was chosen. */
  readonly chosen: Signal<string | null>;
}

export function createOwnTensors(store: Store, slot: Slot): OwnTensors {
  const own = computed(() => ownNetwork(store, slot));
  const all = computed(() => own.value?.tensors ?? []);
  const chosen = signal<string | null>(null);
  return {
    file: computed(() => own.value?.name ?? null),
    all,
    chosen,
    shown: computed(() => {
      const key = store.parameterKey.value ?? "";
      const named = (name: string): OwnTensor | undefined =>
        all.value.find((one) => one.name === name || one.name.endsWith(`/${name}`));
      const kernel = all.value.find(({ shape }) => shape.length > 1);
      return named(chosen.value ?? key) ?? named(key) ?? kernel ?? all.value[0] ?? null;
    }),
  };
}
