// A model without some of its units, all others with the weights they had: what was nothing to the next layer is gone.
import { type Tensor, tensor } from "@tensorflow/tfjs-core";
import {
  type layers,
  type LayersModel,
  sequential,
  type SymbolicTensor,
} from "@tensorflow/tfjs-layers";
import type { Without } from "#contract/without.ts";
import { TrainerError } from "./trainerError.ts";

type Layer = layers.Layer;
type Config = ReturnType<Layer["getConfig"]>;

/** Layers that have units of their own, and what their configuration calls the number of these. */
const COUNTS: Readonly<Record<string, string>> = { Dense: "units", Conv2D: "filters" };

/**
 * A new model of the same chain of layers. The one given is disposed of.
 *
 * @throws TrainerError where a layer or a unit is not there, or a layer would have none left
 */
export function pruned(model: LayersModel, without: Without): LayersModel {
  refuseUnknown(model, without);
  let kept = all(lastOf(model.layers[0]!.batchInputShape));
  const weights: Tensor[] = [];
  const smaller = model.layers.map((layer) => {
    const kind = layer.getClassName();
    const before = kept;
    if (kind === "Flatten") kept = flattened(kept, layer);
    const count = COUNTS[kind];
    const own = new Set(without[layer.name]);
    if (count !== undefined) kept = all(lastOf(layer.outputShape)).filter((unit) => !own.has(unit));
    for (const weight of layer.getWeights()) weights.push(slice(weight, before, kept));
    const config = layer.getConfig();
    return made(layer, count === undefined ? config : { ...config, [count]: kept.length });
  });
  const result = sequential({ name: model.name, layers: smaller });
  smaller.forEach((layer) => {
    const own = weights.splice(0, layer.getWeights().length);
    layer.setWeights(own);
    own.forEach((weight) => weight.dispose());
  });
  model.dispose();
  return result;
}

function refuseUnknown({ layers: all }: LayersModel, without: Without): void {
  const withUnits = all.filter((layer) => COUNTS[layer.getClassName()] !== undefined);
  // What the last one's units say is the answer.
  const offered = withUnits.slice(0, -1);
  for (const [name, units] of Object.entries(without)) {
    const layer = offered.find((one) => one.name === name);
    if (layer === undefined) {
      const names = offered.map((one) => one.name).join(", ");
      throw new TrainerError(`units can be left out of ${names}; not of ${name}`);
    }
    const count = lastOf(layer.outputShape);
    const missing = units.find((unit) => unit >= count);
    if (missing !== undefined) {
      throw new TrainerError(`${name} has the units 0 to ${count - 1}, and no ${missing}`);
    }
    if (units.length === count) throw new TrainerError(`${name} would have no unit left`);
  }
}

function lastOf(shape: unknown): number {
  return (shape as number[]).at(-1)!;
}

function all(count: number): number[] {
  return Array.from({ length: count }, (_, unit) => unit);
}

/** Of maps laid flat, place by place its channels. */
function flattened(kept: readonly number[], layer: Layer): number[] {
  const channels = lastOf((layer.input as SymbolicTensor).shape);
  const places = lastOf(layer.outputShape) / channels;
  return all(places).flatMap((place) => kept.map((channel) => place * channels + channel));
}

/** Kernels end in [sending, receiving] units; all else is one number for each of the layer's own. */
function slice(weight: Tensor, sending: readonly number[], own: readonly number[]): Tensor {
  const { shape } = weight;
  const isKernel = shape.length > 1;
  const [high, wide] = isKernel ? [shape.at(-2)!, shape.at(-1)!] : [1, shape[0]];
  const rows = isKernel ? sending : [0];
  const values = weight.dataSync<"float32">();
  const some = new Float32Array((values.length / (high * wide)) * rows.length * own.length);
  let at = 0;
  for (let start = 0; start < values.length; start += high * wide) {
    for (const row of rows) for (const one of own) some[at++] = values[start + row * wide + one]!;
  }
  const ends = isKernel ? [rows.length, own.length] : [own.length];
  return tensor(some, [...shape.slice(0, -ends.length), ...ends]);
}

/** Of the same class: a dropout stays one that can be repeated. */
function made(layer: Layer, config: Config): Layer {
  return new (layer.constructor as new (config: Config) => Layer)(config);
}
