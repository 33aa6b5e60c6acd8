// What one unit takes in: its weights, as small maps where what it looks at are maps.
import { unitNodes } from "../graph/unitNodes.ts";
import type { Network } from "../graph/network.ts";
import type { Method, NetworkAt } from "./method.ts";

export interface UnitWeightsParams {
  network: NetworkAt;
  layer: string;
  unit: number;
}

export interface UnitWeightsResult {
  /** [height, width, channels] of a convolution's window, or of the maps that a dense unit looks at; else [units]. */
  shape: readonly number[];
  values: Float32Array;
  /** Null where the layer has none. */
  bias: number | null;
}

export const unitWeights: Method<UnitWeightsParams, UnitWeightsResult> = async (
  context,
  { network: at, layer, unit },
) => {
  const loaded = await context.network(at);
  const { network, weights } = loaded;
  const { weighs, units } = unitNodes(network, layer, unit);
  const node = network.nodes[weighs]!;
  const tensorOf = (role: "kernel" | "bias") => {
    const index = node.weights.findIndex((one) => one.role === role);
    return index < 0 ? null : weights[weighs]![index]!;
  };
  const kernel = tensorOf("kernel")!;
  const all = kernel.dataSync<"float32">();
  // A depthwise kernel's last two axes are its output's channels; so a unit is one of the last values in either.
  const isDepthwise = node.op.kind === "depthwiseConv2d";
  // Behind those of its units, a transposed convolution's kernel has the channels that it takes.
  const behind = node.op.kind === "conv2dTranspose" ? kernel.shape.at(-1)! : 1;
  const values = Float32Array.from({ length: all.length / units }, (_, i) => {
    return all[(Math.floor(i / behind) * units + unit) * behind + (i % behind)]!;
  });
  const window = kernel.shape.slice(0, 2);
  const channels = node.op.kind === "conv2dTranspose" ? behind : kernel.shape[2]!;
  const shape =
    node.op.kind === "dense" ? lookedAt(network, weighs) : [...window, isDepthwise ? 1 : channels];
  return { shape, values, bias: tensorOf("bias")?.dataSync<"float32">()[unit] ?? null };
};

/** What a dense node takes in before it is flattened. */
function lookedAt({ nodes }: Network, weighs: number): readonly number[] {
  let at = nodes[weighs]!.inputs[0]!;
  while (nodes[at]!.op.kind === "flatten" || nodes[at]!.op.kind === "identity") {
    at = nodes[at]!.inputs[0]!;
  }
  const flat = nodes[nodes[weighs]!.inputs[0]!]!.shape;
  const { shape } = nodes[at]!;
  const isSame = shape.reduce((product, side) => product * side, 1) === flat.at(-1);
  return shape.length === 3 && isSame ? shape : flat;
}
