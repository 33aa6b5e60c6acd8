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

function ones(shape: Shape): Slow {
  return slow(shape, zeros(shape).values.fill(1));
}

const AVERAGES: ReadonlySet<OpKind> = new Set(["averagePool2d", "globalAveragePool2d"]);
const POOLS: ReadonlySet<OpKind> = new Set([...AVERAGES, "maxPool2d", "globalMaxPool2d"]);
const WEIGHTED: ReadonlySet<OpKind> = new Set([
  "dense",
  "conv2d",
  "conv2dTranspose",
  "depthwiseConv2d",
]);

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
    mish: () => x * Math.tanh(Math.log(1 + Math.exp(x))),
    exponential: () => Math.exp(x),
    softsign: () => x / (1 + Math.abs(x)),
    hardSigmoid: () => Math.min(Math.max(slope * x + 0.5, 0), 1),
    hardSwish: () => x * Math.min(Math.max(slope * x + 0.5, 0), 1),
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
  if (op.kind === "permute") {
    const from = inputs[0]!.shape;
    return [
      Array.from(inputs[0]!.values, (_, i) => {
        const place = placeOf(i, from);
        return indexOf(
          op.axes.map((axis) => place[axis]!),
          shape,
        );
      }),
    ];
  }
  return [Array.from(inputs[0]!.values, (_, i) => i)];
}

/** The indices along all axes of a value, and back. */
function placeOf(index: number, shape: Shape): number[] {
  let rest = index;
  return shape
    .toReversed()
    .map((size) => {
      const place = rest % size;
      rest = Math.floor(rest / size);
      return place;
    })
    .toReversed();
}

function indexOf(place: readonly number[], shape: Shape): number {
  return place.reduce((index, along, axis) => index * shape[axis]! + along, 0);
}

/** Of every value that is given, the one that it is a copy of. */
function copied(call: SlowCall<OpKind>): number[] {
  const { op, inputs, shape } = call;
  const from = inputs[0]!.shape;
  return Array.from(zeros(shape).values, (_, i) => {
    const [y = 0, x = 0, c = 0] = placeOf(i, shape);
    if (op.kind === "crop2d") return indexOf([y + op.rows[0], x + op.columns[0], c], from);
    if (op.kind !== "upsample2d") throw new Error(`${op.kind} copies nothing`);
    return indexOf([Math.floor(y / op.times[0]), Math.floor(x / op.times[1]), c], from);
  });
}

/** Of every product, the value of one factor. */
function factors(shape: Shape, factor: Slow): number[] {
  return Array.from(zeros(shape).values, (_, i) => {
    const place = placeOf(i, shape).map((along, axis) => (factor.shape[axis] === 1 ? 0 : along));
    return indexOf(place, factor.shape);
  });
}

function normalised({ op, inputs, weights }: SlowCall<"layerNorm">): number[] {
  const [{ shape, values }] = inputs as [Slow];
  const channels = shape.at(-1)!;
  return Array.from(values, (value, i) => {
    const row = values.subarray(i - (i % channels), i - (i % channels) + channels);
    const mean = row.reduce((sum, one) => sum + one, 0) / channels;
    const variance = row.reduce((sum, one) => sum + (one - mean) ** 2, 0) / channels;
    const own = (value - mean) / Math.sqrt(variance + op.epsilon);
    return own * (weights["gamma"]?.[i % channels] ?? 1) + (weights["beta"]?.[i % channels] ?? 0);
  });
}

/** Operations that give each value from several of one input, whose slopes are found by trying. */
const TRIED: ReadonlySet<OpKind> = new Set(["activation", "layerNorm"]);
const COPIES: ReadonlySet<OpKind> = new Set(["crop2d", "upsample2d"]);

/** One for each value, or one for each channel. */
function slopeAt({ slope }: SlowWeights, i: number): number {
  return slope![i % slope!.length]!;
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
  } else if (op.kind === "layerNorm") {
    out.values.set(normalised(call as SlowCall<"layerNorm">));
  } else if (op.kind === "prelu") {
    input.values.forEach((value, i) => {
      out.values[i] = value > 0 ? value : value * slopeAt(weights, i);
    });
  } else if (COPIES.has(op.kind)) {
    copied(call).forEach((from, to) => (out.values[to] = input.values[from]!));
  } else if (op.kind === "multiply") {
    out.values.fill(1);
    for (const one of inputs)
      factors(shape, one).forEach((from, to) => (out.values[to]! *= one.values[from]!));
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
  } else if (op.kind === "prelu") {
    signal.values.forEach((value, i) => {
      first.values[i] = input.values[i]! > 0 ? value : value * slopeAt(weights, i);
    });
  } else if (COPIES.has(op.kind)) {
    copied(call).forEach((from, to) => (first.values[from]! += signal.values[to]!));
  } else if (op.kind === "multiply") {
    inputs.forEach((own, which) => {
      const others = slowForward({
        ...call,
        inputs: inputs.map((one, i) => (i === which ? ones(own.shape) : one)),
      });
      factors(shape, own).forEach((from, to) => {
        back[which]!.values[from]! += signal.values[to]! * others.values[to]!;
      });
    });
  } else if (TRIED.has(op.kind)) {
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
