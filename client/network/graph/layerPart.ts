// What one Keras layer comes to: one operation, or several after each other.
import type { LayerJson } from "./layerJson.ts";
import type { Op, Shape, WeightSpec } from "./network.ts";
import type { Writer } from "./writer.ts";

/** One operation of a layer, after those before it in the same layer. */
export interface Part {
  /** Behind the layer's name; null for the part that bears the name itself. */
  suffix: string | null;
  op: Op;
  /** `variable` is Keras's name of it within the layer. */
  weights: readonly { role: WeightSpec["role"]; variable: string; shape: Shape }[];
  /** Where the operation does not say it itself. */
  shape?: Shape;
}

export interface Around {
  /** Of what the layer takes; at least one. */
  inputs: readonly Shape[];
  writer: Writer;
}

export type LayerKind = (layer: LayerJson, around: Around) => readonly Part[];

/** One operation without weights. */
export function alone(op: Op): Part {
  return { suffix: null, op, weights: [] };
}
