// The network of a slot at the playhead: where its structure and the weights of its checkpoint are, or what it lacks.
import { examplesPath, networkPath, type RunSummary, tensorPath } from "#contract/protocol.ts";
import type { NetworkAt, NetworkSource } from "../../network/methods/method.ts";
import type { OwnNetwork } from "../../store/inside.ts";
import { indexAt } from "../../store/playheadRules.ts";
import type { Slot } from "../../store/slot.ts";
import type { Store } from "../../store/store.ts";

/** What keeps a slot's network from being run. */
export type Lack =
  /** No model is chosen, or the chosen one is gone. */
  | "model"
  /** Its JSON was not logged. */
  | "structure"
  /** Of the person's own model only the name is known. */
  | "files"
  | "checkpoints"
  /** Its first checkpoint comes after the playhead. */
  | "begun";

export type SlotNetwork =
  | { kind: "lacking"; lack: Lack; run: RunSummary | null }
  | {
      kind: "ready";
      /** With the step of the checkpoint at the playhead, or the last before it. */
      at: NetworkAt;
      /** All steps that have a checkpoint, ascending. */
      steps: readonly number[];
    };

/** A file holds the weights of one step, and does not say of which. */
const OWN_STEP = 0;
const OWN_STEPS = [OWN_STEP];

/** The network of the person's own that stands in the slot; null where its model does. */
export function ownNetwork({ inside }: Store, slot: Slot): OwnNetwork | null {
  const own = inside.own[slot.slot].value;
  return own?.insteadOf === slot.name.value ? own : null;
}

/** The slot's network at the playhead; tracks what it is derived from. */
export function slotNetwork(store: Store, slot: Slot): SlotNetwork {
  const own = ownNetwork(store, slot);
  if (own !== null) {
    if (own.key === null) return { kind: "lacking", lack: "files", run: null };
    const source = sourceOnce(own, own.key, () => ({ json: "", tensors: "" }));
    return { kind: "ready", at: { source, step: OWN_STEP }, steps: OWN_STEPS };
  }
  const run = slot.run.value;
  const source = run === null ? null : sourceOf(store, run);
  if (run === null || source === null) return { kind: "lacking", lack: "model", run: null };
  if (run.architecture === null) return { kind: "lacking", lack: "structure", run };
  const steps = run.checkpoints;
  if (steps.length === 0) return { kind: "lacking", lack: "checkpoints", run };
  const at = slot.at.value;
  // Without a playhead it is looked at as it is now.
  const index = at === null ? steps.length - 1 : indexAt(steps, at);
  if (index < 0) return { kind: "lacking", lack: "begun", run };
  return { kind: "ready", at: { source, step: steps[index]! }, steps };
}

/** Null before the server's first words. */
function sourceOf(store: Store, run: RunSummary): NetworkSource | null {
  const server = store.runs.server.value;
  if (server === null) return null;
  const { id, generation } = run;
  return sourceOnce(run, `${server}/${id}/${generation}`, () => {
    const tensors = tensorPath(server, id, generation, STEP, TENSOR);
    return {
      json: address(networkPath(server, id, generation)),
      tensors: address(tensors.replace(`/${STEP}/${TENSOR}`, "/{step}/{tensor}")),
    };
  });
}

const sources = new WeakMap<object, NetworkSource>();

/** The same object at every step of the slider, so that nothing that hangs on the source alone is worked out again. */
function sourceOnce(
  whose: object,
  key: string,
  addresses: () => Omit<NetworkSource, "key">,
): NetworkSource {
  const known = sources.get(whose);
  if (known?.key === key) return known;
  const made = { key, ...addresses() };
  sources.set(whose, made);
  return made;
}

/** Stand in a path for what is filled in later. */
const STEP = 0;
const TENSOR = "tensor";

/** Address of the examples that both networks are given: A's, or B's where A has none; null without any. */
export function examplesAddress(store: Store): string | null {
  return ownExamplesAddress(store, store.slots.a) ?? ownExamplesAddress(store, store.slots.b);
}

/** Address of the examples that the slot's model has; null where it has none. */
export function ownExamplesAddress({ runs }: Store, { run }: Slot): string | null {
  const examples = run.value?.examples ?? null;
  const server = runs.server.value;
  return examples === null || server === null ? null : address(examplesPath(server, examples.id));
}

/** A worker knows nothing of the page's own address. */
function address(path: string): string {
  return `${new URL(".", document.baseURI).href}${path}`;
}
