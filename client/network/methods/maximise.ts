// An image optimised for one unit: what it responds to most, as far as climbing from noise finds it.
import { dispose, tensor, tidy } from "@tensorflow/tfjs-core";
import type { LoadedNetwork } from "../engine/loaded.ts";
import { forward, gradient, walkBack } from "../engine/run.ts";
import { imageShape } from "../fit.ts";
import { type UnitNodes, unitNodes } from "../graph/unitNodes.ts";
import { ascend, type Objective } from "../maximise/ascend.ts";
import { MAXIMISE_PRESETS, type MaximisePreset } from "../maximise/presets.ts";
import type { Method, NetworkAt } from "./method.ts";

export interface MaximiseParams {
  network: NetworkAt;
  layer: string;
  unit: number;
  preset: MaximisePreset;
  /** The same seed gives the same image. */
  seed: number;
  /** [height, width, channels] of what the network takes, where that is given flat; null where its input tells. */
  shape: readonly number[] | null;
  /** The values that the network's inputs lie between. */
  range: readonly [low: number, high: number];
}

export interface MaximiseResult {
  shape: readonly [height: number, width: number, channels: number];
  values: Float32Array;
  /** What the unit says to the image, in the middle of its map; and what it says to the noise at the beginning. */
  activation: number;
  start: number;
  /** Whether nothing near noise moves the unit. */
  isFlat: boolean;
}

/** What is shown while the image is being made. */
export interface MaximisePartial {
  shape: MaximiseResult["shape"];
  values: Float32Array;
}

export const maximise: Method<MaximiseParams, MaximiseResult> = async (context, params) => {
  const { layer, unit, preset, seed, range } = params;
  const loaded = await context.network(params.network);
  const nodes = unitNodes(loaded.network, layer, unit);
  const given = loaded.network.nodes[0]!.shape;
  const size = given.reduce((product, side) => product * side, 1);
  const shape = imageShape(given) ?? imageShape(params.shape ?? []) ?? ([1, size, 1] as const);
  const objective = objectiveOf(loaded, nodes, unit);
  const regularisation = MAXIMISE_PRESETS[preset];
  const ascent = { regularisation, shape, range, seed };
  const climbed = await ascend(objective, ascent, async (share, best) => {
    const partial: MaximisePartial = { shape, values: best.slice() };
    context.progress(share, partial);
    await context.breathe();
  });
  const { x, noise, isFlat } = climbed;
  return {
    shape,
    values: x,
    activation: saidTo(loaded, nodes, unit, x),
    start: saidTo(loaded, nodes, unit, noise),
    isFlat,
  };
};

/** What the unit weighs up to, which has a gradient where a rectifier would give none; on maps, in their middle. */
export function objectiveOf(loaded: LoadedNetwork, { weighs }: UnitNodes, unit: number): Objective {
  const { shape } = loaded.network.nodes[weighs]!;
  const at = middleOf(shape) + unit;
  const seed = new Float32Array(shape.reduce((product, side) => product * side, 1));
  seed[at] = 1;
  return (x) => {
    const [value, back] = tidy(() => {
      const input = tensor(x, [1, ...loaded.network.nodes[0]!.shape]);
      const tape = forward(loaded, input, { upTo: weighs });
      const signal = tensor(seed, [1, ...shape]);
      const signals = walkBack(loaded, tape, { node: weighs, signal }, gradient);
      return [tape.outputs[weighs]!, signals[0]!];
    });
    const told = {
      value: value.dataSync<"float32">()[at]!,
      gradient: back.dataSync<"float32">().slice(),
    };
    dispose([value, back]);
    return told;
  };
}

function saidTo(loaded: LoadedNetwork, { says }: UnitNodes, unit: number, x: Float32Array): number {
  const { shape } = loaded.network.nodes[says]!;
  const output = tidy(() => {
    const input = tensor(x, [1, ...loaded.network.nodes[0]!.shape]);
    return forward(loaded, input, { upTo: says }).outputs[says]!;
  });
  const said = output.dataSync<"float32">()[middleOf(shape) + unit]!;
  output.dispose();
  return said;
}

/** Where the middle of the maps begins among the values; 0 of what has no maps. */
function middleOf(shape: readonly number[]): number {
  if (shape.length < 3) return 0;
  const [height, width, channels] = shape as readonly [number, number, number];
  return (Math.floor(height / 2) * width + Math.floor(width / 2)) * channels;
}
