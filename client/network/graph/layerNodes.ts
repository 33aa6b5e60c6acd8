// A network's layers as people know them, and the nodes that they came to.
import type { Network, NetworkNode } from "./network.ts";

/**
 * Index of the node that gives what a Keras layer gives, its activation included; −1 where there is no such layer. Of a
 * layer along one axis it is the one before the map becomes a row again.
 */
export function lastNodeOf({ nodes }: Network, layer: string): number {
  const last = nodes.findLastIndex((node) => node.layer === layer);
  const isBack = nodes[last]?.op.kind === "reshape" && nodes[last - 1]!.layer === layer;
  return isBack ? last - 1 : last;
}

/** The layers in the order of their last nodes, each with that node; the input is the first. */
export function layersOf(network: Network): { layer: string; index: number; node: NetworkNode }[] {
  return network.nodes.flatMap((node, index) =>
    lastNodeOf(network, node.layer) === index ? [{ layer: node.layer, index, node }] : [],
  );
}

/** How many units a node has: the channels of a map, else the values. */
export function unitsOf({ shape }: NetworkNode): number {
  return shape.at(-1)!;
}
