// What every view that looks inside is given: both slots' networks at the playhead, and the image they are given.
import { type ReadonlySignal, useComputed } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Examples } from "../../network/examples.ts";
import { imageShape } from "../../network/fit.ts";
import { answersAmount, classCount } from "../../network/graph/classes.ts";
import type { Network, Shape } from "../../network/graph/network.ts";
import type { NetworkAt, NetworkInput, NetworkSource } from "../../network/methods/method.ts";
import { useStore } from "../../store/context.ts";
import type { SlotName } from "../../store/selectionRules.ts";
import type { Slot } from "../../store/slot.ts";
import type { Answer, Asked } from "./answer.ts";
import { AMOUNT, type ClassNames } from "./classWords.ts";
import { useExplainer } from "./explainer.ts";
import { fittedOnce } from "./fittedOnce.ts";
import { nearestFirst } from "./nearestFirst.ts";
import {
  examplesAddress,
  ownExamplesAddress,
  ownNetwork,
  type SlotNetwork,
  slotNetwork,
} from "./slotNetwork.ts";
import { useAnswer } from "./useAnswer.ts";

/** One slot, looked into. */
export interface InsideSlot {
  slot: Slot;
  /** Its network, or what it lacks to be run. */
  state: ReadonlySignal<SlotNetwork>;
  /** The network with the weights at the playhead; null where it lacks something, or cannot be run. */
  at: ReadonlySignal<NetworkAt | null>;
  /** Where that network is from: the same at all of its steps. */
  source: ReadonlySignal<NetworkSource | null>;
  /** Steps that have a checkpoint, ascending. */
  steps: ReadonlySignal<readonly number[]>;
  /** What it is made of, as the worker has read it. */
  structure: ReadonlySignal<Answer<Network>>;
  /** What its answers are called: as its own examples have it, which need not be those that it is given. */
  names: ReadonlySignal<ClassNames>;
  /** Whether it answers with an amount, and tells no classes apart. */
  isAmount: ReadonlySignal<boolean>;
  /** What the network is given, in its own shape and scale; null while that is not known, or where nothing fits. */
  input: ReadonlySignal<NetworkInput | null>;
}

export interface Inside {
  slots: Readonly<Record<SlotName, InsideSlot>>;
  /** Address of the examples that both are given; null where there are none. */
  address: ReadonlySignal<string | null>;
  examples: ReadonlySignal<Answer<Examples>>;
  /** The class that is asked about, for methods: null for the one that each network predicts. */
  target: ReadonlySignal<number | null>;
  /** Class of the example that is looked at; null where it has none, and of an own image. */
  label: ReadonlySignal<number | null>;
}

export function useInside(): Inside {
  const store = useStore();
  const address = useComputed(() => examplesAddress(store));
  const examples = useAnswer<"examples">(
    useComputed((): Asked<"examples"> | null => {
      return address.value === null
        ? null
        : { method: "examples", params: { examples: address.value } };
    }),
    // All else waits for it.
    { urgent: true },
  );
  const label = useComputed(() => {
    const choice = store.inside.input.value;
    const labels = examples.value.value?.labels ?? null;
    return choice.kind === "example" ? (labels?.[choice.index] ?? null) : null;
  });
  return {
    slots: { a: useInsideSlot("a", address, examples), b: useInsideSlot("b", address, examples) },
    address,
    examples,
    target: useComputed(() => {
      const choice = store.inside.target.value;
      return choice === "predicted" ? null : choice === "true" ? label.value : choice;
    }),
    label,
  };
}

const NO_STEPS: readonly number[] = [];

/** Weights that are fetched ahead on either side of the playhead, once it rests. */
const AHEAD = 8;
const REST_MS = 150;

function useInsideSlot(
  name: SlotName,
  address: ReadonlySignal<string | null>,
  examples: ReadonlySignal<Answer<Examples>>,
): InsideSlot {
  const store = useStore();
  const explainer = useExplainer();
  const slot = store.slots[name];
  const state = useComputed(() => slotNetwork(store, slot));
  const sourceKey = useComputed(() => {
    return state.value.kind === "ready" ? state.value.at.source.key : null;
  });
  const structure = useAnswer<"structure">(
    useComputed((): Asked<"structure"> | null => {
      // Only another model has another structure.
      const ready = sourceKey.value === null ? null : state.peek();
      return ready?.kind === "ready"
        ? { method: "structure", params: { source: ready.at.source } }
        : null;
    }),
    { urgent: true },
  );
  const isAmount = useComputed(() => {
    const network = structure.value.value;
    return network !== null && answersAmount(network);
  });
  const otherExamples = useAnswer<"examples">(
    useComputed((): Asked<"examples"> | null => {
      const own = ownNetwork(store, slot) === null ? ownExamplesAddress(store, slot) : null;
      return own === null || own === address.value
        ? null
        : { method: "examples", params: { examples: own } };
    }),
  );
  const names = useComputed((): ClassNames => {
    const network = structure.value.value;
    if (network === null) return null;
    if (isAmount.value) return AMOUNT;
    const { classes = null } = otherExamples.value.value ?? examples.value.value ?? {};
    // Names of more or fewer classes are those of others.
    return { classes: classes?.length === classCount(network) ? classes : null };
  });
  const at = useComputed(() => {
    const isRunnable = structure.value.trouble === null;
    return state.value.kind === "ready" && isRunnable ? state.value.at : null;
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const ignore = state.subscribe((now) => {
      clearTimeout(timer);
      if (now.kind !== "ready") return;
      const { source, step } = now.at;
      const around = nearestFirst(now.steps, step, AHEAD).map((one) => ({ source, step: one }));
      timer = setTimeout(() => explainer.expect(name, around), REST_MS);
    });
    return () => {
      clearTimeout(timer);
      ignore();
    };
  }, [explainer, state]);
  const input = useComputed((): NetworkInput | null => {
    const shape = structure.value.value?.nodes[0]?.shape;
    const choice = store.inside.input.value;
    const known = examples.value.value;
    if (shape === undefined) return null;
    if (choice.kind === "example") {
      if (address.value === null || known === null || choice.index >= known.count) return null;
      if (sizeOf(known.shape) !== sizeOf(shape)) return null;
      return { kind: "example", examples: address.value, index: choice.index };
    }
    // Of what is given flat, the examples tell the image that it is.
    const isSame = known !== null && sizeOf(known.shape) === sizeOf(shape);
    const image = imageShape(isSame ? known.shape : shape);
    const values = image === null ? null : fittedOnce(choice.image, image, known);
    return values === null ? null : { kind: "given", values };
  });
  return {
    slot,
    state,
    at,
    source: useComputed(() => at.value?.source ?? null),
    steps: useComputed(() => (state.value.kind === "ready" ? state.value.steps : NO_STEPS)),
    structure,
    names,
    isAmount,
    input,
  };
}

function sizeOf(shape: Shape): number {
  return shape.reduce((product, size) => product * size, 1);
}
