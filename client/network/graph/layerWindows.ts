// The window that a convolution or a pooling moves over a map, as its layer's settings have it.
import { refusal, setting, sidesOf, wordOf } from "./layerJson.ts";
import type { LayerJson } from "./layerJson.ts";
import type { OpOf } from "./network.ts";

type Convolving = Omit<OpOf<"conv2d">, "kind" | "filters">;
type Pooling = Omit<OpOf<"maxPool2d">, "kind">;

const CHANNELS = ["channels_last"] as const;
const PADDINGS = ["valid", "same"] as const;
const ONE = [1, 1] as const;

export function windowOf(layer: LayerJson): Convolving {
  lastChannels(layer);
  const window = {
    kernelSize: sidesOf(layer, "kernel_size"),
    strides: sidesOf(layer, "strides", ONE),
    dilation: sidesOf(layer, "dilation_rate", ONE),
    padding: wordOf(layer, "padding", PADDINGS),
  };
  const isBoth = Math.max(...window.strides) > 1 && Math.max(...window.dilation) > 1;
  if (isBoth) throw refusal(layer, "it has strides and is dilated at once");
  return window;
}

export function poolOf(layer: LayerJson): Pooling {
  lastChannels(layer);
  const poolSize = sidesOf(layer, "pool_size", [2, 2]);
  return {
    poolSize,
    strides: sidesOf(layer, "strides", poolSize),
    padding: wordOf(layer, "padding", PADDINGS),
  };
}

/** How many places at each end of both axes: one number, one for each axis, or one for each end. */
export function endsOf(
  layer: LayerJson,
  name: "padding" | "cropping",
): Pick<OpOf<"zeroPad2d">, "rows" | "columns"> {
  const value = setting(layer, name) ?? (name === "padding" ? 1 : 0);
  const pairs = (Array.isArray(value) ? value : [value, value]) as unknown[];
  const [rows, columns] = pairs.map((pair) => (Array.isArray(pair) ? pair : [pair, pair]));
  if (isPair(rows) && isPair(columns)) return { rows, columns };
  throw refusal(layer, `its ${name} is ${JSON.stringify(value)}`);
}

function isPair(value: unknown): value is [number, number] {
  const isFit = (one: unknown): boolean => Number.isSafeInteger(one) && (one as number) >= 0;
  return Array.isArray(value) && value.length === 2 && value.every(isFit);
}

/** Refuses [channels, height, width]. */
export function lastChannels(layer: LayerJson): void {
  wordOf(layer, "data_format", CHANNELS);
}
