// The two compared models, by name, and what was last said about them.
import { effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { RunSummary } from "#contract/protocol.ts";
import { type Chosen, chosenUnasked, put, type SlotName, toggled } from "./selectionRules.ts";

export interface Selection {
  readonly chosen: Signal<Chosen>;
  /** For the live region: what the last click did. */
  readonly said: ReadonlySignal<string>;
  /** Whether the person (or the address) has chosen; until then the page fills empty slots itself. */
  readonly asked: Signal<boolean>;
  toggle(name: string): void;
  /** Makes the model A or B; the other slot's model changes places with it. */
  put(slot: SlotName, name: string): void;
  swap(): void;
}

/** Makes the selection over the known runs; `isComingIn` while the log directory is first read, or told of. */
export function createSelection(
  runs: ReadonlySignal<readonly RunSummary[]>,
  isComingIn: ReadonlySignal<boolean>,
): Selection {
  const chosen = signal<Chosen>({ a: null, b: null, older: "a" });
  const said = signal("");
  const asked = signal(false);

  // With the last models that come in, too.
  let wereComingIn = true;
  effect(() => {
    const all = runs.value;
    const isOpen = isComingIn.value || wereComingIn || all.every(isFresh);
    wereComingIn = isComingIn.value || all.length === 0;
    if (asked.value) return;
    const offered = chosenUnasked(all);
    // A slot once filled stays, so that a score that overtakes another swaps no pictures; only while
    // the models are still coming in may a better pair take their place.
    const { a, b } = isOpen ? { a: null, b: null } : chosen.peek();
    const first = a ?? offered.a;
    const second = b ?? [offered.b, offered.a].find((name) => name !== first) ?? null;
    const now = chosen.peek();
    if (first !== now.a || second !== now.b) chosen.value = { ...now, a: first, b: second };
  });

  return {
    chosen,
    said,
    asked,
    toggle(name) {
      const result = toggled(chosen.peek(), name);
      asked.value = true;
      chosen.value = result.chosen;
      said.value = result.said;
    },
    put(slot, name) {
      const result = put(chosen.peek(), slot, name);
      asked.value = true;
      chosen.value = result.chosen;
      said.value = result.said;
    },
    swap() {
      const { a, b, older } = chosen.peek();
      chosen.value = { a: b, b: a, older: older === "a" ? "b" : "a" };
      said.value = "A and B changed places.";
    },
  };
}

/** Whether the run has no more than its first snapshot. */
function isFresh(run: RunSummary): boolean {
  return run.parameters.every(({ points }) => points <= 1);
}
