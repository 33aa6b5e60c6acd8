// Activations by the names that Keras and TensorFlow.js give them, alone or within a layer.
import { numberOf, property, refusal, setting } from "./layerJson.ts";
import type { LayerJson } from "./layerJson.ts";
import type { ActivationKind, OpOf } from "./network.ts";

type Activation = OpOf<"activation">;

/** What `leaky_relu` falls by below zero as a function; as a layer it has a setting. */
const FUNCTION_SLOPE = 0.2;
const LAYER_SLOPE = 0.3;

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
      "softmax",
    ] as const
  ).map((name) => [name, plain(name)] as const),
  ["silu", plain("swish")],
  ["leaky_relu", { ...plain("leakyRelu"), slope: FUNCTION_SLOPE }],
]);

/** Layers that are an activation, by their class; `rank` is of what they take, without the batch. */
export const ACTIVATION_LAYERS: Readonly<
  Record<string, (layer: LayerJson, rank: number) => Activation | null>
> = {
  Activation: (layer, rank) => activationOf(layer, rank),
  ReLU: rectifier,
  LeakyReLU: (layer) => ({
    ...plain("leakyRelu"),
    slope: numberOf(layer, ["negative_slope", "alpha"], LAYER_SLOPE),
  }),
  ELU: (layer) => ({ ...plain("elu"), scale: numberOf(layer, "alpha", 1) }),
  Softmax(layer, rank) {
    const axis = setting(layer, "axis") ?? -1;
    if (axis !== -1 && axis !== rank)
      throw refusal(layer, `its axis is ${JSON.stringify(axis)}, not the last`);
    return plain("softmax");
  },
};

/** The activation that stands in a layer's settings; null where it changes nothing. */
export function activationOf(layer: LayerJson, rank: number): Activation | null {
  const value = setting(layer, "activation");
  if (value === undefined || value === "linear") return null;
  const word = typeof value === "string" ? value : property(value, "config");
  if (word === "linear") return null;
  const known = typeof word === "string" ? FUNCTIONS.get(word) : undefined;
  if (known !== undefined) return known;
  const kind = property(value, "class_name");
  const ofLayer = typeof kind === "string" ? ACTIVATION_LAYERS[kind] : undefined;
  if (ofLayer !== undefined) return ofLayer({ ...layer, config: property(value, "config") }, rank);
  const called = typeof word === "string" ? word : (JSON.stringify(kind ?? value) ?? "unknown");
  throw refusal(
    layer,
    `its activation is ${called}, and can be linear, ${[...FUNCTIONS.keys()].join(", ")}`,
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
