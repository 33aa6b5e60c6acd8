// Whether there are weights of what is chosen in a slot, and what they connect.
import type { Slot } from "../../store/slot.ts";
import { type Kernel, kernelOf } from "./kernel.ts";

export type Matter =
  /** No model, or one without the parameter. */
  | { kind: "none" }
  | { kind: "noWeights" }
  | { kind: "single" }
  | { kind: "tooMany"; count: number }
  | { kind: "noCheckpoints" }
  | { kind: "weights"; kernel: Kernel };

/** More would take seconds to draw, and no screen has so many pixels. */
export const MOST_VALUES = 2 ** 23;

export function matterOf(slot: Slot): Matter {
  const [run, parameter] = [slot.run.value, slot.parameter.value];
  if (run === null || parameter === null || parameter.unavailable !== null) return { kind: "none" };
  if (parameter.quantity !== "weights") return { kind: "noWeights" };
  if (run.checkpoints.length === 0) return { kind: "noCheckpoints" };
  if (parameter.count > MOST_VALUES) return { kind: "tooMany", count: parameter.count };
  const { shape, parameter: name } = parameter;
  const kernel = shape === null ? null : kernelOf(shape, name);
  return kernel === null ? { kind: "single" } : { kind: "weights", kernel };
}
