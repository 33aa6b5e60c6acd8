// The names of one model's parameters, taken together: no two alike, and each one's role as its neighbours tell it.
import type { ParameterName } from "./layers.ts";
import { piecesOf } from "./namePath.ts";
import { refinedRole, type Role } from "./roles.ts";
import { atOnce, mapped, type Turns } from "./turns.ts";

/** A parameter by itself: its tag, what that resolves to, and its shape where that is known. */
export interface NamedParameter {
  readonly tag: string;
  readonly name: ParameterName;
  readonly shape: readonly number[] | null;
}

/** The names in the order of `parameters`; two of them are alike in layer, parameter and quantity only where the tags are. */
export function parameterNames(parameters: readonly NamedParameter[]): ParameterName[] {
  return atOnce(namesTogether(parameters));
}

/** {@link parameterNames} in turns. */
export function* namesTogether(parameters: readonly NamedParameter[]): Turns<ParameterName[]> {
  const roles = yield* rolesOf(parameters);
  const blocks = new Set(parameters.map(({ name }) => name.block));
  const names = yield* mapped(parameters, ({ name }, i) => {
    const block = blocks.has(name.layer) ? name.layer : name.block;
    const role = roles[i]!;
    const { layer, parameter, quantity } = name;
    return block === name.block && role === name.role
      ? name
      : { block, layer, parameter, role, quantity };
  });
  return yield* apart(parameters, names);
}

/** Where one thing is logged in two ways, both keep their whole tag, first below their layer, else below none. */
function* apart(
  parameters: readonly NamedParameter[],
  names: ParameterName[],
): Turns<ParameterName[]> {
  while (true) {
    const shared = (yield* sharing(names)).filter(
      (i) => names[i]!.parameter !== parameters[i]!.tag || names[i]!.layer !== "",
    );
    if (shared.length === 0) return names;
    for (const i of shared) {
      const { tag } = parameters[i]!;
      const layer = names[i]!.parameter === tag ? "" : names[i]!.layer;
      names[i] = { ...names[i]!, layer, parameter: tag };
    }
  }
}

/** Places of the names that are not the only ones of their kind. */
function* sharing(names: readonly ParameterName[]): Turns<number[]> {
  const times = new Map<string, number>();
  const identities = yield* mapped(names, (name) => {
    const one = identity(name);
    times.set(one, (times.get(one) ?? 0) + 1);
    return one;
  });
  return [...identities.keys()].filter((i) => times.get(identities[i]!)! > 1);
}

/** No two spell the same: where the layer's name ends is told. */
function identity({ layer, parameter, quantity }: ParameterName): string {
  return `${quantity} ${layer.length} ${layer}${parameter}`;
}

/** Which parameter of which layer a name means, however its path is written: `/` and `.` are one. */
export function meaningOf({ layer, parameter }: { layer: string; parameter: string }): string {
  return JSON.stringify([layer.replaceAll("/", "."), parameter]);
}

/** A layer keeps these only to normalise by them. */
const RUNNING: ReadonlySet<string> = new Set([
  "running_mean",
  "running_var",
  "moving_mean",
  "moving_variance",
  "num_batches_tracked",
]);

/** Gradients have the role of their weights, whose shape is known more often. */
function* rolesOf(parameters: readonly NamedParameter[]): Turns<Role[]> {
  const running = new Set(
    parameters.filter(({ name }) => RUNNING.has(name.parameter)).map(({ name }) => name.layer),
  );
  const roles = yield* mapped(parameters, ({ name, shape }) =>
    refinedRole(name.role, shape, running.has(name.layer)),
  );
  if (parameters.every(({ name }) => name.quantity !== "gradients")) return roles;
  const ofWeights = new Map<string, Role>();
  yield* mapped(parameters, ({ name }, i) => {
    if (name.quantity === "weights") ofWeights.set(meaningOf(name), roles[i]!);
  });
  return yield* mapped(parameters, ({ name }, i) => {
    const isGradient = name.quantity === "gradients";
    return (isGradient ? ofWeights.get(meaningOf(name)) : undefined) ?? roles[i]!;
  });
}

/** Leading pieces that only say "the model": one writer's names have them and another's of the same model do not. */
const MODEL = /^(?:model|module|net|network|backbone|base_model|sequential|functional)(?:_\d+)?$/i;

/** What `meaningOf` tells once the pieces that only say "the model" are gone from the front of the layer's path. */
export function meaningInside(name: ParameterName): string {
  const pieces = piecesOf(name.layer);
  const start = pieces.findIndex(({ text }) => text.length > 20 || !MODEL.test(text));
  const layer = (start < 0 ? [] : pieces.slice(start)).map(({ text }) => text).join(".");
  return meaningOf({ layer, parameter: name.parameter });
}
