// Which batch normalisations can be taken into the layer before them, so that one operation with a bias is left.
import type { Network, NetworkNode, OpKind } from "./network.ts";

/** Indices of two nodes: the layer with weights and the batch normalisation behind it. */
export interface Fold {
  into: number;
  norm: number;
}

const WEIGHTED: ReadonlySet<OpKind> = new Set(["dense", "conv2d", "depthwiseConv2d"]);

/** Those whose layer before is a convolution or a dense layer that nothing else takes. */
export function foldsOf({ nodes }: Network): Fold[] {
  return nodes.flatMap((node, norm) => {
    if (node.op.kind !== "batchNorm") return [];
    const [into] = node.inputs as [number];
    const takers = nodes.filter(({ inputs }) => inputs.includes(into));
    return WEIGHTED.has(nodes[into]!.op.kind) && takers.length === 1 ? [{ into, norm }] : [];
  });
}

/** The network with those normalisations doing nothing any more, and a bias before each; nodes keep their indices. */
export function foldedNetwork(network: Network, folds: readonly Fold[]): Network {
  const changed = new Map<number, NetworkNode>();
  for (const { into, norm } of folds) {
    const [before, after] = [network.nodes[into]!, network.nodes[norm]!];
    const bias = { role: "bias", tensor: `${before.layer}/bias`, shape: [before.shape.at(-1)!] };
    const kernel = before.weights.filter(({ role }) => role === "kernel");
    changed.set(into, { ...before, weights: [...kernel, bias as NetworkNode["weights"][number]] });
    changed.set(norm, { ...after, op: { kind: "identity" }, weights: [] });
  }
  return { ...network, nodes: network.nodes.map((node, index) => changed.get(index) ?? node) };
}
