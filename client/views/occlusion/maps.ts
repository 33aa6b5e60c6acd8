// The values that the maps show, their scale, and what stands at one place of the square.
import type { SquareLook } from "../../charts/slidingSquare.ts";
import { sequential } from "../../charts/ramps.ts";
import type { Theme } from "../../charts/palette.ts";
import type { OcclusionResult } from "../../network/methods/occlusion.ts";
import type { SlotName } from "../../store/selectionRules.ts";
import type { MapName } from "./options.ts";

/** An amount has neither a probability nor a class. */
export function mapFor(asked: MapName, isAmount: boolean): MapName {
  return isAmount && asked !== "activity" ? "logit" : asked;
}

/** Null where the answer has none: a unit that was not asked for. */
export function valuesOf(result: OcclusionResult, map: MapName): ArrayLike<number> | null {
  return result[map];
}

/** Ends of the scale of all maps that are shown, with what is answered without the square. */
export function rangeOf(
  results: readonly OcclusionResult[],
  map: MapName,
): readonly [low: number, high: number] {
  if (map === "probability") return [0, 1];
  let [low, high] = [Infinity, -Infinity];
  const take = (value: number): void => {
    if (!Number.isFinite(value)) return;
    low = Math.min(low, value);
    high = Math.max(high, value);
  };
  for (const result of results) {
    const values = valuesOf(result, map);
    for (let i = 0; i < (values?.length ?? 0); i++) take(values![i]!);
    const whole = result.whole[map];
    if (whole !== null) take(whole);
  }
  if (low > high) return [0, 1];
  // Activity begins at nothing.
  return map === "activity" ? [Math.min(low, 0), Math.max(high, 0)] : [low, high];
}

export function lookOf(
  map: MapName,
  [low, high]: readonly [number, number],
  { slot, theme, names }: { slot: SlotName; theme: Theme; names: readonly string[] },
): SquareLook {
  if (map === "predicted") return { kind: "classes", names };
  return { kind: "amount", ramp: sequential(theme, slot), low, high };
}

/** Place of the smallest value, where something depends most on what is covered; null of what has no values. */
export function deepest(values: ArrayLike<number> | null): number | null {
  if (values === null || values.length === 0) return null;
  let place = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! < values[place]!) place = i;
  return place;
}
