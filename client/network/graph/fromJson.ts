// A model's JSON, as Keras 2, Keras 3 or TensorFlow.js write it, as a network.
import { property, refusal } from "./layerJson.ts";
import { partsOf } from "./layerKinds.ts";
import { UnsupportedNetwork } from "./network.ts";
import type { Network, NetworkNode, Op, Shape } from "./network.ts";
import { shapeAfter } from "./shapes.ts";
import { wiringOf } from "./wiring.ts";
import type { WiredLayer } from "./wiring.ts";
import { tensorName, writerOf } from "./writer.ts";
import type { Writer } from "./writer.ts";

/**
 * The network of a model's JSON: Sequential or functional, also within a tfjs `model.json` (`modelTopology`).
 *
 * @throws UnsupportedNetwork naming the layer that cannot be run and what can
 */
export function networkFromJson(json: string): Network {
  const topology = topologyIn(parsed(json));
  const model = property(topology, "model_config") ?? topology;
  const { layers, output } = wiringOf(model);
  const writer = writerOf(topology, model);
  const nodes: NetworkNode[] = [];
  // By the index of a layer, the node that gives what the layer gives.
  const ends: number[] = [];
  for (const layer of layers) {
    if (layer.inputs.length === 0) nodes.push(inputNode(layer));
    else addLayer(layer, ends, nodes, writer);
    ends.push(nodes.length - 1);
  }
  const name = property(property(model, "config"), "name");
  const last = ends[output]!;
  return {
    name: typeof name === "string" ? name : "model",
    nodes,
    output: last,
    logits: beforeLastActivation(nodes, last),
  };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    throw new UnsupportedNetwork("The model's structure is no JSON.");
  }
}

/** tfjs puts a model into `modelTopology`, and Keras's own files into `model_config` within that. */
function topologyIn(json: unknown): unknown {
  return property(json, "modelTopology") ?? json;
}

function inputNode(layer: WiredLayer): NetworkNode {
  const shape =
    property(layer.config, "batch_shape") ??
    property(layer.config, "batch_input_shape") ??
    property(layer.config, "batchInputShape");
  const sizes = Array.isArray(shape) ? (shape as unknown[]).slice(1) : [];
  if (sizes.length === 0)
    throw refusal(layer, "the shape of what the model takes was not written with it");
  if (!sizes.every((size) => Number.isSafeInteger(size) && (size as number) > 0))
    throw refusal(layer, `what it takes has no fixed shape, but ${JSON.stringify(shape)}`);
  return {
    name: layer.name,
    layer: layer.name,
    op: { kind: "input" },
    inputs: [],
    shape: sizes as number[],
    weights: [],
  };
}

function addLayer(
  layer: WiredLayer,
  ends: readonly number[],
  nodes: NetworkNode[],
  writer: Writer,
): void {
  let inputs = layer.inputs.map((input) => ends[input]!);
  const shapes = inputs.map((input) => nodes[input]!.shape);
  const name = `${layer.within}${layer.name}`;
  for (const part of partsOf(layer, { inputs: shapes, writer })) {
    const shape =
      part.shape ??
      fitting(
        layer,
        part.op,
        inputs.map((input) => nodes[input]!.shape),
      );
    nodes.push({
      name: part.suffix === null ? name : `${name}/${part.suffix}`,
      layer: name,
      op: part.op,
      inputs,
      shape,
      weights: part.weights.map(({ role, variable, shape: of }) => ({
        role,
        tensor: tensorName(writer, layer, variable),
        shape: of,
      })),
    });
    inputs = [nodes.length - 1];
  }
}

function fitting(layer: WiredLayer, op: Op, inputs: readonly Shape[]): Shape {
  const shape = shapeAfter(op, inputs);
  if (shape !== null) return shape;
  const given = inputs.map((input) => `[${input.join(", ")}]`).join(" and ");
  throw refusal(layer, `it cannot take ${given}`);
}

/** The node before the last softmax or sigmoid, or the output where there is none. */
function beforeLastActivation(nodes: readonly NetworkNode[], output: number): number {
  const { op, inputs } = nodes[output]!;
  if (op.kind === "identity") return beforeLastActivation(nodes, inputs[0]!);
  const isProbability =
    op.kind === "activation" && (op.activation === "softmax" || op.activation === "sigmoid");
  return isProbability ? inputs[0]! : output;
}
