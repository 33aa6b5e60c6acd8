// What a network answers to all examples with some of its units switched off.
import { mean as meanOver, reshape, tensor, tidy } from "@tensorflow/tfjs-core";
import type { Edits } from "../engine/edits.ts";
import type { LoadedNetwork } from "../engine/loaded.ts";
import { forward, release } from "../engine/run.ts";
import type { Examples } from "../examples.ts";
import { classLogits, classProbabilities } from "../graph/classes.ts";
import { inTurns } from "../inTurns.ts";
import { largestOf } from "./answer.ts";
import type { Method, MethodContext, NetworkAt } from "./method.ts";

export interface LesionParams {
  network: NetworkAt;
  /** Address of the examples. */
  examples: string;
  /** Units, or channels, by the index of the node whose output they are. */
  off: readonly { node: number; units: readonly number[] }[];
  /** Whether they are set to 0, or to their mean over all examples (and all places of a map). */
  to: "zero" | "mean";
}

export interface LesionResult {
  classes: number;
  /** Per example, the class with the largest logit. */
  predicted: Uint16Array;
  /** Examples × classes. */
  probabilities: Float32Array;
}

export const lesion: Method<LesionParams, LesionResult> = async (context, params) => {
  const examples = await context.examples(params.examples);
  const loaded = await context.network(params.network);
  const { network } = loaded;
  const isMean = params.to === "mean" && params.off.length > 0;
  const steps = isMean ? 2 : 1;
  const means = isMean ? await meansOf(context, loaded, examples, params.off, steps) : null;
  const edits: Edits = new Map(
    params.off.map(({ node, units }) => {
      const values = means?.get(node) ?? null;
      return [node, { units, values: values && units.map((unit) => values[unit]!) }];
    }),
  );
  const predicted = new Uint16Array(examples.count);
  let probabilities = new Float32Array(0);
  let classes = 0;
  await inBatches(context, loaded, examples, (x, from, some, share) => {
    const { outputs } = forward(loaded, x, { edits });
    const answers = classProbabilities(network, outputs[network.output]!.dataSync<"float32">());
    const logits = classLogits(network, outputs[network.logits]!.dataSync<"float32">());
    if (from === 0) {
      classes = logits.length / some;
      probabilities = new Float32Array(examples.count * classes);
    }
    probabilities.set(answers, from * classes);
    for (let i = 0; i < some; i++) {
      predicted[from + i] = largestOf(logits.subarray(i * classes, (i + 1) * classes));
    }
    release(outputs.filter((output) => output !== x));
    context.progress((steps - 1 + share) / steps);
  });
  return { classes, predicted, probabilities };
};

/** Per node, the mean of each of its units in the whole network. */
async function meansOf(
  context: MethodContext,
  loaded: LoadedNetwork,
  examples: Examples,
  off: LesionParams["off"],
  steps: number,
): Promise<Map<number, Float64Array>> {
  const means = new Map(
    off.map(({ node }) => [node, new Float64Array(loaded.network.nodes[node]!.shape.at(-1)!)]),
  );
  await inBatches(context, loaded, examples, (x, _, some, share) => {
    const { outputs } = forward(loaded, x);
    for (const [node, sums] of means) {
      const mean = tidy(() => meanOver(reshape(outputs[node]!, [-1, sums.length]), 0));
      mean.dataSync<"float32">().forEach((value, unit) => {
        sums[unit]! += (value * some) / examples.count;
      });
      mean.dispose();
    }
    release(outputs.filter((output) => output !== x));
    context.progress(share / steps);
  });
  return means;
}

async function inBatches(
  context: MethodContext,
  { network }: LoadedNetwork,
  { count, values }: Examples,
  run: (x: ReturnType<typeof tensor>, from: number, some: number, share: number) => void,
): Promise<void> {
  const size = values.length / count;
  await inTurns(count, context, (from, some) => {
    const given = values.subarray(from * size, (from + some) * size);
    const x = tensor(given, [some, ...network.nodes[0]!.shape]);
    run(x, from, some, (from + some) / count);
    x.dispose();
  });
}
