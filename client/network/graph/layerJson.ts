// One layer as a model's JSON has it, and its settings read with a complaint that names it.
import { UnsupportedNetwork } from "./network.ts";

export interface LayerJson {
  name: string;
  /** The class, as Keras spells it: Dense, Conv2D … */
  kind: string;
  config: unknown;
}

export function property(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}

/** What the layer's setting is; undefined both where it is missing and where it is null. */
export function setting({ config }: LayerJson, name: string): unknown {
  return property(config, name) ?? undefined;
}

/** The first of the names that is set counts; without any, `otherwise`. */
export function numberOf(layer: LayerJson, names: string | string[], otherwise?: number): number {
  const all = [names].flat();
  for (const name of all) {
    const value = setting(layer, name);
    if (typeof value === "number" && Number.isFinite(value)) return value;
    if (value !== undefined) throw refusal(layer, `its ${name} is ${JSON.stringify(value)}`);
  }
  if (otherwise === undefined) throw refusal(layer, `its ${all.join(" or ")} is missing`);
  return otherwise;
}

/** A positive whole number. */
export function countOf(layer: LayerJson, name: string, otherwise?: number): number {
  const value = numberOf(layer, name, otherwise);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw refusal(layer, `its ${name} is ${value}`);
}

/** [height, width], which may be written as one number. */
export function sidesOf(
  layer: LayerJson,
  name: string,
  otherwise?: readonly [number, number],
): readonly [number, number] {
  const value = setting(layer, name);
  if (value === undefined && otherwise !== undefined) return otherwise;
  const sizes = Array.isArray(value) ? (value as unknown[]) : [value];
  const [height, width = height] = sizes;
  if (isCount(height) && isCount(width) && sizes.length <= 2) return [height, width];
  throw refusal(layer, `its ${name} is ${JSON.stringify(value)}`);
}

/** One number, or several. */
export function numbersOf(layer: LayerJson, name: string, otherwise: number): number[] {
  const value = setting(layer, name) ?? otherwise;
  const numbers = [value].flat(Infinity);
  if (numbers.every((one) => typeof one === "number")) return numbers;
  throw refusal(layer, `its ${name} is ${JSON.stringify(value)}`);
}

export function wordOf<Word extends string>(
  layer: LayerJson,
  name: string,
  words: readonly [Word, ...Word[]],
): Word {
  const value = setting(layer, name) ?? words[0];
  const known = words.find((word) => word === value);
  if (known !== undefined) return known;
  throw refusal(layer, `its ${name} is ${JSON.stringify(value)}, and can be ${words.join(" or ")}`);
}

export function refusal({ name, kind }: LayerJson, because: string): UnsupportedNetwork {
  return new UnsupportedNetwork(
    `The layer "${name}" (${kind}) cannot be looked inside: ${because}.`,
  );
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}
