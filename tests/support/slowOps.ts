// Every operation of a network in plain loops, one image at a time: what the engine is compared with.
import type { OpKind, OpOf, Shape } from "../../client/network/graph/network.ts";
import { forEachConnection, poolPlaces } from "./slowConnections.ts";

/** Values of one image, without a batch. */
export interface Slow {
  shape: Shape;
  values: Float64Array;
}

/** By role. */
export type SlowWeights = Readonly<Record<string, Float64Array>>;

interface SlowCall<K extends OpKind> {
  op: OpOf<K>;
  inputs: readonly Slow[];
  weights: SlowWeights;
  /** Of the output. */
  shape: Shape;
}

export function slow(shape: Shape, values: ArrayLike<number>): Slow {
  return { shape, values: Float64Array.from(values) };
}

export function zeros(shape: Shape): Slow {
  return slow(shape, new Float64Array(shape.reduce((product, size) => product * size, 1)));
}

const AVERAGES: ReadonlySet<OpKind> = new Set(["averagePool2d", "globalAveragePool2d"]);
const POOLS: ReadonlySet<OpKind> = new Set([...AVERAGES, "maxPool2d", "globalMaxPool2d"]);
const WEIGHTED: ReadonlySet<OpKind> = new Set(["dense", "conv2d", "depthwiseConv2d"]);

/** What a normalisation, or a rescaling, multiplies channel c by, and what it adds. */
function perChannel({ op, weights }: SlowCall<OpKind>, c: number): [times: number, plus: number] {
  if (op.kind === "rescaling") return [op.scale[c] ?? op.scale[0]!, op.offset[c] ?? op.offset[0]!];
  if (op.kind !== "batchNorm") throw new Error(`${op.kind} is not by channel`);
  const times = (weights["gamma"]?.[c] ?? 1) / Math.sqrt(weights["variance"]![c]! + op.epsilon);
  return [times, (weights["beta"]?.[c] ?? 0) - weights["mean"]![c]! * times];
}

/** Abramowitz & Stegun 7.1.5 near zero, and the continued fraction 7.1.14 where that loses digits. */
function erf(x: number): number {
  if (Math.abs(x) > 2) return Math.sign(x) * (1 - erfcOf(Math.abs(x)));
  let term = x;
  let total = x;
  for (let n = 1; n < 60; n++) {
    term *= -(x * x) / n;
    total += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * total;
}

function erfcOf(x: number): number {
  let fraction = x;
  for (let n = 100; n > 0; n--) fraction = x + n / 2 / fraction;
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / fraction;
}

const SELU = [1.0507009873554805, 1.6732632423543772] as const;

/** One value through an activation; softmax is not one of them. */
function activated({ activation, slope, scale }: OpOf<"activation">, x: number): number {
  const ways: Readonly<Record<string, () => number>> = {
    linear: () => x,
    relu: () => Math.max(x, 0),
    relu6: () => Math.min(Math.max(x, 0), 6),
    leakyRelu: () => (x > 0 ? x : slope * x),
    elu: () => (x > 0 ? x : scale * (Math.exp(x) - 1)),
    selu: () => SELU[0] * (x > 0 ? x : SELU[1] * (Math.exp(x) - 1)),
    softplus: () => Math.log(1 + Math.exp(x)),
    sigmoid: () => 1 / (1 + Math.exp(-x)),
    tanh: () => Math.tanh(x),
    swish: () => x / (1 + Math.exp(-x)),
    gelu: () => (x / 2) * (1 + erf(x / Math.SQRT2)),
  };
  return ways[activation]!();
}

function softmax({ shape, values }: Slow): Slow {
  const last = shape.at(-1)!;
  const out = zeros(shape);
  for (let from = 0; from < values.length; from += last) {
    const row = values.subarray(from, from + last);
    const most = Math.max(...row);
    const total = row.reduce((sum, value) => sum + Math.exp(value - most), 0);
    row.forEach((value, i) => (out.values[from + i] = Math.exp(value - most) / total));
  }
  return out;
}

/** Where each value of each input goes in the output of an operation that only moves values. */
function moved(call: SlowCall<OpKind>): number[][] {
  const { op, inputs, shape } = call;
  if (op.kind === "zeroPad2d") {
    const [height, width, channels] = inputs[0]!.shape as [number, number, number];
    const targets: number[] = [];
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        for (let c = 0; c < channels; c++)
          targets.push(((y + op.rows[0]) * shape[1]! + x + op.columns[0]) * channels + c);
    return [targets];
  }
  if (op.kind === "concatenate") {
    const inner = shape.slice(op.axis + 1).reduce((product, size) => product * size, 1);
    let before = 0;
    return inputs.map(({ shape: own, values }) => {
      const block = own[op.axis]! * inner;
      const start = before * inner;
      before += own[op.axis]!;
      return Array.from(
        values,
        (_, i) => Math.floor(i / block) * shape[op.axis]! * inner + start + (i % block),
      );
    });
  }
  return [Array.from(inputs[0]!.values, (_, i) => i)];
}

export function slowForward(call: SlowCall<OpKind>): Slow {
  const { op, inputs, weights, shape } = call;
  const [input] = inputs as [Slow];
  const out = zeros(shape);
  const channels = shape.at(-1)!;
  if (WEIGHTED.has(op.kind)) {
    if (weights["bias"] !== undefined)
      out.values.forEach((_, i) => (out.values[i] = weights["bias"]![i % channels]!));
    forEachConnection(op, input.shape, shape, (from, to, weight) => {
      out.values[to]! += input.values[from]! * weights["kernel"]![weight]!;
    });
  } else if (POOLS.has(op.kind)) {
    poolPlaces(op, input.shape, shape).forEach((places, to) => {
      const values = places.map((place) => input.values[place]!);
      out.values[to] = AVERAGES.has(op.kind)
        ? values.reduce((sum, value) => sum + value, 0) / values.length
        : Math.max(...values);
    });
  } else if (op.kind === "batchNorm" || op.kind === "rescaling") {
    input.values.forEach((value, i) => {
      const [times, plus] = perChannel(call, i % channels);
      out.values[i] = value * times + plus;
    });
  } else if (op.kind === "activation") {
    if (op.activation === "softmax") return softmax(input);
    input.values.forEach((value, i) => (out.values[i] = activated(op, value)));
  } else if (op.kind === "add") {
    for (const one of inputs) one.values.forEach((value, i) => (out.values[i]! += value));
  } else {
    moved(call).forEach((targets, which) =>
      targets.forEach((to, from) => (out.values[to] = inputs[which]!.values[from]!)),
    );
  }
  return out;
}

/** Of central differences in float64; activations are smooth there but at their kinks. */
const STEP = 1e-6;

export function slowVjp(call: SlowCall<OpKind>, signal: Slow): Slow[] {
  const { op, inputs, weights, shape } = call;
  const [input] = inputs as [Slow];
  const back = inputs.map((one) => zeros(one.shape));
  const [first] = back as [Slow];
  const channels = shape.at(-1)!;
  if (WEIGHTED.has(op.kind)) {
    forEachConnection(op, input.shape, shape, (from, to, weight) => {
      first.values[from]! += signal.values[to]! * weights["kernel"]![weight]!;
    });
  } else if (POOLS.has(op.kind)) {
    poolPlaces(op, input.shape, shape).forEach((places, to) => {
      const most = Math.max(...places.map((place) => input.values[place]!));
      const winner = places.find((place) => input.values[place] === most)!;
      const given = signal.values[to]!;
      if (AVERAGES.has(op.kind))
        for (const place of places) first.values[place]! += given / places.length;
      else first.values[winner]! += given;
    });
  } else if (op.kind === "batchNorm" || op.kind === "rescaling") {
    signal.values.forEach(
      (value, i) => (first.values[i] = value * perChannel(call, i % channels)[0]),
    );
  } else if (op.kind === "activation") {
    const at = (i: number, by: number): Slow => {
      const values = input.values.slice();
      values[i]! += by;
      return slowForward({ ...call, inputs: [slow(input.shape, values)] });
    };
    input.values.forEach((_, i) => {
      const [above, below] = [at(i, STEP), at(i, -STEP)];
      signal.values.forEach((value, to) => {
        first.values[i]! += (value * (above.values[to]! - below.values[to]!)) / (2 * STEP);
      });
    });
  } else if (op.kind === "add") {
    for (const one of back) one.values.set(signal.values);
  } else {
    moved(call).forEach((targets, which) =>
      targets.forEach((to, from) => (back[which]!.values[from] = signal.values[to]!)),
    );
  }
  return back;
}
