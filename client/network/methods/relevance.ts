// Which parts of an input speak for a class: relevance propagation, gradients and their kin.
import { tidy } from "@tensorflow/tfjs-core";
import type { LoadedNetwork } from "../engine/loaded.ts";
import { unload } from "../engine/loaded.ts";
import { forward } from "../engine/run.ts";
import { shuffled } from "../engine/shuffled.ts";
import type { RelevanceWay } from "../explain/choice.ts";
import { explain } from "../explain/explain.ts";
import type { Explained } from "../explain/explain.ts";
import { classLogits, classProbabilities } from "../graph/classes.ts";
import { largestOf } from "./answer.ts";
import { batchOfOne, valuesOf } from "./inputOf.ts";
import type { Method, NetworkAt, NetworkInput } from "./method.ts";

export type { LayerRelevance } from "../explain/explain.ts";

export interface RelevanceParams {
  network: NetworkAt;
  input: NetworkInput;
  /** Index of the class; null for the one that the network predicts. */
  target: number | null;
  way: RelevanceWay;
  /** With each tensor's weights in another order, as a network that has learned nothing; null for the weights as they are. */
  shuffleSeed: number | null;
}

export interface RelevanceResult extends Explained {
  /** Of the input: [height, width, channels], or [values]. */
  shape: readonly number[];
  /** Σ R over the input. */
  sum: number;
  target: number;
  /** The class's value before the softmax or sigmoid; what relevance starts from. */
  logit: number;
  /** What the network gives for the class. */
  probability: number;
  /** The class with the largest logit. */
  predicted: number;
}

export const relevance: Method<RelevanceParams, RelevanceResult> = async (context, params) => {
  const loaded = await context.network(params.network);
  const x = await valuesOf(context, loaded.network, params.input);
  await context.breathe();
  if (params.shuffleSeed === null) return relevanceOf(loaded);
  const other = shuffled(loaded, params.shuffleSeed);
  try {
    return await relevanceOf(other);
  } finally {
    unload(other);
  }

  async function relevanceOf(network: LoadedNetwork): Promise<RelevanceResult> {
    const { logits, probabilities } = answered(network, x);
    const predicted = largestOf(logits);
    const target = params.target ?? predicted;
    const logit = logits[target];
    if (logit === undefined) {
      throw new Error(`The network tells ${logits.length} classes apart; ${target} is none.`);
    }
    if (!Number.isFinite(logit)) {
      throw new Error(
        `The network's answer is ${logit} at this step: its weights have diverged, and nothing can be told of why.`,
      );
    }
    const explained = await explain(network, x, target, params.way, async (share) => {
      context.progress(share);
      await context.breathe();
    });
    return {
      ...explained,
      shape: network.network.nodes[0]!.shape,
      sum: explained.map.reduce((total, value) => total + value, 0),
      target,
      logit,
      probability: probabilities[target]!,
      predicted,
    };
  }
};

function answered(
  loaded: LoadedNetwork,
  x: Float32Array,
): { logits: Float32Array; probabilities: Float32Array } {
  const { network } = loaded;
  let answer = { logits: new Float32Array(0), probabilities: new Float32Array(0) };
  tidy(() => {
    const { outputs } = forward(loaded, batchOfOne(network, x));
    answer = {
      logits: classLogits(network, outputs[network.logits]!.dataSync<"float32">()).slice(),
      probabilities: classProbabilities(
        network,
        outputs[network.output]!.dataSync<"float32">(),
      ).slice(),
    };
  });
  return answer;
}
