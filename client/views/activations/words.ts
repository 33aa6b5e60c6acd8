// What activations are, in words.
import type { LayerActivations } from "../../network/methods/activations.ts";
import { shapeText, shareText, valueText, wholeText } from "../../ui/format.ts";
import { printable } from "../../ui/printable.ts";
import { figuresOf, unitsIn, unitValues } from "./looked.ts";

/** "channel" of maps, "unit" of what has none. */
export function nounOf({ shape }: Pick<LayerActivations, "shape">): "channel" | "unit" {
  return shape.length >= 3 ? "channel" : "unit";
}

/** For those who do not see the maps. */
export function layerInWords(layer: LayerActivations, dead: number): string {
  const { largest, at, above } = figuresOf(layer.values);
  const lost = dead === 0 ? "" : ` ${wholeText(dead)} are dead.`;
  return (
    `${printable(layer.layer, 60)}, ${layer.what}, ${shapeText(layer.shape)}: ` +
    `${shareText(above, layer.values.length)} of its activations are above zero, ` +
    `the largest is ${valueText(largest)} of ${nounOf(layer)} ${at % unitsIn(layer)}.${lost}`
  );
}

/** "channel 5: at most 2.31, on average 0.42". */
export function unitInWords(layer: LayerActivations, unit: number, isDead: boolean): string {
  const values = unitValues(layer, unit);
  const { largest, mean } = figuresOf(values);
  const much =
    values.length === 1
      ? valueText(largest)
      : `at most ${valueText(largest)}, on average ${valueText(mean)}`;
  return `${nounOf(layer)} ${unit}: ${much}${isDead ? "; no example activates it" : ""}`;
}
