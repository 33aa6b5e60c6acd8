// A network that has learned nothing: the same weights, each tensor's in another order.
import { tensor } from "@tensorflow/tfjs-core";
import { chance } from "../chance.ts";
import type { LoadedNetwork } from "./loaded.ts";

/** New tensors, to be given back with `unload`; the same seed gives the same order. */
export function shuffled({ network, weights }: LoadedNetwork, seed: number): LoadedNetwork {
  const next = chance(seed);
  return {
    network,
    weights: weights.map((tensors) =>
      tensors.map((one) => {
        const values = one.dataSync<"float32">().slice();
        for (let last = values.length - 1; last > 0; last--) {
          const other = Math.floor(next() * (last + 1));
          const kept = values[last]!;
          values[last] = values[other]!;
          values[other] = kept;
        }
        return tensor(values, one.shape);
      }),
    ),
  };
}
