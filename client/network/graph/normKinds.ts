// Layers that bring what they are given to a mean and a width.
import { numberOf, numbersOf, refusal, setting } from "./layerJson.ts";
import type { LayerJson } from "./layerJson.ts";
import { alone } from "./layerPart.ts";
import type { LayerKind, Part } from "./layerPart.ts";
import type { Shape } from "./network.ts";

/** Keras's own. */
const NORM_EPSILON = 0.001;
/** The least width that Keras divides by, squared. */
const LEAST_VARIANCE = 1e-14;

export const NORM_KINDS: Readonly<Record<string, LayerKind>> = {
  BatchNormalization(layer, { inputs }) {
    const shape = channelsOf(layer, inputs[0]!);
    const weights = [
      ...scaleAndOffset(layer, shape),
      { role: "mean", variable: "moving_mean", shape } as const,
      { role: "variance", variable: "moving_variance", shape } as const,
    ];
    const epsilon = numberOf(layer, "epsilon", NORM_EPSILON);
    return [{ suffix: null, op: { kind: "batchNorm", epsilon }, weights }];
  },
  LayerNormalization(layer, { inputs }) {
    const weights = scaleAndOffset(layer, channelsOf(layer, inputs[0]!));
    if (setting(layer, "rms_scaling") === true) throw refusal(layer, "it keeps the mean");
    const epsilon = numberOf(layer, "epsilon", NORM_EPSILON);
    return [{ suffix: null, op: { kind: "layerNorm", epsilon }, weights }];
  },
  // By what it was told, or by what it has found in the data.
  Normalization(layer, { inputs }) {
    const shape = channelsOf(layer, inputs[0]!);
    if (setting(layer, "invert") === true) throw refusal(layer, "it is inverted");
    if (setting(layer, "mean") === undefined) {
      const weights = [
        { role: "mean", variable: "mean", shape },
        { role: "variance", variable: "variance", shape },
      ] as const;
      return [{ suffix: null, op: { kind: "batchNorm", epsilon: LEAST_VARIANCE }, weights }];
    }
    const scale = numbersOf(layer, "variance", 1).map(
      (variance) => 1 / Math.sqrt(Math.max(variance, LEAST_VARIANCE)),
    );
    const offset = numbersOf(layer, "mean", 0).map((mean, c) => -mean * scale[c % scale.length]!);
    return [alone({ kind: "rescaling", scale, offset })];
  },
};

/** Refuses any axis but the last. */
function channelsOf(layer: LayerJson, input: Shape): Shape {
  const axis = [setting(layer, "axis") ?? -1].flat();
  if (axis.length !== 1 || (axis[0] !== -1 && axis[0] !== input.length))
    throw refusal(layer, `its axis is ${JSON.stringify(axis)}, not the last`);
  return [input.at(-1)!];
}

function scaleAndOffset(layer: LayerJson, shape: Shape): Part["weights"] {
  const isOn = (name: string): boolean => setting(layer, name) !== false;
  return [
    ...(isOn("scale") ? [{ role: "gamma", variable: "gamma", shape } as const] : []),
    ...(isOn("center") ? [{ role: "beta", variable: "beta", shape } as const] : []),
  ];
}
