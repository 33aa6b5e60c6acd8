// Where a layer's units are in a network: the node that weighs what they take in, and the one that gives what they say.
import { lastNodeOf, unitsOf } from "./layerNodes.ts";
import type { Network, NetworkNode } from "./network.ts";

export interface UnitNodes {
  layer: string;
  /** Units of a dense layer, channels of a convolution. */
  units: number;
  /** Index of the node with the weights: what it gives is summed, and not yet bent. */
  weighs: number;
  /** Index of the node with the layer's activation; of a softmax, whose values depend on all units, the one that weighs. */
  says: number;
}

const WITH_UNITS: ReadonlySet<NetworkNode["op"]["kind"]> = new Set([
  "dense",
  "conv2d",
  "conv2dTranspose",
  "depthwiseConv2d",
]);

/** From the input to the output. */
export function unitNodesOf(network: Network): UnitNodes[] {
  return network.nodes.flatMap((node, weighs) => {
    if (!WITH_UNITS.has(node.op.kind)) return [];
    const last = lastNodeOf(network, node.layer);
    const { op } = network.nodes[last]!;
    const isShared = op.kind === "activation" && op.activation === "softmax";
    return [{ layer: node.layer, units: unitsOf(node), weighs, says: isShared ? weighs : last }];
  });
}

/** @throws Error for people, when the network has no such unit */
export function unitNodes(network: Network, layer: string, unit: number): UnitNodes {
  const found = unitNodesOf(network).find((one) => one.layer === layer);
  if (found === undefined) throw new Error(`The network ${network.name} has no layer ${layer}.`);
  if (unit < found.units) return found;
  throw new Error(`The layer ${layer} has ${found.units} units, and number ${unit} is not one.`);
}
