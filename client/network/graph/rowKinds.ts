// Layers along one axis: the same as over the two axes of a map, of a map that is one row.
import { numberOf, refusal, setting } from "./layerJson.ts";
import type { LayerJson } from "./layerJson.ts";
import { alone } from "./layerPart.ts";
import type { LayerKind, Part } from "./layerPart.ts";
import type { Shape } from "./network.ts";
import { shapeAfter } from "./shapes.ts";

/** Settings of one number each along the axis: down, they are 1. */
const SIZES = ["kernel_size", "strides", "dilation_rate", "pool_size", "size"] as const;
/** Settings of so many places before and after. */
const ENDS = ["padding", "cropping"] as const;

/** The kind along one axis, of the one over two. */
export function alongRow(kind: LayerKind): LayerKind {
  return (layer, around) => {
    const [row] = around.inputs as [Shape];
    const [length, channels] = row;
    if (row.length !== 2) throw refusal(layer, `it cannot take [${row.join(", ")}]`);
    const map = [1, length!, channels!];
    const isCausal = setting(layer, "padding") === "causal";
    const before = isCausal ? [causal(layer, map)] : [];
    const given = before.at(-1)?.shape ?? map;
    const parts = kind(asOfMap(layer), { ...around, inputs: [given] });
    return [
      { ...alone({ kind: "reshape" }), suffix: "map", shape: map },
      ...before,
      ...parts,
    ].concat(backToRow(given, parts));
  };
}

function asOfMap(layer: LayerJson): LayerJson {
  const settings: Record<string, unknown> = { ...(layer.config as object) };
  for (const name of SIZES) {
    const value = setting(layer, name);
    if (value !== undefined) settings[name] = [1, [value].flat()[0]];
  }
  for (const name of ENDS) {
    const value = setting(layer, name);
    if (value === "causal") settings[name] = "valid";
    else if (value !== undefined && typeof value !== "string")
      settings[name] = [[0, 0], Array.isArray(value) ? value : [value, value]];
  }
  return { ...layer, config: settings };
}

/** No place looks at those behind it: as many zeros in front as a window reaches back. */
function causal(layer: LayerJson, [, length, channels]: Shape): Part & { shape: Shape } {
  const alongIt = (name: string): number =>
    numberOf({ ...layer, config: { [name]: [setting(layer, name) ?? 1].flat()[0] } }, name);
  const reach = (alongIt("kernel_size") - 1) * alongIt("dilation_rate");
  const op = { kind: "zeroPad2d", rows: [0, 0], columns: [reach, 0] } as const;
  return { ...alone(op), suffix: "before", shape: [1, length! + reach, channels!] };
}

/** Of what still has the row's one place down. */
function backToRow(given: Shape, parts: readonly Part[]): Part[] {
  const last = parts.reduce<Shape | null>(
    (shape, part) => part.shape ?? (shape === null ? null : shapeAfter(part.op, [shape])),
    given,
  );
  if (last?.length !== 3) return [];
  return [{ ...alone({ kind: "reshape" }), suffix: "row", shape: last.slice(1) }];
}
