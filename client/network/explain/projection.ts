// A unit's projection back to the input: what of it the unit responded to.
import { tidy } from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { LoadedNetwork } from "../engine/loaded.ts";
import { gradient, walkBack } from "../engine/run.ts";
import type { Step, Tape } from "../engine/run.ts";
import { checkRectifies, deconvnet, guidedBackprop } from "./rectifying.ts";
import { atMaximum, wholeMap } from "./seeds.ts";

export type ProjectionWay = "deconvnet" | "guidedBackprop" | "gradient";

export interface Projected {
  /** Index of the node, best the last of its layer. */
  node: number;
  /** Channel of a map, or value. */
  unit: number;
  /** The unit's whole map, or only the place where it is largest. */
  seed: "wholeMap" | "atMaximum";
  way: ProjectionWay;
}

const STEPS: Readonly<Record<ProjectionWay, Step>> = { deconvnet, guidedBackprop, gradient };

/**
 * [batch, ...input shape] for a tape of that batch, which is of a network without batch normalisations (`folded`), or
 * these are gone back through as they are. A new tensor.
 *
 * @throws Error for people, for networks whose activations the way knows nothing of
 */
export function projection(
  loaded: LoadedNetwork,
  tape: Tape,
  { node, unit, seed, way }: Projected,
): Tensor {
  if (way !== "gradient") checkRectifies(loaded.network, node, way);
  return tidy(() => {
    const output = tape.outputs[node]!;
    const signal = seed === "wholeMap" ? wholeMap(output, unit) : atMaximum(output, unit);
    return walkBack(loaded, tape, { node, signal }, STEPS[way])[0]!;
  });
}
