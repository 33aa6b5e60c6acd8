// What each kind of Keras layer computes; a new kind is a line in the table.
import { ACTIVATION_LAYERS, activationOf } from "./activationWords.ts";
import { countOf, numberOf, refusal, setting } from "./layerJson.ts";
import type { LayerJson } from "./layerJson.ts";
import { lastChannels, poolOf, windowOf } from "./layerWindows.ts";
import type { Op, Shape, WeightSpec } from "./network.ts";
import { sizeOf } from "./shapes.ts";
import type { Writer } from "./writer.ts";

/** One operation of a layer, after those before it in the same layer. */
export interface Part {
  /** Behind the layer's name; null for the part that bears the name itself. */
  suffix: string | null;
  op: Op;
  /** `variable` is Keras's name of it within the layer. */
  weights: readonly { role: WeightSpec["role"]; variable: string; shape: Shape }[];
  /** Where the operation does not say it itself. */
  shape?: Shape;
}

interface Around {
  /** Of what the layer takes; at least one. */
  inputs: readonly Shape[];
  writer: Writer;
}

type LayerKind = (layer: LayerJson, around: Around) => readonly Part[];

const ONE = [1, 1] as const;
/** Keras's own. */
const NORM_EPSILON = 0.001;

const NOTHING: LayerKind = () => [alone({ kind: "identity" })];

const KINDS: Readonly<Record<string, LayerKind>> = {
  Dense(layer, { inputs }) {
    const units = countOf(layer, "units");
    const kernel = [inputs[0]!.at(-1)!, units];
    const op = { kind: "dense", units } as const;
    return withActivation(layer, inputs, withBias(layer, op, "kernel", kernel, units));
  },
  Conv2D(layer, { inputs }) {
    if (numberOf(layer, "groups", 1) !== 1) throw refusal(layer, "its channels are in groups");
    const filters = countOf(layer, "filters");
    const window = windowOf(layer);
    const kernel = [...window.kernelSize, inputs[0]!.at(-1)!, filters];
    const op = { kind: "conv2d", filters, ...window } as const;
    return withActivation(layer, inputs, withBias(layer, op, "kernel", kernel, filters));
  },
  DepthwiseConv2D(layer, around) {
    const part = depthwise(
      layer,
      around.writer === "keras3" ? "kernel" : "depthwise_kernel",
      around,
    );
    const [, , channels, multiplier] = part.weights[0]!.shape as [number, number, number, number];
    return withActivation(layer, around.inputs, {
      ...part,
      weights: [...part.weights, ...biasOf(layer, channels * multiplier)],
    });
  },
  SeparableConv2D(layer, around) {
    const filters = countOf(layer, "filters");
    const first = depthwise(layer, "depthwise_kernel", around);
    const [, , channels, multiplier] = first.weights[0]!.shape as [number, number, number, number];
    const rest = { kernelSize: ONE, strides: ONE, dilation: ONE, padding: "valid" } as const;
    const kernel = [...ONE, channels * multiplier, filters];
    const op = { kind: "conv2d", filters, ...rest } as const;
    const pointwise = withBias(layer, op, "pointwise_kernel", kernel, filters);
    return [{ ...first, suffix: "depthwise" }, ...withActivation(layer, around.inputs, pointwise)];
  },
  BatchNormalization(layer, { inputs }) {
    const rank = inputs[0]!.length;
    const axis = [setting(layer, "axis") ?? -1].flat();
    if (axis.length !== 1 || (axis[0] !== -1 && axis[0] !== rank))
      throw refusal(layer, `its axis is ${JSON.stringify(axis)}, not the last`);
    const shape = [inputs[0]!.at(-1)!];
    const weights = [
      ...(setting(layer, "scale") === false
        ? []
        : [{ role: "gamma", variable: "gamma", shape } as const]),
      ...(setting(layer, "center") === false
        ? []
        : [{ role: "beta", variable: "beta", shape } as const]),
      { role: "mean", variable: "moving_mean", shape } as const,
      { role: "variance", variable: "moving_variance", shape } as const,
    ];
    const epsilon = numberOf(layer, "epsilon", NORM_EPSILON);
    return [{ suffix: null, op: { kind: "batchNorm", epsilon }, weights }];
  },
  MaxPooling2D: (layer) => [alone({ kind: "maxPool2d", ...poolOf(layer) })],
  AveragePooling2D: (layer) => [alone({ kind: "averagePool2d", ...poolOf(layer) })],
  GlobalMaxPooling2D: (layer, around) => [wholeMap({ kind: "globalMaxPool2d" }, layer, around)],
  GlobalAveragePooling2D: (layer, around) => [
    wholeMap({ kind: "globalAveragePool2d" }, layer, around),
  ],
  Flatten(layer) {
    lastChannels(layer);
    return [alone({ kind: "flatten" })];
  },
  Reshape(layer, { inputs }) {
    const target = setting(layer, "target_shape");
    const shape = Array.isArray(target) ? reshapedTo(target as unknown[], inputs[0]!) : null;
    if (shape === null) throw refusal(layer, `its target_shape is ${JSON.stringify(target)}`);
    return [{ ...alone({ kind: "reshape" }), shape }];
  },
  ZeroPadding2D(layer) {
    lastChannels(layer);
    const padding = setting(layer, "padding") ?? 1;
    const pairs = (Array.isArray(padding) ? padding : [padding, padding]) as unknown[];
    const [rows, columns] = pairs.map((pair) => (Array.isArray(pair) ? pair : [pair, pair]));
    if (!isPair(rows) || !isPair(columns))
      throw refusal(layer, `its padding is ${JSON.stringify(padding)}`);
    return [alone({ kind: "zeroPad2d", rows, columns })];
  },
  Add: () => [alone({ kind: "add" })],
  Concatenate(layer, { inputs }) {
    const rank = inputs[0]!.length;
    const axis = numberOf(layer, "axis", -1);
    const along = axis < 0 ? rank + axis : axis - 1;
    if (along < 0) throw refusal(layer, `its axis is ${axis}, the batch's`);
    return [alone({ kind: "concatenate", axis: along })];
  },
  Rescaling(layer) {
    const op = { scale: numbersOf(layer, "scale", 1), offset: numbersOf(layer, "offset", 0) };
    return [alone({ kind: "rescaling", ...op })];
  },
  Dropout: NOTHING,
  SpatialDropout2D: NOTHING,
  AlphaDropout: NOTHING,
  GaussianDropout: NOTHING,
  GaussianNoise: NOTHING,
  ActivityRegularization: NOTHING,
  RandomFlip: NOTHING,
  RandomRotation: NOTHING,
  RandomTranslation: NOTHING,
  RandomZoom: NOTHING,
  RandomContrast: NOTHING,
  RandomBrightness: NOTHING,
};

/** @throws UnsupportedNetwork naming the layer and the kinds there are */
export function partsOf(layer: LayerJson, around: Around): readonly Part[] {
  const ofKind = Object.hasOwn(KINDS, layer.kind) ? KINDS[layer.kind] : undefined;
  if (ofKind !== undefined) return ofKind(layer, around);
  if (Object.hasOwn(ACTIVATION_LAYERS, layer.kind)) {
    const activation = ACTIVATION_LAYERS[layer.kind]!(layer, around.inputs[0]!.length);
    return [alone(activation ?? { kind: "identity" })];
  }
  const known = [...Object.keys(KINDS), ...Object.keys(ACTIVATION_LAYERS)];
  throw refusal(layer, `of such layers nothing is known here; there are ${known.join(", ")}`);
}

function alone(op: Op): Part {
  return { suffix: null, op, weights: [] };
}

function withActivation(layer: LayerJson, inputs: readonly Shape[], part: Part): Part[] {
  const activation = activationOf(layer, inputs[0]!.length);
  if (activation === null) return [part];
  return [part, { suffix: activation.activation, op: activation, weights: [] }];
}

function withBias(layer: LayerJson, op: Op, variable: string, shape: Shape, units: number): Part {
  const kernel = { role: "kernel", variable, shape } as const;
  return { suffix: null, op, weights: [kernel, ...biasOf(layer, units)] };
}

function biasOf(layer: LayerJson, units: number): Part["weights"] {
  if (setting(layer, "use_bias") === false) return [];
  return [{ role: "bias", variable: "bias", shape: [units] }];
}

function depthwise(layer: LayerJson, variable: string, { inputs }: Around): Part {
  const window = windowOf(layer);
  const multiplier = countOf(layer, "depth_multiplier", 1);
  const shape = [...window.kernelSize, inputs[0]!.at(-1)!, multiplier];
  return {
    suffix: null,
    op: { kind: "depthwiseConv2d", multiplier, ...window },
    weights: [{ role: "kernel", variable, shape }],
  };
}

function wholeMap(op: Op, layer: LayerJson, { inputs }: Around): Part {
  lastChannels(layer);
  const channels = inputs[0]!.at(-1)!;
  const shape = setting(layer, "keepdims") === true ? [1, 1, channels] : [channels];
  return { ...alone(op), shape };
}

function reshapedTo(target: readonly unknown[], input: Shape): Shape | null {
  const sizes = target.filter((size) => Number.isSafeInteger(size)) as number[];
  const rest = sizeOf(input) / sizeOf(sizes.filter((size) => size !== -1));
  const shape = sizes.map((size) => (size === -1 ? rest : size));
  const fits = sizes.length === target.length && sizeOf(shape) === sizeOf(input);
  return fits && shape.every((size) => Number.isSafeInteger(size) && size > 0) ? shape : null;
}

function numbersOf(layer: LayerJson, name: string, otherwise: number): number[] {
  const value = setting(layer, name) ?? otherwise;
  const numbers = [value].flat();
  if (numbers.every((one) => typeof one === "number")) return numbers;
  throw refusal(layer, `its ${name} is ${JSON.stringify(value)}`);
}

function isPair(value: unknown): value is [number, number] {
  const isFit = (one: unknown): boolean => Number.isSafeInteger(one) && (one as number) >= 0;
  return Array.isArray(value) && value.length === 2 && value.every(isFit);
}
