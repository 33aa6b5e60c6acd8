// What a method is given in tests: one network with the weights there are, and some examples.
import type { LoadedNetwork } from "../../../../client/network/engine/loaded.ts";
import type { Examples } from "../../../../client/network/examples.ts";
import type { MethodContext, NetworkAt } from "../../../../client/network/methods/method.ts";

export const ANY: NetworkAt = { source: { key: "", json: "", tensors: "" }, step: 0 };

export function given(loaded: LoadedNetwork, examples: Examples | null = null): MethodContext {
  return {
    structure: async () => loaded.network,
    network: async () => loaded,
    examples: async () => examples!,
    progress: () => undefined,
    breathe: async () => undefined,
  };
}

/** Examples of these values, without labels. */
export function examplesOf(images: readonly Float32Array[], shape: readonly number[]): Examples {
  return {
    count: images.length,
    left: 0,
    shape,
    values: Float32Array.from(images.flatMap((image) => Array.from(image))),
    labels: null,
    classes: null,
  };
}
