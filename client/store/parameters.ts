// The parameters that can be looked at: in the network's order, kernels first, the same name for both models.
import { shortLayerNames } from "#contract/layerNames.ts";
import { inNetworkOrder, placesIn } from "#contract/layerOrder.ts";
import { ACTIVATION, type ParameterName, type Quantity } from "#contract/layers.ts";
import type { ParameterSummary, RunSummary } from "#contract/protocol.ts";

/** A parameter as the picker offers it; `key` finds it in either model. */
export interface OfferedParameter extends ParameterName {
  key: string;
  /** The key with the layer's short name. */
  label: string;
  /** The different shapes that it has in the models. */
  shapes: (readonly number[])[];
  /** How many of the models have it. */
  models: number;
}

/** Behind the name of what is not a weight. */
const MARKS: Readonly<Record<Quantity, string>> = {
  weights: "",
  gradients: " (gradient)",
  activations: " (activation)",
};

/** What a parameter is called wherever both models must mean the same one. */
export function parameterKey(
  name: Pick<ParameterName, "layer" | "parameter" | "quantity">,
): string {
  const { layer, parameter, quantity } = name;
  // An activation is of the whole layer.
  const isLayer = quantity === "activations" && parameter === ACTIVATION && layer !== "";
  const parts = isLayer ? [layer] : [layer, parameter];
  return parts.filter((part) => part !== "").join("/") + MARKS[quantity];
}

/** Everything that at least one of the runs has. */
export function offeredParameters(runs: readonly RunSummary[]): OfferedParameter[] {
  const short = shortLayerNames(runs.flatMap((run) => run.parameters.map(({ layer }) => layer)));
  const offered = new Map<string, OfferedParameter>();
  const places = new Map<OfferedParameter, number>();
  for (const run of runs) {
    const placeOf = placesIn(run.architecture);
    for (const named of run.parameters) {
      const { block, layer, parameter, role, quantity, shape } = named;
      const key = parameterKey(named);
      let known = offered.get(key);
      if (known === undefined) {
        const label = parameterKey({ layer: short.get(layer)!, parameter, quantity });
        const names = { block, layer, parameter, role, quantity };
        known = { key, label, shapes: [], models: 0, ...names };
        offered.set(key, known);
        places.set(known, placeOf(layer));
      }
      known.models++;
      if (shape !== null && !known.shapes.some((other) => other.join() === shape.join())) {
        known.shapes.push(shape);
      }
    }
  }
  return inNetworkOrder([...offered.values()], (one) => places.get(one)!);
}

/** Parameters that stand together in the picker: of one block, or of one layer outside all blocks. */
export interface ParameterGroup {
  /** Path of the block or the layer; "" for the parameters of no layer. */
  path: string;
  /** The path in short. */
  label: string;
  parameters: OfferedParameter[];
}

/** The groups in the order of their first parameters. */
export function groupsOf(offered: readonly OfferedParameter[]): ParameterGroup[] {
  const groups = new Map<string, ParameterGroup>();
  for (const parameter of offered) {
    const { block, layer, key, label } = parameter;
    const path = block === "" ? layer : block;
    // Labels lack the same pieces in front as the short names of their layers.
    const missing = key.length - label.length;
    const group = groups.get(path) ?? {
      path,
      label: missing < path.length ? path.slice(missing) : path,
      parameters: [],
    };
    groups.set(path, group);
    group.parameters.push(parameter);
  }
  return [...groups.values()];
}

/** Those whose key holds every word, in upper or lower case. */
export function matching(offered: readonly OfferedParameter[], filter: string): OfferedParameter[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return offered.filter(({ key }) => words.every((word) => key.toLowerCase().includes(word)));
}

/** How many layers a person can overlook without a filter. */
const FEW_LAYERS = 20;

export function areManyLayers(offered: readonly OfferedParameter[]): boolean {
  return new Set(offered.map(({ layer }) => layer)).size > FEW_LAYERS;
}

/** What the page opens on: of the parameters that most of the models have, the first kernel, else the first of all. */
export function firstKernel(offered: readonly OfferedParameter[]): string | null {
  const weights = offered.filter(({ quantity }) => quantity === "weights");
  const most = Math.max(...weights.map(({ models }) => models));
  const shared = weights.filter(({ models }) => models === most);
  return (shared.find(({ role }) => role === "kernel") ?? shared[0] ?? offered[0])?.key ?? null;
}

export function findParameter(run: RunSummary, key: string | null): ParameterSummary | null {
  return run.parameters.find((parameter) => parameterKey(parameter) === key) ?? null;
}
