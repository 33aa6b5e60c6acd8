// How strongly each neuron of one layer feeds each of another: the product of the weights between, as if nothing bent it on the way.
import type { Network, NetworkNode } from "../graph/network.ts";

/** Senders × the channels (or units) of a node. */
interface Fed {
  values: Float32Array;
  width: number;
}

/** Of a node, its tensors in the order of its `weights`. */
export type WeightsOf = (node: number) => readonly Float32Array[];

/**
 * Senders × receivers. A kernel of a convolution counts with the sum over its places; what is flattened, with the mean
 * over the places that it lay at; what a transposed convolution spreads, with the mean over the places that it comes to;
 * batch norm with its scale. Zero where no way leads from one to the other.
 */
export function connections(
  network: Network,
  weightsOf: WeightsOf,
  from: number,
  to: number,
): Float32Array {
  const senders = network.nodes[from]!.shape.at(-1)!;
  const fed = new Map<number, Fed>([[from, identity(senders)]]);
  for (let index = from + 1; index <= to; index++) {
    const node = network.nodes[index]!;
    const inputs = node.inputs.map((input) => fed.get(input) ?? null);
    if (inputs.every((input) => input === null)) continue;
    fed.set(index, passed(network, node, inputs, weightsOf(index), senders));
  }
  return fed.get(to)?.values ?? new Float32Array(senders * network.nodes[to]!.shape.at(-1)!);
}

function identity(size: number): Fed {
  const values = new Float32Array(size * size);
  for (let i = 0; i < size; i++) values[i * size + i] = 1;
  return { values, width: size };
}

function passed(
  { nodes }: Network,
  node: NetworkNode,
  inputs: readonly (Fed | null)[],
  weights: readonly Float32Array[],
  senders: number,
): Fed {
  const { op, shape } = node;
  const known = inputs.find((input) => input !== null)!;
  const width = shape.at(-1)!;
  if (op.kind === "dense" || op.kind === "conv2d") {
    const groups = op.kind === "conv2d" ? (op.groups ?? 1) : 1;
    const sums = apart(kernelSums(weights[0]!, known.width / groups, width), width, groups);
    const places = op.kind === "dense" ? weights[0]!.length / sums.length : 1;
    return product(known, sums, width, senders, places);
  }
  if (op.kind === "conv2dTranspose") {
    const taken = nodes[node.inputs[0]!]!.shape;
    const sums = turned(kernelSums(weights[0]!, width, known.width), known.width);
    const places = (shape[0]! * shape[1]!) / (taken[0]! * taken[1]!);
    return product(known, sums, width, senders, places);
  }
  if (op.kind === "depthwiseConv2d") {
    const sums = kernelSums(weights[0]!, known.width, op.multiplier);
    return spread(known, sums, op.multiplier);
  }
  if (op.kind === "batchNorm") return scaled(known, normScale(node, weights, op.epsilon));
  if (op.kind === "rescaling") return scaled(known, op.scale);
  if (op.kind === "layerNorm") return scaled(known, ofRole("gamma", node, weights) ?? [1]);
  if (op.kind === "concatenate" && nodes[node.inputs[0]!]!.shape.at(-1) !== width) {
    const widths = node.inputs.map((input) => nodes[input]!.shape.at(-1)!);
    return beside(inputs, widths, senders);
  }
  // What does not mix channels; and where ways meet, their sum.
  const alike = inputs.filter((input) => input !== null && input.width === width) as Fed[];
  return inputs.length === 1 || alike.length === 0 ? known : added(alike);
}

/** A kernel [...places, in, out] summed over its places: in × out. A dense one behind maps has a place for each of theirs. */
function kernelSums(kernel: Float32Array, width: number, out: number): Float32Array {
  const sums = new Float32Array(width * out);
  for (let i = 0; i < kernel.length; i++) sums[i % sums.length]! += kernel[i]!;
  return sums;
}

/** [out, in] as [in, out]. */
function turned(sums: Float32Array, wide: number): Float32Array {
  const high = sums.length / wide;
  return sums.map((_, i) => sums[(i % high) * wide + Math.floor(i / high)]!);
}

/** The sums of all groups [in of a group, out], each where its own channels are: [in, out]. */
function apart(sums: Float32Array, out: number, groups: number): Float32Array {
  if (groups === 1) return sums;
  const within = sums.length / out;
  const whole = new Float32Array(sums.length * groups);
  sums.forEach((sum, i) => {
    const [input, output] = [Math.floor(i / out), i % out];
    const group = Math.floor((output * groups) / out);
    whole[(group * within + input) * out + output] = sum;
  });
  return whole;
}

function product(
  { values, width }: Fed,
  kernel: Float32Array,
  out: number,
  senders: number,
  divisor: number,
): Fed {
  const result = new Float32Array(senders * out);
  for (let i = 0; i < senders; i++) {
    for (let j = 0; j < width; j++) {
      const share = values[i * width + j]! / divisor;
      if (share === 0) continue;
      for (let k = 0; k < out; k++) result[i * out + k]! += share * kernel[j * out + k]!;
    }
  }
  return { values: result, width: out };
}

/** Of each channel `multiplier` new ones. */
function spread({ values, width }: Fed, kernel: Float32Array, multiplier: number): Fed {
  const out = width * multiplier;
  const result = Float32Array.from({ length: (values.length / width) * out }, (_, i) => {
    const [sender, channel] = [Math.floor(i / out), i % out];
    return values[sender * width + Math.floor(channel / multiplier)]! * kernel[channel]!;
  });
  return { values: result, width: out };
}

/** By one number for each channel, or one for all. */
function scaled({ values, width }: Fed, scale: ArrayLike<number>): Fed {
  return { values: values.map((value, i) => value * scale[(i % width) % scale.length]!), width };
}

function ofRole(
  role: string,
  { weights: specs }: NetworkNode,
  weights: readonly Float32Array[],
): Float32Array | undefined {
  return weights[specs.findIndex((spec) => spec.role === role)];
}

function normScale(
  node: NetworkNode,
  weights: readonly Float32Array[],
  epsilon: number,
): Float32Array {
  const [gamma, variance] = [ofRole("gamma", node, weights), ofRole("variance", node, weights)];
  return Float32Array.from({ length: node.shape.at(-1)! }, (_, i) => {
    return (gamma?.[i] ?? 1) / Math.sqrt((variance?.[i] ?? 1) + epsilon);
  });
}

function added(inputs: readonly Fed[]): Fed {
  const { width, values } = inputs[0]!;
  return {
    width,
    values: values.map((_, i) => inputs.reduce((sum, one) => sum + one.values[i]!, 0)),
  };
}

function beside(inputs: readonly (Fed | null)[], widths: readonly number[], senders: number): Fed {
  const width = widths.reduce((sum, one) => sum + one);
  const values = new Float32Array(senders * width);
  let start = 0;
  inputs.forEach((input, at) => {
    const own = widths[at]!;
    const given = input?.values ?? new Float32Array(senders * own);
    for (let i = 0; i < senders; i++) {
      values.set(given.subarray(i * own, (i + 1) * own), i * width + start);
    }
    start += own;
  });
  return { values, width };
}
