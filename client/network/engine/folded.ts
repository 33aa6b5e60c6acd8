// A network whose batch normalisations are taken into the layers before them, with their weights.
import { add, mul, reshape } from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { foldedNetwork, foldsOf } from "../graph/fold.ts";
import type { Fold } from "../graph/fold.ts";
import type { LoadedNetwork } from "./loaded.ts";
import { batchNorm } from "./ops/perChannel.ts";
import { argumentsOf } from "./run.ts";

/**
 * W · s and (b − mean) · s + β with s = γ / √(variance + ε): gives what the network gives. Its tensors are shared with
 * `loaded` but for those that differ, so it is to be used within `tidy` and while `loaded` stays.
 */
export function folded(loaded: LoadedNetwork): LoadedNetwork {
  const folds = foldsOf(loaded.network);
  if (folds.length === 0) return loaded;
  const weights = [...loaded.weights];
  for (const fold of folds) {
    weights[fold.into] = foldedWeights(loaded, fold);
    weights[fold.norm] = [];
  }
  return { network: foldedNetwork(loaded.network, folds), weights };
}

function foldedWeights({ network, weights }: LoadedNetwork, { into, norm }: Fold): Tensor[] {
  const [layer, normalised] = [network.nodes[into]!, network.nodes[norm]!];
  const { op, ...rest } = argumentsOf(normalised, [], weights[norm]!);
  if (op.kind !== "batchNorm") throw new Error(`${normalised.name} is no batch normalisation`);
  const [stretch, moved] = [batchNorm.kernel({ op, ...rest }), batchNorm.bias({ op, ...rest })!];
  const own = argumentsOf(layer, [], weights[into]!).weights;
  const kernel = own.kernel!;
  // A depthwise kernel's last two axes are its output's channels.
  const perFilter =
    layer.op.kind === "depthwiseConv2d" ? reshape(stretch, kernel.shape.slice(2)) : stretch;
  const bias = own.bias === undefined ? moved : add(mul(own.bias, stretch), moved);
  return [mul(kernel, perFilter), bias];
}
