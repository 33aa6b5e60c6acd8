// The parameters that can be looked at: in the network's order, kernels first, the same name for both models.
import { shortLayerNames } from "#contract/layerNames.ts";
import { inNetworkOrder, layersOfAll, placesIn } from "#contract/layerOrder.ts";
import { ACTIVATION, type ParameterName, type Quantity } from "#contract/layers.ts";
import { piecesOf } from "#contract/namePath.ts";
import type { ParameterSummary, RunSummary } from "#contract/protocol.ts";
import { isOfOptimizer } from "#contract/roles.ts";

/** A parameter as the picker offers it; `key` finds it in either model. */
export interface OfferedParameter extends ParameterName {
  key: string;
  /** The key with the layer's short name. */
  label: string;
  /** The different shapes that it has in the models. */
  shapes: (readonly number[])[];
  /** How many of the models have it. */
  models: number;
  /** Whether any of them logged it more than once: only then is there something to play. */
  isCourse: boolean;
  /** Why no model that has it has anything to draw, in words; null when one has. */
  unavailable: string | null;
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

/** Whether an optimiser keeps it beside the weights: moments, counters. */
export function isOptimizers({ role, layer, parameter }: ParameterName): boolean {
  // The role says so of nearly all, and is at hand.
  return role === "statistic" && isOfOptimizer([...piecesOf(layer), ...piecesOf(parameter)]);
}

/** Everything that at least one of the runs has, what optimisers keep last. */
export function offeredParameters(runs: readonly RunSummary[]): OfferedParameter[] {
  const short = shortLayerNames(runs.flatMap((run) => run.parameters.map(({ layer }) => layer)));
  const offered = new Map<string, OfferedParameter>();
  const placeOf = placesIn(layersOfAll(runs.map(({ architecture }) => architecture)));
  for (const run of runs) {
    for (const named of run.parameters) {
      const { block, layer, parameter, role, quantity, shape, points, unavailable } = named;
      const key = parameterKey(named);
      let known = offered.get(key);
      if (known === undefined) {
        const label = parameterKey({ layer: short.get(layer)!, parameter, quantity });
        const names = { block, layer, parameter, role, quantity };
        known = { key, label, shapes: [], models: 0, isCourse: false, unavailable, ...names };
        offered.set(key, known);
      }
      known.models++;
      known.isCourse ||= points > 1;
      if (unavailable === null) known.unavailable = null;
      if (shape !== null && !known.shapes.some((other) => other.join() === shape.join())) {
        known.shapes.push(shape);
      }
    }
  }
  const ordered = inNetworkOrder([...offered.values()], ({ layer }) => placeOf(layer));
  return [
    ...ordered.filter((one) => !isOptimizers(one)),
    ...ordered.filter((one) => isOptimizers(one)),
  ];
}

/** Parameters that stand together in the picker: of one block, of one layer outside all blocks, or of the optimiser. */
export interface ParameterGroup {
  /** Path of the block or the layer; "" for the parameters of no layer. */
  path: string;
  /** The path in short. */
  label: string;
  parameters: OfferedParameter[];
}

/** The groups in the order of their first parameters. */
export function groupsOf(offered: readonly OfferedParameter[]): ParameterGroup[] {
  const kept = offered.filter((one) => isOptimizers(one));
  const groups = groupsByPath(offered.filter((one) => !isOptimizers(one)));
  return kept.length === 0
    ? groups
    : [...groups, { path: "the optimiser", label: "kept by the optimiser", parameters: kept }];
}

function groupsByPath(offered: readonly OfferedParameter[]): ParameterGroup[] {
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

/** The parameter `by` places from the one called `key`, as the picker lists them, stopping at the ends; null when there is none. */
export function neighbourOf(
  offered: readonly OfferedParameter[],
  key: string | null,
  by: number,
): OfferedParameter | null {
  const listed = groupsOf(offered).flatMap(({ parameters }) => parameters);
  const here = listed.findIndex((one) => one.key === key);
  const next = Math.min(Math.max(here + by, 0), listed.length - 1);
  return listed[next] ?? null;
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

/**
 * What the page opens on, of the weights that can be drawn: those that most of the models have, of them those with a
 * course over several steps, and of them the first kernel, else the first of all.
 */
export function firstKernel(offered: readonly OfferedParameter[]): string | null {
  const weights = offered.filter((one) => {
    return one.quantity === "weights" && one.unavailable === null && !isOptimizers(one);
  });
  const most = weights.reduce((highest, { models }) => Math.max(highest, models), 0);
  const shared = weights.filter(({ models }) => models === most);
  const courses = shared.filter(({ isCourse }) => isCourse);
  const preferred = courses.length > 0 ? courses : shared;
  const kernel = preferred.find(({ role }) => role === "kernel");
  return (kernel ?? preferred[0] ?? offered[0])?.key ?? null;
}

export function findParameter(run: RunSummary, key: string | null): ParameterSummary | null {
  return run.parameters.find((parameter) => parameterKey(parameter) === key) ?? null;
}
