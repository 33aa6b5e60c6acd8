// A network as columns of neurons: runs of convolutions between poolings, each told by its last, then dense layers, then the answer.
import type { Network, NetworkNode } from "../graph/network.ts";

export interface LayerColumn {
  /** Name of the layer whose neurons they are. */
  layer: string;
  /** Names of all layers that it stands for, itself last. */
  stands: readonly string[];
  kind: "maps" | "units" | "answer";
  /** Index of the node whose output is what its neurons say. */
  node: number;
  /** Channels of maps, else units. */
  neurons: number;
}

/** From the input to the output. */
export function columnsOf(network: Network): LayerColumn[] {
  const { nodes, output, logits } = network;
  const takers = takersOf(network);
  const columns: LayerColumn[] = [];
  let run: number[] = [];
  const endRun = (): void => {
    const last = run.at(-1);
    if (last === undefined) return;
    const node = activated(nodes, takers, last);
    const stands = run.map((index) => nodes[index]!.layer);
    columns.push({
      layer: stands.at(-1)!,
      stands,
      kind: "maps",
      node,
      neurons: sizeOf(nodes[node]!),
    });
    run = [];
  };
  nodes.forEach((node, index) => {
    if (CONVOLUTIONS.has(node.op.kind)) run.push(index);
    else if (ENDS_OF_RUNS.has(node.op.kind)) endRun();
    if (node.op.kind !== "dense" || index === logits || index === output) return;
    const shown = activated(nodes, takers, index);
    const { layer } = node;
    columns.push({ layer, stands: [layer], kind: "units", node: shown, neurons: sizeOf(node) });
  });
  endRun();
  const { layer } = nodes[logits]!;
  const neurons = sizeOf(nodes[output]!);
  const answer: LayerColumn = { layer, stands: [layer], kind: "answer", node: output, neurons };
  return [...columns.filter(({ node }) => node !== output), answer];
}

const CONVOLUTIONS = new Set<string>(["conv2d", "conv2dTranspose", "depthwiseConv2d"]);
const ENDS_OF_RUNS = new Set<string>([
  "maxPool2d",
  "averagePool2d",
  "globalMaxPool2d",
  "globalAveragePool2d",
  "flatten",
  "dense",
]);
/** What belongs to the layer before it. */
const PART_OF_LAYER = new Set<string>([
  "batchNorm",
  "layerNorm",
  "rescaling",
  "activation",
  "prelu",
  "add",
  "identity",
]);

/** The last node that still belongs to the layer. */
function activated(
  nodes: readonly NetworkNode[],
  takers: readonly (readonly number[])[],
  from: number,
): number {
  let at = from;
  for (;;) {
    const next = takers[at]!;
    if (next.length !== 1 || !PART_OF_LAYER.has(nodes[next[0]!]!.op.kind)) return at;
    at = next[0]!;
  }
}

function takersOf({ nodes }: Network): number[][] {
  const takers = nodes.map((): number[] => []);
  nodes.forEach(({ inputs }, index) => inputs.forEach((input) => takers[input]!.push(index)));
  return takers;
}

function sizeOf({ shape }: NetworkNode): number {
  return shape.at(-1) ?? 1;
}
