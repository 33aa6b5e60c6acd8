// What the values of a slot are called.
import type { Quantity } from "#contract/layers.ts";
import type { Slot } from "../store/slot.ts";

interface Noun {
  one: string;
  many: string;
}

const NOUNS: Readonly<Record<Quantity, Noun>> = {
  weights: { one: "weight", many: "weights" },
  gradients: { one: "gradient", many: "gradients" },
  activations: { one: "activation", many: "activations" },
};

/** What the slot's values are called. */
export function nounOf(slot: Slot): Noun {
  return NOUNS[slot.parameter.value?.quantity ?? "weights"];
}
