// What one layer of a functional model takes of others, in the spellings of Keras 2, Keras 3 and TensorFlow.js.
import { property } from "./layerJson.ts";
import { UnsupportedNetwork } from "./network.ts";

/** A layer that is called several times has a number for each. */
export interface Call {
  layer: string;
  number: number;
}

export function keyOf({ layer, number }: Call): string {
  return `${number}:${layer}`;
}

/** Keras 2 counts a call of a model from 1, since making it was the first. */
export function timesCalled(json: unknown): number {
  const calls = property(json, "inbound_nodes");
  return Array.isArray(calls) ? calls.length : 0;
}

/** What one call of a layer takes. */
export function callsOf(json: unknown, { number }: Call): Call[] {
  const calls = property(json, "inbound_nodes");
  if (!Array.isArray(calls) || calls.length === 0) return [];
  const all = calls as unknown[];
  return callsWithin(all.length === 1 ? all[0] : all[number]);
}

/** Keras 2 and TensorFlow.js: lists of [layer, call, output, …]; Keras 3: a tensor's "keras_history", however deep. */
function callsWithin(value: unknown): Call[] {
  const history = property(property(value, "config"), "keras_history");
  if (history !== undefined) return callsWithin(history);
  if (Array.isArray(value)) {
    const [layer, number] = value as unknown[];
    if (typeof layer === "string" && typeof number === "number") return [{ layer, number }];
    return (value as unknown[]).flatMap(callsWithin);
  }
  const positional = property(value, "args");
  return positional === undefined ? [] : callsWithin(positional);
}

/** The one input or output of a model. */
export function sole(ends: unknown, what: "inputs" | "outputs"): Call {
  const calls = callsWithin(ends);
  const [call, second] = calls;
  if (call !== undefined && second === undefined) return call;
  throw new UnsupportedNetwork(
    `The model has ${calls.length} ${what}; a network of one input and one output can be looked inside.`,
  );
}
