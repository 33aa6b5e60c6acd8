// What each kind of Keras layer computes; a new kind is a line in the table.
import { ACTIVATION_LAYERS, activationOf } from "./activationWords.ts";
import { countOf, numberOf, numbersOf, refusal, setting, sidesOf, wordOf } from "./layerJson.ts";
import type { LayerJson } from "./layerJson.ts";
import { alone } from "./layerPart.ts";
import type { Around, LayerKind, Part } from "./layerPart.ts";
import { endsOf, lastChannels, poolOf, windowOf } from "./layerWindows.ts";
import type { Op, Shape } from "./network.ts";
import { NORM_KINDS } from "./normKinds.ts";
import { alongRow } from "./rowKinds.ts";
import { sizeOf } from "./shapes.ts";

const ONE = [1, 1] as const;

const NOTHING: LayerKind = () => [alone({ kind: "identity" })];

/** Layers over the two axes of a map. */
const MAP_KINDS: Readonly<Record<string, LayerKind>> = {
  Conv2D(layer, around) {
    const filters = countOf(layer, "filters");
    const groups = countOf(layer, "groups", 1);
    const channels = around.inputs[0]!.at(-1)!;
    if (channels % groups > 0 || filters % groups > 0)
      throw refusal(
        layer,
        `its ${channels} channels and ${filters} filters are in ${groups} groups`,
      );
    const window = windowOf(layer);
    const kernel = [...window.kernelSize, channels / groups, filters];
    const grouped = groups === 1 ? {} : { groups };
    const op = { kind: "conv2d", filters, ...window, ...grouped } as const;
    return withActivation(layer, around, withBias(layer, op, "kernel", kernel, filters));
  },
  Conv2DTranspose(layer, around) {
    const filters = countOf(layer, "filters");
    const ends = setting(layer, "output_padding");
    if (ends !== undefined) throw refusal(layer, `its output_padding is ${JSON.stringify(ends)}`);
    const window = windowOf(layer);
    const kernel = [...window.kernelSize, filters, around.inputs[0]!.at(-1)!];
    const op = { kind: "conv2dTranspose", filters, ...window } as const;
    return withActivation(layer, around, withBias(layer, op, "kernel", kernel, filters));
  },
  DepthwiseConv2D(layer, around) {
    const part = depthwise(
      layer,
      around.writer === "keras3" ? "kernel" : "depthwise_kernel",
      around,
    );
    const [, , channels, multiplier] = part.weights[0]!.shape as [number, number, number, number];
    return withActivation(layer, around, {
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
    return [{ ...first, suffix: "depthwise" }, ...withActivation(layer, around, pointwise)];
  },
  MaxPooling2D: (layer) => [alone({ kind: "maxPool2d", ...poolOf(layer) })],
  AveragePooling2D: (layer) => [alone({ kind: "averagePool2d", ...poolOf(layer) })],
  GlobalMaxPooling2D: (layer, around) => [wholeMap({ kind: "globalMaxPool2d" }, layer, around)],
  GlobalAveragePooling2D: (layer, around) => [
    wholeMap({ kind: "globalAveragePool2d" }, layer, around),
  ],
  ZeroPadding2D(layer) {
    lastChannels(layer);
    return [alone({ kind: "zeroPad2d", ...endsOf(layer, "padding") })];
  },
  Cropping2D(layer) {
    lastChannels(layer);
    return [alone({ kind: "crop2d", ...endsOf(layer, "cropping") })];
  },
  UpSampling2D(layer) {
    lastChannels(layer);
    wordOf(layer, "interpolation", ["nearest"]);
    return [alone({ kind: "upsample2d", times: sidesOf(layer, "size", [2, 2]) })];
  },
};

const PLAIN_KINDS: Readonly<Record<string, LayerKind>> = {
  Dense(layer, around) {
    const units = countOf(layer, "units");
    const kernel = [around.inputs[0]!.at(-1)!, units];
    const op = { kind: "dense", units } as const;
    return withActivation(layer, around, withBias(layer, op, "kernel", kernel, units));
  },
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
  Permute(layer, { inputs }) {
    const dims = numbersOf(layer, "dims", 1);
    const axes = dims.map((dim) => dim - 1);
    if (axes.toSorted((one, two) => one - two).join() !== [...inputs[0]!.keys()].join())
      throw refusal(layer, `its dims are ${JSON.stringify(dims)}`);
    return [alone({ kind: "permute", axes })];
  },
  Add: () => [alone({ kind: "add" })],
  Multiply: () => [alone({ kind: "multiply" })],
  Average: (_, { inputs }) => [
    { ...alone({ kind: "add" }), suffix: "sum" },
    alone({ kind: "rescaling", scale: [1 / inputs.length], offset: [0] }),
  ],
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
  PReLU(layer, { inputs }) {
    const shared = numbersOf(layer, "shared_axes", 0);
    const shape = inputs[0]!.map((size, axis) => (shared.includes(axis + 1) ? 1 : size));
    const weights = [{ role: "slope", variable: "alpha", shape }] as const;
    return [{ suffix: null, op: { kind: "prelu" }, weights }];
  },
  Dropout: NOTHING,
  SpatialDropout1D: NOTHING,
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

const KINDS: Readonly<Record<string, LayerKind>> = {
  ...PLAIN_KINDS,
  ...NORM_KINDS,
  ...MAP_KINDS,
  ...Object.fromEntries(
    Object.entries(MAP_KINDS).map(([name, kind]) => [name.replace("2D", "1D"), alongRow(kind)]),
  ),
};

/** @throws UnsupportedNetwork naming the layer and the kinds there are */
export function partsOf(layer: LayerJson, around: Around): readonly Part[] {
  const ofKind = Object.hasOwn(KINDS, layer.kind) ? KINDS[layer.kind] : undefined;
  if (ofKind !== undefined) return ofKind(layer, around);
  if (Object.hasOwn(ACTIVATION_LAYERS, layer.kind)) {
    const { inputs, writer } = around;
    const activation = ACTIVATION_LAYERS[layer.kind]!(layer, { rank: inputs[0]!.length, writer });
    return [alone(activation ?? { kind: "identity" })];
  }
  const known = [...Object.keys(KINDS), ...Object.keys(ACTIVATION_LAYERS)];
  throw refusal(layer, `of such layers nothing is known here; there are ${known.join(", ")}`);
}

function withActivation(layer: LayerJson, { inputs, writer }: Around, part: Part): Part[] {
  const activation = activationOf(layer, { rank: inputs[0]!.length, writer });
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
