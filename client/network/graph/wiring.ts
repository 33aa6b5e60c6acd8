// Which layer takes what of which: a model's JSON as one list of layers, models within models laid open.
import { callsOf, keyOf, sole, timesCalled } from "./calls.ts";
import type { Call } from "./calls.ts";
import { property, refusal } from "./layerJson.ts";
import type { LayerJson } from "./layerJson.ts";
import { UnsupportedNetwork } from "./network.ts";

/** One call of a layer. */
export interface WiredLayer extends LayerJson {
  /** In front of the names of its weights: the models that it is within, each with a slash. */
  within: string;
  /** Indices of the calls whose outputs it takes, all smaller than its own; empty for the input. */
  inputs: readonly number[];
}

export interface Wiring {
  layers: readonly WiredLayer[];
  output: number;
}

const SEQUENTIAL = "Sequential";
const FUNCTIONAL: ReadonlySet<string> = new Set(["Functional", "Model"]);
const DEEPEST = 16;
/** Of all models within models together, however often each is called. */
const MOST_LAYERS = 10_000;

/**
 * All calls of layers in an order in which each comes after those it takes; the input is the first.
 *
 * @throws UnsupportedNetwork for what is no model, and for one of several inputs or outputs
 */
export function wiringOf(model: unknown): Wiring {
  const layers: WiredLayer[] = [];
  const output = addModel(model, { layers, within: "", given: null, depth: 0 });
  return { layers, output };
}

interface Place {
  /** What there is already; calls are put behind it. */
  layers: WiredLayer[];
  within: string;
  /** What a model within a model takes. */
  given: number | null;
  depth: number;
}

/** Adds a model's layers; its result is the index of its output. */
function addModel(model: unknown, place: Place): number {
  const kind = property(model, "class_name");
  if (place.depth > DEEPEST) throw new UnsupportedNetwork("The model has too many models within.");
  if (kind === SEQUENTIAL) return addSequence(model, place);
  if (typeof kind === "string" && FUNCTIONAL.has(kind)) return addGraph(model, place);
  throw new UnsupportedNetwork(
    `The model is of the class ${JSON.stringify(kind) ?? "undefined"}, which can be anything; ` +
      "Sequential and functional models can be looked inside.",
  );
}

function addSequence(model: unknown, place: Place): number {
  const config = property(model, "config");
  const found = Array.isArray(config) ? (config as unknown[]) : property(config, "layers");
  if (!Array.isArray(found) || found.length === 0)
    throw new UnsupportedNetwork("The model's JSON lists no layers.");
  let last = place.given;
  for (const [i, json] of (found as unknown[]).entries()) {
    const layer = layerOf(json);
    const isInput = layer.kind === "InputLayer";
    if (isInput && last !== null) continue;
    if (i === 0 && last === null && !isInput)
      last = addInput(json, property(config, "build_input_shape"), place);
    last = addLayer(json, layer, last === null ? [] : [last], place);
  }
  return last!;
}

/** A Sequential model need not have an input layer: its first layer says what it takes. */
function addInput(first: unknown, built: unknown, { layers, within }: Place): number {
  const shape =
    property(property(first, "config"), "batch_input_shape") ??
    property(property(first, "config"), "batch_shape") ??
    built ??
    property(property(first, "build_config"), "input_shape") ??
    inputShapeWithin(first);
  const config = { batch_shape: shape };
  layers.push({ name: "input", kind: "InputLayer", config, within, inputs: [] });
  return layers.length - 1;
}

function inputShapeWithin(model: unknown): unknown {
  const inner = property(property(model, "config"), "layers");
  const first = Array.isArray(inner) ? (inner as unknown[])[0] : undefined;
  const config = property(first, "config");
  return property(config, "batch_input_shape") ?? property(config, "batch_shape");
}

/** A layer, or all layers of a model that stands as one. */
function addLayer(
  json: unknown,
  layer: LayerJson,
  inputs: readonly number[],
  place: Place,
): number {
  const { layers, within, depth } = place;
  if (layer.kind === SEQUENTIAL || FUNCTIONAL.has(layer.kind)) {
    const [given, second] = inputs;
    if (given === undefined || second !== undefined)
      throw refusal(layer, "it takes several inputs");
    return addModel(json, { layers, within: `${within}${layer.name}/`, given, depth: depth + 1 });
  }
  if (layers.length >= MOST_LAYERS)
    throw new UnsupportedNetwork(`The model has more than ${MOST_LAYERS} layers.`);
  layers.push({ ...layer, within, inputs });
  return layers.length - 1;
}

function addGraph(model: unknown, place: Place): number {
  const config = property(model, "config");
  const found = property(config, "layers");
  if (!Array.isArray(found)) throw new UnsupportedNetwork("The model's JSON lists no layers.");
  const byName = new Map((found as unknown[]).map((json) => [nameOf(json), json]));
  const input = sole(property(config, "input_layers"), "inputs");
  const output = sole(property(config, "output_layers"), "outputs");
  const done = new Map<string, number>();
  if (place.given !== null) done.set(keyOf(input), place.given);

  // Depth first, without recursion: some models are thousands of layers long.
  const waiting: Call[] = done.has(keyOf(output)) ? [] : [output];
  const underway = new Set([keyOf(output)]);
  while (waiting.length > 0) {
    const call = waiting.at(-1)!;
    const json = byName.get(call.layer);
    if (json === undefined)
      throw new UnsupportedNetwork(
        `The model's JSON has no layer "${call.layer}", which another takes.`,
      );
    const takes = callsOf(json, call);
    const missing = takes.find((one) => !done.has(keyOf(one)));
    if (missing === undefined) {
      const layer = layerOf(json);
      const again = call.number > 0 && timesCalled(json) > 1;
      const named = again ? { ...layer, name: `${layer.name}@${call.number + 1}` } : layer;
      const inputs = takes.map((one) => done.get(keyOf(one))!);
      done.set(keyOf(call), addLayer(json, named, inputs, place));
      underway.delete(keyOf(call));
      waiting.pop();
    } else {
      if (underway.has(keyOf(missing)))
        throw new UnsupportedNetwork("The model's layers take one another in a circle.");
      underway.add(keyOf(missing));
      waiting.push(missing);
    }
  }
  return done.get(keyOf(output))!;
}

function layerOf(json: unknown): LayerJson {
  const kind = property(json, "class_name");
  return {
    name: nameOf(json),
    // A class of the user's own is written with its package: "mine>Dense".
    kind: typeof kind === "string" ? kind : "Layer",
    config: property(json, "config"),
  };
}

function nameOf(json: unknown): string {
  const name = property(property(json, "config"), "name") ?? property(json, "name");
  return typeof name === "string" ? name : "unnamed";
}
