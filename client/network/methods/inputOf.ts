// What a question is about as the network takes it.
import { tensor } from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { Examples } from "../examples.ts";
import type { Network } from "../graph/network.ts";
import { sizeOf } from "../graph/shapes.ts";
import type { MethodContext, NetworkInput } from "./method.ts";

/**
 * The values of the input, in the network's own shape without a batch.
 *
 * @throws Error for people, when the input is of another size than the network takes
 */
export async function valuesOf(
  context: MethodContext,
  network: Network,
  input: NetworkInput,
): Promise<Float32Array> {
  const values =
    input.kind === "given"
      ? input.values
      : exampleAt(await context.examples(input.examples), input.index);
  const { shape } = network.nodes[0]!;
  if (values.length === sizeOf(shape)) return values;
  throw new Error(
    `The network ${network.name} takes ${shape.join(" × ")} values, and this input has ` +
      `${values.length}. Choose an input of the network's own data.`,
  );
}

/**
 * The examples at an address, of a size that the network takes.
 *
 * @throws Error for people, when they are of another size
 */
export async function fittingExamples(
  context: MethodContext,
  network: Network,
  address: string,
): Promise<Examples> {
  const examples = await context.examples(address);
  const { shape } = network.nodes[0]!;
  if (sizeOf(examples.shape) === sizeOf(shape)) return examples;
  throw new Error(
    `The network ${network.name} takes ${shape.join(" × ")} values, and the examples have ` +
      `${examples.shape.join(" × ")}.`,
  );
}

/** A batch of one, [1, ...shape]. */
export function batchOfOne(network: Network, values: Float32Array): Tensor {
  return tensor(values, [1, ...network.nodes[0]!.shape], "float32");
}

function exampleAt({ count, values }: Examples, index: number): Float32Array {
  if (index >= count)
    throw new Error(`There are ${count} examples, and number ${index} is not one.`);
  const size = values.length / count;
  return values.slice(index * size, (index + 1) * size);
}
