// The layers that units can be chosen of, and what is chosen where nobody has.
import type { Network, NetworkNode } from "../../network/graph/network.ts";
import type { UnitChoice } from "../../store/inside.ts";

/** A layer with units, or channels, of its own. */
export interface LayerOfUnits {
  layer: string;
  units: number;
  /** Index of the node with its weights. */
  node: number;
  /** Index of the node that gives what the layer answers: its own, or the activation that stands in the layer. */
  answers: number;
}

const WITH_UNITS: ReadonlySet<NetworkNode["op"]["kind"]> = new Set([
  "dense",
  "conv2d",
  "conv2dTranspose",
  "depthwiseConv2d",
]);

/** From the input to the output. */
export function layersOfUnits({ nodes }: Network): LayerOfUnits[] {
  return nodes.flatMap(({ op, layer, shape }, node) => {
    if (!WITH_UNITS.has(op.kind)) return [];
    const answers = nodes.findLastIndex((one) => one.layer === layer);
    return [{ layer, units: shape.at(-1)!, node, answers }];
  });
}

/** The choice where the network has that unit; else the first unit of its last layer but one, else of its last. */
export function unitIn(
  network: Network,
  choice: UnitChoice | null,
): (UnitChoice & LayerOfUnits) | null {
  const layers = layersOfUnits(network);
  const chosen = layers.find(({ layer }) => layer === choice?.layer);
  const own = chosen ?? layers.at(-2) ?? layers.at(-1);
  if (own === undefined) return null;
  const index = chosen === undefined ? 0 : Math.min(choice!.index, own.units - 1);
  return { ...own, index };
}
