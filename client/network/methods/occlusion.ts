// What becomes of a network's answer while a square slides over the image (Zeiler & Fergus 2014, arXiv 1311.2901).
import { tensor } from "@tensorflow/tfjs-core";
import { forward, release } from "../engine/run.ts";
import type { Examples } from "../examples.ts";
import { classLogits, classProbabilities } from "../graph/classes.ts";
import { sizeOf } from "../graph/shapes.ts";
import { inTurns } from "../inTurns.ts";
import { coverOf, type Fill, type ImageSides, occluded, windowsOver } from "../occlude/windows.ts";
import { largestOf } from "./answer.ts";
import { valuesOf } from "./inputOf.ts";
import type { Method, NetworkAt, NetworkInput } from "./method.ts";

export interface OcclusionParams {
  network: NetworkAt;
  input: NetworkInput;
  /** The image that the input is: of a network that takes it flat, too. */
  sides: ImageSides;
  /** Of the square, in pixels. */
  size: number;
  stride: number;
  fill: Fill;
  /** Address of the examples, whose mean fills the square; null where another fill is asked for. */
  examples: string | null;
  /** Index of the class; null for the one that the network predicts without the square. */
  target: number | null;
  /** A unit, or channel, of a node; null for none. */
  unit: { node: number; index: number } | null;
}

/** What the network answers to one image. */
export interface OccludedAnswer {
  probability: number;
  logit: number;
  predicted: number;
  /** Of a channel, the mean over its map; null where none was asked for. */
  activity: number | null;
}

export interface OcclusionResult {
  stride: number;
  rows: number;
  columns: number;
  /** Sides of the square. */
  height: number;
  width: number;
  target: number;
  /** Without the square. */
  whole: OccludedAnswer;
  /** Row by row, for each place of the square. */
  probability: Float32Array;
  logit: Float32Array;
  predicted: Uint16Array;
  activity: Float32Array | null;
}

export const occlusion: Method<OcclusionParams, OcclusionResult> = async (context, params) => {
  const { sides, size, stride, fill, unit } = params;
  const examples = params.examples === null ? null : await context.examples(params.examples);
  const loaded = await context.network(params.network);
  const { network } = loaded;
  const image = await valuesOf(context, network, params.input);
  if (image.length !== sizeOf(sides)) {
    throw new Error(
      `The input has ${image.length} values and is no image of ${sides.join(" × ")}.`,
    );
  }
  const mean = fill.kind === "mean" ? meanOf(examples, image.length) : null;
  const windows = windowsOver(sides, size, stride);
  const cover = coverOf(fill, sides, mean);
  const places = windows.rows * windows.columns;
  const [whole] = answers(image, 1, params.target ?? 0);
  const target = params.target ?? whole!.predicted;
  const result = {
    ...windows,
    target,
    whole: answers(image, 1, target)[0]!,
    probability: new Float32Array(places),
    logit: new Float32Array(places),
    predicted: new Uint16Array(places),
    activity: unit === null ? null : new Float32Array(places),
  };
  await inTurns(places, context, (from, some) => {
    const batch = new Float32Array(some * image.length);
    for (let i = 0; i < some; i++) {
      const into = batch.subarray(i * image.length, (i + 1) * image.length);
      occluded(image, sides, windows, from + i, cover, into);
    }
    answers(batch, some, target).forEach(({ probability, logit, predicted, activity }, i) => {
      result.probability[from + i] = probability;
      result.logit[from + i] = logit;
      result.predicted[from + i] = predicted;
      if (result.activity !== null) result.activity[from + i] = activity!;
    });
    context.progress((from + some) / places);
  });
  return result;

  function answers(values: Float32Array, count: number, about: number): OccludedAnswer[] {
    const x = tensor(values, [count, ...network.nodes[0]!.shape]);
    const { outputs } = forward(loaded, x);
    const probabilities = classProbabilities(
      network,
      outputs[network.output]!.dataSync<"float32">(),
    );
    const logits = classLogits(network, outputs[network.logits]!.dataSync<"float32">());
    const maps = unit === null ? null : outputs[unit.node]!.dataSync<"float32">();
    const classes = logits.length / count;
    const all = Array.from({ length: count }, (_, i): OccludedAnswer => {
      const own = logits.subarray(i * classes, (i + 1) * classes);
      return {
        probability: probabilities[i * classes + about]!,
        logit: own[about]!,
        predicted: largestOf(own),
        activity: maps === null ? null : activityOf(maps, i, count),
      };
    });
    release([x, ...outputs.filter((output) => output !== x)]);
    return all;
  }

  function activityOf(maps: Float32Array, image: number, count: number): number {
    const units = network.nodes[unit!.node]!.shape.at(-1)!;
    const spots = maps.length / count / units;
    let sum = 0;
    for (let spot = 0; spot < spots; spot++)
      sum += maps[(image * spots + spot) * units + unit!.index]!;
    return sum / spots;
  }
};

const means = new WeakMap<Examples, Float32Array>();

/** At each place, the mean of all examples. */
function meanOf(examples: Examples | null, size: number): Float32Array {
  if (examples === null || examples.values.length / examples.count !== size) {
    throw new Error("There are no examples of this size whose mean could fill the square.");
  }
  const known = means.get(examples);
  if (known !== undefined) return known;
  const sums = new Float64Array(size);
  examples.values.forEach((value, i) => (sums[i % size]! += value));
  const mean = Float32Array.from(sums, (sum) => sum / examples.count);
  means.set(examples, mean);
  return mean;
}
