// How active every unit is on all of the examples: which never are is told here.
import { max, reshape, tensor, tidy } from "@tensorflow/tfjs-core";
import { forward } from "../engine/run.ts";
import type { Network, NetworkNode } from "../graph/network.ts";
import { layersOf, unitsOf } from "../graph/layerNodes.ts";
import { inTurns } from "../inTurns.ts";
import { fittingExamples } from "./inputOf.ts";
import type { Method, NetworkAt } from "./method.ts";

export interface ActivityParams {
  network: NetworkAt;
  /** Address of the examples. */
  examples: string;
}

export interface LayerActivity {
  /** Index of the node that gives what the layer gives. */
  node: number;
  layer: string;
  /** Per unit or channel, the largest activation on any image. */
  peak: Float32Array;
  /** Per unit or channel, the share of the images on which it is above zero anywhere. */
  active: Float32Array;
}

export interface ActivityResult {
  images: number;
  layers: readonly LayerActivity[];
}

export const activity: Method<ActivityParams, ActivityResult> = async (context, params) => {
  const loaded = await context.network(params.network);
  const examples = await fittingExamples(context, loaded.network, params.examples);
  const { network } = loaded;
  const layers = rectifiedLayers(network).map(({ layer, index, node }) => ({
    node: index,
    layer,
    peak: new Float32Array(unitsOf(node)).fill(-Infinity),
    active: new Float32Array(unitsOf(node)),
  }));
  const { count, values } = examples;
  const size = values.length / count;
  await inTurns(count, context, (from, some) => {
    tidy(() => {
      const given = values.subarray(from * size, (from + some) * size);
      const x = tensor(given, [some, ...network.nodes[0]!.shape]);
      const { outputs } = forward(loaded, x);
      for (const { node, peak, active } of layers) {
        const maps = reshape(outputs[node]!, [some, -1, peak.length]);
        const peaks = max(maps, 1).dataSync<"float32">();
        for (let at = 0; at < peaks.length; at++) {
          const unit = at % peak.length;
          peak[unit] = Math.max(peak[unit]!, peaks[at]!);
          if (peaks[at]! > 0) active[unit]! += 1 / count;
        }
      }
    });
    context.progress((from + some) / count);
  });
  return { images: count, layers };
};

/** Those whose units can die: they end in an activation that is nothing below zero. */
function rectifiedLayers(network: Network): { layer: string; index: number; node: NetworkNode }[] {
  return layersOf(network).filter(({ node: { op } }) => {
    return op.kind === "activation" && (op.activation === "relu" || op.activation === "relu6");
  });
}
