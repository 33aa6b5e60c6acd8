// What is looked at inside the networks: which image they are given, which unit, and which class the answer is about.
import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { drawingFrom, drawingText } from "./drawing.ts";
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

/** Which examples are offered: by a name, or those of a class by its number. */
export const EXAMPLE_LISTS = [
  "all",
  "wrongA",
  "wrongB",
  "disagree",
  "flippedA",
  "flippedB",
] as const;
export type ExampleListName = (typeof EXAMPLE_LISTS)[number];
export type ExampleList = ExampleListName | number;

/** One tensor of weights in a file of the person's own. */
export interface OwnTensor {
  name: string;
  shape: readonly number[];
  values: Float32Array;
}

/** A network from a file of the person's own, looked into instead of a slot's model for as long as that is chosen. */
export interface OwnNetwork {
  /** Unlike every other network's; null when only its name is known, from a link: a page that is loaded has no files. */
  key: string | null;
  /** Of its file. */
  name: string;
  /** Its weights; empty where only its name is known. */
  tensors: readonly OwnTensor[];
  /** Name of the model that is chosen in the slot; null for none. */
  insteadOf: string | null;
}

export interface Inside {
  readonly input: ReadonlySignal<InputChoice>;
  /** The example that was chosen last; in the address, which an own image is not. */
  readonly example: ReadonlySignal<number>;
  /** Which examples are stepped through. */
  readonly among: Signal<ExampleList>;
  /** What was drawn, for the address; null of any other input, and of what is too rich for it. */
  readonly drawing: ReadonlySignal<string | null>;
  readonly unit: Signal<UnitChoice | null>;
  readonly target: Signal<TargetChoice>;
  readonly own: Readonly<Record<SlotName, Signal<OwnNetwork | null>>>;
  give(input: InputChoice): void;
}

/** Makes the model of what is looked at: the first example, and the predicted class. */
export function createInside(): Inside {
  const example = signal(0);
  const made = signal<(InputChoice & { kind: "made" }) | null>(null);
  const drawing = signal<string | null>(null);
  return {
    input: computed(() => made.value ?? { kind: "example", index: example.value }),
    example,
    among: signal<ExampleList>("all"),
    drawing,
    unit: signal<UnitChoice | null>(null),
    target: signal<TargetChoice>("predicted"),
    own: { a: signal<OwnNetwork | null>(null), b: signal<OwnNetwork | null>(null) },
    give(input) {
      batch(() => {
        const text =
          input.kind === "made" && input.by === "drawn" ? drawingText(input.image) : null;
        drawing.value = text;
        made.value = input.kind === "made" ? { ...input, image: kept(input.image, text) } : null;
        if (input.kind === "example") example.value = input.index;
      });
    },
  };
}

/** What the address has of a drawing is all that networks are given, so that a link brings the same answers. */
function kept(image: MadeImage, text: string | null): MadeImage {
  return (text === null ? null : drawingFrom(text)) ?? image;
}

/** "wrongA" or "3" in the address; what is neither is all of them. */
export function listFrom(text: string | null): ExampleList {
  if (text !== null && /^\d{1,9}$/.test(text)) return Number(text);
  return EXAMPLE_LISTS.find((name) => name === text) ?? "all";
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
