// What is looked at inside the networks: which image they are given, which unit, and which class the answer is about.
import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { SlotName } from "./selectionRules.ts";

/** How a person made an image. */
export type MadeBy = "drawn" | "uploaded" | "webcam";

/** An image of a person's own; each network is given it in its own size. Nothing in it ever changes. */
export interface MadeImage {
  width: number;
  height: number;
  channels: 1 | 3;
  /** Row by row, from 0 (black) to 1. */
  values: Float32Array;
}

/** The image that all networks are given: one of the examples, or one of the person's own. */
export type InputChoice =
  | { kind: "example"; index: number }
  | { kind: "made"; by: MadeBy; image: MadeImage };

/** One unit of a dense layer, or one channel of a convolutional one. */
export interface UnitChoice {
  /** Name of the Keras layer. */
  layer: string;
  index: number;
}

/** The class that is asked about: the one each network answers with, the one the example is of, or one by its number. */
export type TargetChoice = "predicted" | "true" | number;

/** A network from a file of the person's own, looked into instead of a slot's model for as long as that is chosen. */
export interface OwnNetwork {
  /** Unlike every other network's. */
  key: string;
  /** Of its file. */
  name: string;
  /** Name of the model that is chosen in the slot; null for none. */
  insteadOf: string | null;
}

export interface Inside {
  readonly input: ReadonlySignal<InputChoice>;
  /** The example that was chosen last; in the address, which an own image is not. */
  readonly example: ReadonlySignal<number>;
  readonly unit: Signal<UnitChoice | null>;
  readonly target: Signal<TargetChoice>;
  readonly own: Readonly<Record<SlotName, Signal<OwnNetwork | null>>>;
  give(input: InputChoice): void;
}

/** Makes the model of what is looked at: the first example, and the predicted class. */
export function createInside(): Inside {
  const example = signal(0);
  const made = signal<(InputChoice & { kind: "made" }) | null>(null);
  return {
    input: computed(() => made.value ?? { kind: "example", index: example.value }),
    example,
    unit: signal<UnitChoice | null>(null),
    target: signal<TargetChoice>("predicted"),
    own: { a: signal<OwnNetwork | null>(null), b: signal<OwnNetwork | null>(null) },
    give(input) {
      batch(() => {
        made.value = input.kind === "made" ? input : null;
        if (input.kind === "example") example.value = input.index;
      });
    },
  };
}

/** "conv1.5" in the address. */
export function unitText({ layer, index }: UnitChoice): string {
  return `${layer}.${index}`;
}

/** Null of what is no unit's. */
export function unitFrom(text: string): UnitChoice | null {
  const [, layer, index] = /^(.+)\.(\d{1,9})$/s.exec(text) ?? [];
  return layer === undefined ? null : { layer, index: Number(index) };
}

/** "predicted", "true" or "3" in the address; what is neither is the predicted class. */
export function targetFrom(text: string | null): TargetChoice {
  if (text === "true") return "true";
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : "predicted";
}
