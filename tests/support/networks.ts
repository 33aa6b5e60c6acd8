// Small networks of random operations and weights, for what must hold for all of them.
import { tensor, tidy } from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import * as fc from "fast-check";
import { chance } from "../../client/network/chance.ts";
import { load } from "../../client/network/engine/loaded.ts";
import type { LoadedNetwork } from "../../client/network/engine/loaded.ts";
import { shapeAfter, sizeOf } from "../../client/network/graph/shapes.ts";
import type {
  Network,
  NetworkNode,
  Op,
  Shape,
  WeightSpec,
} from "../../client/network/graph/network.ts";
import { conv, dense, FLATTEN, RELU, SOFTMAX } from "./ops.ts";
import type { WeightValues } from "./slowNetwork.ts";

/** One node to be: what it takes are indices of nodes, the one before it unless said otherwise. */
export interface Planned {
  op: Op;
  inputs?: readonly number[];
  hasBias?: boolean;
}

/** Null where the shapes do not fit. Node i + 1 is of `planned[i]`; its layer is named by kind and index. */
export function networkOf(input: Shape, planned: readonly Planned[]): Network | null {
  const nodes: NetworkNode[] = [
    { name: "input", layer: "input", op: { kind: "input" }, inputs: [], shape: input, weights: [] },
  ];
  for (const { op, inputs = [nodes.length - 1], hasBias = true } of planned) {
    const shapes = inputs.map((one) => nodes[one]!.shape);
    const shape = shapeAfter(op, shapes);
    if (shape === null) return null;
    const name = `${op.kind}${nodes.length}`;
    const weights = weightsOf(op, shapes[0]!, hasBias).map(([role, of]) => ({
      role,
      tensor: `${name}/${role}`,
      shape: of,
    }));
    nodes.push({ name, layer: name, op, inputs, shape, weights });
  }
  const output = nodes.length - 1;
  const last = nodes[output]!.op;
  const isSoftmax = last.kind === "activation" && last.activation === "softmax";
  return { name: "random", nodes, output, logits: isSoftmax ? output - 1 : output };
}

/** One operation after the other, whose shapes do fit. */
export function chain(input: Shape, ops: readonly Op[]): Network {
  return networkOf(
    input,
    ops.map((op) => ({ op })),
  )!;
}

function weightsOf(op: Op, input: Shape, hasBias: boolean): [WeightSpec["role"], Shape][] {
  const channels = input.at(-1)!;
  const withBias = (kernel: Shape, units: number): [WeightSpec["role"], Shape][] => [
    ["kernel", kernel],
    ...(hasBias ? [["bias", [units]] as [WeightSpec["role"], Shape]] : []),
  ];
  if (op.kind === "dense") return withBias([channels, op.units], op.units);
  if (op.kind === "conv2d")
    return withBias([...op.kernelSize, channels / (op.groups ?? 1), op.filters], op.filters);
  if (op.kind === "conv2dTranspose")
    return withBias([...op.kernelSize, op.filters, channels], op.filters);
  if (op.kind === "depthwiseConv2d")
    return withBias([...op.kernelSize, channels, op.multiplier], channels * op.multiplier);
  if (op.kind === "prelu") return [["slope", [...input.slice(0, -1).map(() => 1), channels]]];
  if (op.kind === "layerNorm")
    return (["gamma", "beta"] as const).map((role) => [role, [channels]]);
  if (op.kind !== "batchNorm") return [];
  return (["gamma", "beta", "mean", "variance"] as const).map((role) => [role, [channels]]);
}

/** Numbers in (−1, 1), the same for the same seed. */
export function noise(size: number, seed: number): Float32Array {
  const next = chance(seed);
  return Float32Array.from({ length: size }, () => next() * 2 - 1);
}

/** Random weights for every tensor; variances are above zero. */
export function randomWeights({ nodes }: Network, seed: number): WeightValues {
  const specs = nodes.flatMap(({ weights }) => weights);
  return new Map(
    specs.map(({ tensor: name, role, shape }, i) => {
      const values = noise(sizeOf(shape), seed + i);
      return [name, role === "variance" ? values.map((value) => Math.abs(value) + 0.1) : values];
    }),
  );
}

export function loadedWith(network: Network, weights: WeightValues): LoadedNetwork {
  return load(network, (name) => weights.get(name)!);
}

/** Images side by side as one batch. */
export function batchOf(shape: Shape, images: readonly ArrayLike<number>[]): Tensor {
  const all = Float32Array.from(images.flatMap((image) => Array.from(image)));
  return tensor(all, [images.length, ...shape]);
}

/** The values of a tensor that is made within. */
export function read(of: () => Tensor): Float32Array {
  const made = tidy(of);
  const values = made.dataSync<"float32">().slice();
  made.dispose();
  return values;
}

/** The largest difference, in units of the largest magnitude (at least 1) of what is expected. */
export function farthest(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Infinity;
  const wanted = Array.from(expected);
  const scale = wanted.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  return wanted.reduce((worst, value, i) => {
    const off = Math.abs(actual[i]! - value) / scale;
    return Number.isNaN(off) ? Infinity : Math.max(worst, off);
  }, 0);
}

const sides = (most: number) =>
  fc.tuple(fc.integer({ min: 1, max: most }), fc.integer({ min: 1, max: most }));
const padding = fc.constantFrom("same" as const, "valid" as const);

/** A window with strides or dilated, never both: no framework has that. */
const windows = fc
  .record({ kernelSize: sides(3), steps: sides(3), isDilated: fc.boolean(), padding })
  .map(({ kernelSize, steps, isDilated, padding: of }) => ({
    kernelSize,
    strides: isDilated ? ([1, 1] as const) : steps,
    dilation: isDilated ? steps : ([1, 1] as const),
    padding: of,
  }));
const pools = fc.record({ poolSize: sides(3), strides: sides(3), padding });

export const maps = fc
  .tuple(
    fc.integer({ min: 1, max: 8 }),
    fc.integer({ min: 1, max: 8 }),
    fc.integer({ min: 1, max: 3 }),
  )
  .map((shape): Shape => shape);

export const weightedOps: fc.Arbitrary<Op> = fc.oneof(
  fc.integer({ min: 1, max: 5 }).map(dense),
  fc
    .tuple(windows, fc.integer({ min: 1, max: 4 }))
    .map(([window, filters]): Op => ({ kind: "conv2d", filters, ...window })),
  fc
    .tuple(windows, fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }))
    .map(([window, groups, each]): Op => ({
      kind: "conv2d",
      filters: groups * each,
      groups,
      ...window,
    })),
  fc
    .tuple(windows, fc.integer({ min: 1, max: 3 }))
    .map(([window, filters]): Op => ({ kind: "conv2dTranspose", filters, ...window })),
  fc
    .tuple(windows, fc.integer({ min: 1, max: 3 }))
    .map(([window, multiplier]): Op => ({ kind: "depthwiseConv2d", multiplier, ...window })),
);

export const poolOps: fc.Arbitrary<Op> = fc.oneof(
  pools.map((pool): Op => ({ kind: "maxPool2d", ...pool })),
  pools.map((pool): Op => ({ kind: "averagePool2d", ...pool })),
  fc.constant<Op>({ kind: "globalMaxPool2d" }),
  fc.constant<Op>({ kind: "globalAveragePool2d" }),
);

/** What random networks are made of. */
export interface Traits {
  hasBias: boolean;
  hasNorm: boolean;
  /** Average as well as max pooling. */
  averages: boolean;
}

/** Convolutions with rectifiers, poolings, a sum around one of them, and dense layers: ten to twenty nodes. */
export function networks(traits: Partial<Traits> = {}): fc.Arbitrary<Network> {
  const { hasBias = true, hasNorm = false, averages = true } = traits;
  const block = fc.record({
    filters: fc.integer({ min: 1, max: 4 }),
    side: fc.integer({ min: 1, max: 3 }),
    stride: fc.integer({ min: 1, max: 2 }),
    padding,
    pool: fc.constantFrom(null, "maxPool2d" as const, averages ? ("averagePool2d" as const) : null),
    isAround: fc.boolean(),
  });
  return fc
    .record({
      input: fc.tuple(
        fc.integer({ min: 6, max: 9 }),
        fc.integer({ min: 6, max: 9 }),
        fc.integer({ min: 1, max: 2 }),
      ),
      blocks: fc.array(block, { minLength: 1, maxLength: 2 }),
      hidden: fc.integer({ min: 3, max: 6 }),
    })
    .map(({ input, blocks, hidden }) => {
      const planned: Planned[] = [];
      const convolution = (
        filters: number,
        side: number,
        stride: number,
        of: "same" | "valid",
      ): void => {
        planned.push({
          op: conv(filters, { side, stride, padding: of }),
          hasBias,
        });
        if (hasNorm) planned.push({ op: { kind: "batchNorm", epsilon: 0.001 } });
      };
      for (const { filters, side, stride, padding: of, pool, isAround } of blocks) {
        convolution(filters, side, stride, of);
        planned.push({ op: RELU });
        if (isAround) {
          const before = planned.length;
          convolution(filters, side, 1, "same");
          planned.push({ op: RELU });
          planned.push({ op: { kind: "add" }, inputs: [before, planned.length] });
        }
        if (pool !== null)
          planned.push({ op: { kind: pool, poolSize: [2, 2], strides: [2, 2], padding: "same" } });
      }
      planned.push({ op: FLATTEN }, { op: dense(hidden), hasBias });
      planned.push({ op: RELU }, { op: dense(3), hasBias }, { op: SOFTMAX });
      return networkOf(input, planned);
    })
    .filter((network) => network !== null);
}
