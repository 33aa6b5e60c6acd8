// The parameters that can be looked at: in the network's order, kernels first, the same name for both models.
import type { ParameterSummary, RunSummary } from "#contract/protocol.ts";
import { naturally } from "./runs.ts";

/** A parameter as the picker offers it; `key` finds it in either model. */
export interface OfferedParameter {
  key: string;
  layer: string;
  parameter: string;
  role: ParameterSummary["role"];
  /** The different shapes that it has in the models. */
  shapes: (readonly number[])[];
  /** How many of the models have it. */
  models: number;
}

const ROLE_ORDER = ["kernel", "bias", "scale", "statistic", "other"];

/** What a parameter is called wherever both models must mean the same one. */
export function parameterKey({ layer, parameter }: { layer: string; parameter: string }): string {
  return layer === "" ? parameter : `${layer}/${parameter}`;
}

/** Everything that at least one of the runs has. */
export function offeredParameters(runs: readonly RunSummary[]): OfferedParameter[] {
  const offered = new Map<string, OfferedParameter & { place: number }>();
  for (const run of runs) {
    const places = new Map(run.architecture?.map(({ name }, i) => [name, i]));
    for (const { layer, parameter, role, shape } of run.parameters) {
      const key = parameterKey({ layer, parameter });
      const place = places.get(layer) ?? places.get(layer.split("/").at(-1)!) ?? Infinity;
      const known = offered.get(key) ?? {
        key,
        layer,
        parameter,
        role,
        place,
        shapes: [],
        models: 0,
      };
      offered.set(key, known);
      known.models++;
      if (shape !== null && !known.shapes.some((other) => other.join() === shape.join())) {
        known.shapes.push(shape);
      }
    }
  }
  return [...offered.values()].sort(inNetworkOrder);
}

function inNetworkOrder(
  one: OfferedParameter & { place: number },
  two: OfferedParameter & { place: number },
): number {
  if (one.place !== two.place) return one.place - two.place;
  return (
    naturally(one.layer, two.layer) ||
    ROLE_ORDER.indexOf(one.role) - ROLE_ORDER.indexOf(two.role) ||
    naturally(one.parameter, two.parameter)
  );
}

/** The first kernel, as the page opens; of two different networks, the first that both have. */
export function firstKernel(offered: readonly OfferedParameter[]): string | null {
  const kernels = offered.filter(({ role }) => role === "kernel");
  const most = Math.max(...kernels.map(({ models }) => models));
  return (kernels.find(({ models }) => models === most) ?? offered[0])?.key ?? null;
}

export function findParameter(run: RunSummary, key: string | null): ParameterSummary | null {
  return run.parameters.find((parameter) => parameterKey(parameter) === key) ?? null;
}
