// The two compared models, by name, and what was last said about them.
import { effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { RunSummary } from "#contract/protocol.ts";
import { type Chosen, chosenUnasked, SLOTS, toggled } from "./selectionRules.ts";

export interface Selection {
  readonly chosen: Signal<Chosen>;
  /** For the live region: what the last click did. */
  readonly said: ReadonlySignal<string>;
  /** Whether the person (or the address) has chosen; until then the page fills empty slots itself. */
  readonly asked: Signal<boolean>;
  toggle(name: string): void;
  swap(): void;
}

/** Makes the selection over the known runs. */
export function createSelection(runs: ReadonlySignal<readonly RunSummary[]>): Selection {
  const chosen = signal<Chosen>({ a: null, b: null, older: "a" });
  const said = signal("");
  const asked = signal(false);

  effect(() => {
    const all = runs.value;
    if (asked.value || SLOTS.every((slot) => chosen.peek()[slot] !== null)) return;
    const offered = chosenUnasked(all);
    const { a, b } = chosen.peek();
    // A slot once filled stays: a score that overtakes another must not swap the pictures.
    const first = a ?? offered.a;
    const second = b ?? [offered.b, offered.a].find((name) => name !== first) ?? null;
    if (first !== a || second !== b) chosen.value = { ...chosen.peek(), a: first, b: second };
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
    swap() {
      const { a, b, older } = chosen.peek();
      chosen.value = { a: b, b: a, older: older === "a" ? "b" : "a" };
      said.value = "A and B changed places.";
    },
  };
}
