// What the view is set to, to and from the words that stand for it in the address.
import type { OverlayPicture } from "../../charts/overlayLayout.ts";
import type { SlotName } from "../../store/selectionRules.ts";

/** One model's snapshot that stays while the playhead moves on. */
export interface Pin {
  slot: SlotName;
  step: number;
}

export interface CompareOptions {
  style: OverlayPicture["style"];
  heights: OverlayPicture["heights"];
  axis: "even" | "log" | "sigma";
  /** Null compares A with B. */
  pin: Pin | null;
  /** What of the axis is shown where values are divided by σ; null shows the usual part. */
  within: readonly [number, number] | null;
}

export const STYLES = ["filled", "mirrored", "step"] as const;
export const HEIGHTS = ["count", "share", "density"] as const;
export const AXES = ["even", "log", "sigma"] as const;

/** As it is at first; what comes first in each list is not written. */
export const FIRST_OPTIONS: CompareOptions = {
  style: STYLES[0],
  heights: HEIGHTS[0],
  axis: AXES[0],
  pin: null,
  within: null,
};

const PIN = /^([ab])@(-?\d+)$/;

/** "mirrored,share,sigma,a@3,-2_2": words in any order; what is not known is as at first. */
export function optionsFrom(text: string): CompareOptions {
  const words = text.split(",");
  const oneOf = <T extends string>(list: readonly T[]): T => {
    return list.find((word) => words.includes(word)) ?? list[0]!;
  };
  const [, slot, step] = words.map((word) => PIN.exec(word)).find((found) => found !== null) ?? [];
  const pin = slot === undefined ? null : { slot: slot as SlotName, step: Number(step) };
  return {
    style: oneOf(STYLES),
    heights: oneOf(HEIGHTS),
    axis: oneOf(AXES),
    pin,
    within: words.map(rangeFrom).find((range) => range !== null) ?? null,
  };
}

export function optionsText({ style, heights, axis, pin, within }: CompareOptions): string {
  return [
    ...(style === STYLES[0] ? [] : [style]),
    ...(heights === HEIGHTS[0] ? [] : [heights]),
    ...(axis === AXES[0] ? [] : [axis]),
    ...(pin === null ? [] : [`${pin.slot}@${pin.step}`]),
    ...(within === null ? [] : [within.join("_")]),
  ].join(",");
}

function rangeFrom(word: string): readonly [number, number] | null {
  const ends = word.split("_");
  const [low, high] = ends.map((end) => (end === "" ? NaN : Number(end)));
  if (ends.length !== 2 || !Number.isFinite(low) || !Number.isFinite(high)) return null;
  return low! < high! ? [low!, high!] : null;
}
