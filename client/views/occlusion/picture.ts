// The pictures of the view from what is known, A's and B's maps on one scale.
import type { ImageTile } from "../../charts/imageTile.ts";
import { paletteOf } from "../../charts/palette.ts";
import type { SquarePicture } from "../../charts/slidingSquare.ts";
import type { OcclusionResult } from "../../network/methods/occlusion.ts";
import { windowsOver } from "../../network/occlude/windows.ts";
import { classWords } from "../../parts/inside/classWords.ts";
import { seenTile } from "../../parts/inside/seenTile.ts";
import { type SlotName, SLOTS } from "../../store/selectionRules.ts";
import type { Store } from "../../store/store.ts";
import { lookOf, mapFor, rangeOf, valuesOf } from "./maps.ts";
import { type Occlusions, sizeFor } from "./occlusions.ts";
import { type MapName, MAPS } from "./options.ts";

/** Null of an input that is no image. */
export function squarePicture(
  store: Store,
  { inside, slots, options }: Occlusions,
  slot: SlotName,
): SquarePicture | null {
  const own = slots[slot];
  const [image, sides, result] = [
    seenTile(inside, own.slot),
    own.sides.value,
    own.maps.value.value,
  ];
  if (image === null || sides === null) return null;
  const { stride } = options.value;
  const { isAmount } = inside.slots[slot];
  const map = mapFor(options.value.map, isAmount.value);
  const theme = store.theme.value;
  const windows = result ?? windowsOver(sides, sizeFor(options.value, sides), stride);
  const shown = SLOTS.flatMap((name) => slots[name].maps.value.value ?? []);
  const called = inside.slots[slot].names.value;
  const classes = Math.max(...shown.flatMap(({ predicted }) => Array.from(predicted)), 0) + 1;
  const names = Array.from({ length: classes }, (_, index) => classWords(called, index));
  const target = result === null ? "" : classWords(called, result.target);
  return {
    image,
    rows: windows.rows,
    columns: windows.columns,
    height: windows.height,
    width: windows.width,
    stride: windows.stride,
    values: result && valuesOf(result, map),
    look: lookOf(map, rangeOf(shown, map), { slot, theme, names }),
    title: titleOf(map, target, isAmount.value),
    palette: paletteOf(theme),
  };
}

/** The map alone, for the row of all checkpoints. */
export function mapTile(
  { options, slots }: Occlusions,
  slot: SlotName,
  result: OcclusionResult,
): ImageTile {
  const map = mapFor(options.value.map, slots[slot].slot.isAmount.value);
  const shown = SLOTS.flatMap((name) => slots[name].maps.value.value ?? []);
  const shownMap = map === "predicted" ? "probability" : map;
  const [low, high] = rangeOf(shown, shownMap);
  return {
    height: result.rows,
    width: result.columns,
    channels: 1,
    values: valuesOf(result, shownMap) ?? [],
    look: { amountOf: slot },
    low,
    high,
  };
}

function titleOf(map: MapName, target: string, isAmount: boolean): string {
  if (isAmount && map === "logit") return "The value";
  return map === "probability" && target !== "" ? `P(${target})` : MAPS[map].label;
}
