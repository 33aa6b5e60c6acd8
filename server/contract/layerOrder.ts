// The order of parameters: as the model's own description has its layers, else as networks are built; blocks stay together.
import type { ArchitectureLayer } from "./eventlog/keras.ts";
import type { ParameterName, Quantity } from "./layers.ts";
import { Neighbours, type Stage } from "./layerStages.ts";
import { isNumber, piecesOf, SEPARATOR } from "./namePath.ts";
import { ROLES } from "./roles.ts";
import { atOnce, mapped, sorted, type Turns } from "./turns.ts";

const QUANTITIES: readonly Quantity[] = ["weights", "gradients", "activations"];
/** Numbers of so many digits are exact. */
const SAFE_DIGITS = 15;
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

/**
 * The layers of several models in one order: each model's own, wherever those before have not said another. What only
 * one of them has follows the layer that it follows there.
 */
export function layersOfAll(
  architectures: readonly (readonly Pick<ArchitectureLayer, "name">[] | null)[],
): { name: string }[] {
  let all: { name: string }[] = [];
  let places = new Map<string, number>();
  for (const architecture of architectures) {
    let [place, added] = [0, [] as { name: string }[]];
    const insert = (): void => {
      if (added.length === 0) return;
      all = [...all.slice(0, place), ...added, ...all.slice(place)];
      places = new Map(all.map(({ name }, i) => [name, i]));
      added = [];
    };
    for (const { name } of architecture ?? []) {
      if (!places.has(name)) added.push({ name });
      else {
        insert();
        place = places.get(name)! + 1;
      }
    }
    insert();
  }
  return all;
}

/**
 * The items by the place of their layer, then as networks are built: embeddings, blocks in natural order, the last norm,
 * the head, and natural where no words tell. Inside one layer: weights, gradients, activations.
 */
export function inNetworkOrder<T extends ParameterName>(
  items: readonly T[],
  placeOf: (item: T) => number,
): T[] {
  return atOnce(networkOrder(items, placeOf));
}

/** {@link inNetworkOrder} in turns. */
export function* networkOrder<T extends ParameterName>(
  items: readonly T[],
  placeOf: (item: T) => number,
): Turns<T[]> {
  const paths = yield* rankedPaths([...new Set(items.map(({ layer }) => layer))]);
  const keyed = yield* mapped(items, (item) => ({
    item,
    place: placeOf(item),
    path: paths.get(item.layer)!,
  }));
  const ordered = yield* sorted(
    keyed,
    (one, two) =>
      (one.place === two.place ? 0 : one.place - two.place) ||
      comparePaths(one.path, two.path) ||
      compareInside(one.item, two.item),
  );
  return ordered.map(({ item }) => item);
}

/** A piece of the layers' paths, in the place where it stands. */
interface Part {
  /** Beside its neighbours. */
  rank: number;
  below: Map<string, Part> | null;
}

/** The parts that each layer's path leads through, ranked among those of all the layers. */
function* rankedPaths(layers: readonly string[]): Turns<Map<string, Part[]>> {
  const whole: Part = { rank: 0, below: null };
  const paths = yield* mapped(layers, (layer): [string, Part[]] => {
    let part = whole;
    const path = layer.split(SEPARATOR).map((text) => {
      part.below ??= new Map();
      const known = part.below.get(text) ?? { rank: 0, below: null };
      part.below.set(text, known);
      return (part = known);
    });
    return [layer, path];
  });
  yield* rankBelow(whole);
  return new Map(paths);
}

/** Ranks all parts below `whole`, however deep: a name may be made of separators. */
function* rankBelow(whole: Part): Turns<void> {
  /** Blocks have parts that are called alike. */
  const known = new Map<string, Map<string, number>>();
  const left = [whole];
  for (let one = left.pop(); one !== undefined; one = left.pop()) {
    if (one.below === null) continue;
    yield;
    const texts = [...one.below.keys()];
    const key = JSON.stringify(texts);
    const ranks = known.get(key) ?? (yield* ranksOf(texts));
    known.set(key, ranks);
    for (const [text, part] of one.below) {
      part.rank = ranks.get(text)!;
      left.push(part);
    }
  }
}

function* ranksOf(texts: readonly string[]): Turns<Map<string, number>> {
  const neighbours = new Neighbours();
  for (const text of texts) neighbours.add(text);
  const staged = yield* mapped(texts, (text) => ({ text, ...neighbours.stageOf(text) }));
  const ordered = yield* sorted(staged, compareStages);
  return new Map(ordered.map(({ text }, rank) => [text, rank]));
}

function compareStages(one: Stage & { text: string }, two: Stage & { text: string }): number {
  return (
    one.place - two.place ||
    naturally(one.beside, two.beside) ||
    Number(one.isBehind) - Number(two.isBehind) ||
    naturally(one.text, two.text)
  );
}

/** Piece by piece, so that what is in one block stays together whatever its neighbours are called. */
function comparePaths(one: readonly Part[], two: readonly Part[]): number {
  const shared = Math.min(one.length, two.length);
  for (let i = 0; i < shared; i++) {
    const order = one[i]!.rank - two[i]!.rank;
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
  // The same as the collator says, in a tenth of the time: experts are called by their numbers.
  if (one.length <= SAFE_DIGITS && two.length <= SAFE_DIGITS && isNumber(one) && isNumber(two))
    return Number(one) - Number(two) || (one < two ? -1 : 1);
  return collator.compare(one, two) || (one < two ? -1 : 1);
}
