// Whether there are weights of what is chosen in a slot, and what they connect.
import type { OwnTensor } from "../../store/inside.ts";
import type { Slot } from "../../store/slot.ts";
import { type Kernel, kernelOf } from "./kernel.ts";
import type { OwnTensors } from "./ownTensors.ts";

export type Matter =
  /** No model, or one without the parameter. */
  | { kind: "none" }
  | { kind: "noWeights" }
  | { kind: "single" }
  | { kind: "tooMany"; count: number }
  | { kind: "noCheckpoints" }
  /** A file of the person's own that this page was not given. */
  | { kind: "noFile"; name: string }
  | { kind: "weights"; kernel: Kernel };

/** More would take seconds to draw, and no screen has so many pixels. */
export const MOST_VALUES = 2 ** 23;

export function matterOf(slot: Slot, own: OwnTensors): Matter {
  if (own.file.value !== null) return ownMatter(own.file.value, own.shown.value);
  const [run, parameter] = [slot.run.value, slot.parameter.value];
  if (run === null || parameter === null || parameter.unavailable !== null) return { kind: "none" };
  if (parameter.quantity !== "weights") return { kind: "noWeights" };
  if (run.checkpoints.length === 0) return { kind: "noCheckpoints" };
  const { shape, parameter: name, count } = parameter;
  return shape === null ? { kind: "single" } : matterIn(shape, name, count);
}

function ownMatter(file: string, tensor: OwnTensor | null): Matter {
  if (tensor === null) return { kind: "noFile", name: file };
  return matterIn(tensor.shape, tensor.name, tensor.values.length);
}

function matterIn(shape: readonly number[], name: string, count: number): Matter {
  if (count > MOST_VALUES) return { kind: "tooMany", count };
  const kernel = kernelOf(shape, name);
  return kernel === null ? { kind: "single" } : { kind: "weights", kernel };
}
