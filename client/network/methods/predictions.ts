// What a network answers to every one of the examples.
import { tensor, type Tensor } from "@tensorflow/tfjs-core";
import { forward, release } from "../engine/run.ts";
import { classLogits, classProbabilities } from "../graph/classes.ts";
import { inTurns } from "../inTurns.ts";
import { largestOf } from "./answer.ts";
import type { Method, NetworkAt } from "./method.ts";

export interface PredictionsParams {
  network: NetworkAt;
  /** Address of the examples. */
  examples: string;
}

export interface PredictionsResult {
  /** Number of classes. */
  classes: number;
  /** Per example, the class with the largest logit. */
  predicted: Uint16Array;
  /** Examples × classes. */
  probabilities: Float32Array;
}

export const predictions: Method<PredictionsParams, PredictionsResult> = async (
  context,
  params,
) => {
  const examples = await context.examples(params.examples);
  const loaded = await context.network(params.network);
  const { network } = loaded;
  const { shape } = network.nodes[0]!;
  const { count, values } = examples;
  const size = values.length / count;
  let classes = 0;
  let probabilities = new Float32Array(0);
  const predicted = new Uint16Array(count);
  await inTurns(count, context, (from, some) => {
    const x = tensor(values.subarray(from * size, (from + some) * size), [some, ...shape]);
    const { outputs } = forward(loaded, x);
    const answers = classProbabilities(network, outputs[network.output]!.dataSync<"float32">());
    const logits = classLogits(network, outputs[network.logits]!.dataSync<"float32">());
    if (from === 0) {
      classes = answers.length / some;
      probabilities = new Float32Array(count * classes);
    }
    probabilities.set(answers, from * classes);
    for (let i = 0; i < some; i++) {
      predicted[from + i] = largestOf(logits.subarray(i * classes, (i + 1) * classes));
    }
    release([x, ...outputs.filter((output): output is Tensor => output !== x)]);
    context.progress((from + some) / count);
  });
  return { classes, predicted, probabilities };
};
