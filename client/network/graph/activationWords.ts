// Activations by the names that Keras and TensorFlow.js give them, alone or within a layer.
import { numberOf, property, refusal, setting } from "./layerJson.ts";
import type { LayerJson } from "./layerJson.ts";
import type { ActivationKind, OpOf } from "./network.ts";
import type { Writer } from "./writer.ts";

type Activation = OpOf<"activation">;

/** What `leaky_relu` falls by below zero as a function; as a layer it has a setting. */
const FUNCTION_SLOPE = 0.2;
const LAYER_SLOPE = 0.3;
/** Keras 3 has made the ramp of a hard sigmoid flatter. */
const HARD_SLOPE: Readonly<Record<Writer, number>> = { keras2: 0.2, keras3: 1 / 6, tfjs: 0.2 };
const HARD_SWISH_SLOPE = 1 / 6;

/** What must be known to understand one: of what a layer takes, without the batch, and who wrote it. */
interface Around {
  rank: number;
  writer: Writer;
}

function plain(activation: ActivationKind): Activation {
  return { kind: "activation", activation, slope: 0, scale: 1 };
}

const FUNCTIONS: ReadonlyMap<string, Activation> = new Map([
  ...(
    [
      "relu",
      "relu6",
      "elu",
      "selu",
      "softplus",
      "sigmoid",
      "tanh",
      "swish",
      "gelu",
      "mish",
      "exponential",
      "softsign",
      "softmax",
    ] as const
  ).map((name) => [name, plain(name)] as const),
  ["silu", plain("swish")],
  ["leaky_relu", { ...plain("leakyRelu"), slope: FUNCTION_SLOPE }],
  ...["hard_swish", "hard_silu"].map(
    (name) => [name, { ...plain("hardSwish"), slope: HARD_SWISH_SLOPE }] as const,
  ),
]);

const HARD_SIGMOIDS: ReadonlySet<unknown> = new Set(["hard_sigmoid", "hardSigmoid"]);

/** Layers that are an activation, by their class. */
export const ACTIVATION_LAYERS: Readonly<
  Record<string, (layer: LayerJson, around: Around) => Activation | null>
> = {
  Activation: activationOf,
  ReLU: rectifier,
  LeakyReLU: (layer) => ({
    ...plain("leakyRelu"),
    slope: numberOf(layer, ["negative_slope", "alpha"], LAYER_SLOPE),
  }),
  ELU: (layer) => ({ ...plain("elu"), scale: numberOf(layer, "alpha", 1) }),
  Softmax(layer, { rank }) {
    const axis = setting(layer, "axis") ?? -1;
    if (axis !== -1 && axis !== rank)
      throw refusal(layer, `its axis is ${JSON.stringify(axis)}, not the last`);
    return plain("softmax");
  },
};

/** The activation that stands in a layer's settings; null where it changes nothing. */
export function activationOf(layer: LayerJson, around: Around): Activation | null {
  const value = setting(layer, "activation");
  if (value === undefined || value === "linear") return null;
  const word = typeof value === "string" ? value : property(value, "config");
  if (word === "linear") return null;
  const known = typeof word === "string" ? FUNCTIONS.get(word) : undefined;
  if (known !== undefined) return known;
  if (HARD_SIGMOIDS.has(word)) return { ...plain("hardSigmoid"), slope: HARD_SLOPE[around.writer] };
  const kind = property(value, "class_name");
  const ofLayer = typeof kind === "string" ? ACTIVATION_LAYERS[kind] : undefined;
  if (ofLayer !== undefined)
    return ofLayer({ ...layer, config: property(value, "config") }, around);
  const called = typeof word === "string" ? word : (JSON.stringify(kind ?? value) ?? "unknown");
  throw refusal(
    layer,
    `its activation is ${called}, and can be linear, hard_sigmoid, ${[...FUNCTIONS.keys()].join(", ")}`,
  );
}

function rectifier(layer: LayerJson): Activation {
  const most = setting(layer, "max_value");
  const slope = numberOf(layer, ["negative_slope", "alpha"], 0);
  if (numberOf(layer, "threshold", 0) !== 0) throw refusal(layer, "its threshold is not 0");
  if (most === undefined) return slope === 0 ? plain("relu") : { ...plain("leakyRelu"), slope };
  if (most === 6 && slope === 0) return plain("relu6");
  throw refusal(layer, `its values end at ${JSON.stringify(most)}, and can end at 6 or nowhere`);
}
