// The order of parameters: as the model's own description has its layers, else natural; blocks and layers stay together.
import type { ArchitectureLayer } from "./eventlog/keras.ts";
import type { ParameterName, Quantity } from "./layers.ts";
import { piecesOf } from "./namePath.ts";
import { ROLES } from "./roles.ts";

const QUANTITIES: readonly Quantity[] = ["weights", "gradients", "activations"];
const collator = new Intl.Collator("en", { numeric: true });

/** Tells where in the model a layer stands; Infinity where its description, if there is any, does not name it. */
export function placesIn(
  architecture: readonly Pick<ArchitectureLayer, "name">[] | null,
): (layer: string) => number {
  const places = new Map((architecture ?? []).map(({ name }, place) => [name, place]));
  // A layer inside a model or another layer is called by the path to it: `sequential/dense`, `lstm/lstm_cell`.
  return (layer) => {
    if (places.size === 0) return Infinity;
    const whole = places.get(layer);
    if (whole !== undefined) return whole;
    const known = piecesOf(layer).find(({ text }) => places.has(text));
    return known === undefined ? Infinity : places.get(known.text)!;
  };
}

/** The items by the place of their layer, then layer by layer in natural order; inside one: weights, gradients, activations. */
export function inNetworkOrder<T extends ParameterName>(
  items: readonly T[],
  placeOf: (item: T) => number,
): T[] {
  const keyed = items.map((item) => ({ item, place: placeOf(item), path: pathOf(item.layer) }));
  return keyed
    .sort(
      (one, two) =>
        (one.place === two.place ? 0 : one.place - two.place) ||
        comparePaths(one.path, two.path) ||
        compareInside(one.item, two.item),
    )
    .map(({ item }) => item);
}

function pathOf(layer: string): string[] {
  return piecesOf(layer).map(({ text }) => text);
}

/** Piece by piece, so that what is in one block stays together whatever its neighbours are called. */
function comparePaths(one: readonly string[], two: readonly string[]): number {
  const shared = Math.min(one.length, two.length);
  for (let i = 0; i < shared; i++) {
    const order = naturally(one[i]!, two[i]!);
    if (order !== 0) return order;
  }
  return one.length - two.length;
}

function compareInside(one: ParameterName, two: ParameterName): number {
  return (
    QUANTITIES.indexOf(one.quantity) - QUANTITIES.indexOf(two.quantity) ||
    ROLES.indexOf(one.role) - ROLES.indexOf(two.role) ||
    naturally(one.parameter, two.parameter)
  );
}

/** `conv2` before `conv10`; names that only look alike are still told apart, always in the same way. */
function naturally(one: string, two: string): number {
  if (one === two) return 0;
  return collator.compare(one, two) || (one < two ? -1 : 1);
}
