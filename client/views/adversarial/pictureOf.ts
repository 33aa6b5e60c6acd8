// A slot's picture, from what is known of it.
import { type ImageTile, largestMagnitude } from "../../charts/imageTile.ts";
import { paletteOf } from "../../charts/palette.ts";
import type { AdversarialResult } from "../../network/methods/adversarial.ts";
import { seenTile } from "../../parts/inside/seenTile.ts";
import type { InsideSlot } from "../../parts/inside/useInside.ts";
import type { Store } from "../../store/store.ts";
import type { Attacks } from "./attacks.ts";
import type { AttackPicture } from "./picture.ts";
import { judgementWords } from "./words.ts";

/** Null before the slot's first answer, and of what is no image. Tracks what it reads. */
export function pictureOf(store: Store, attacks: Attacks, slot: InsideSlot): AttackPicture | null {
  const result = attacks.images[slot.slot.slot].value.value;
  const seen = seenTile(attacks.inside, slot);
  if (result === null || seen === null) return null;
  const names = slot.names.value;
  const { change, factor } = changeTile(result, seen);
  return {
    palette: paletteOf(store.theme.value),
    tiles: [
      {
        tile: { ...seen, values: result.original },
        title: "the image",
        words: judgementWords(names, result.before),
      },
      { tile: change, title: factor === null ? "no change" : `the change × ${factor}`, words: "" },
      {
        tile: { ...seen, values: result.changed },
        title: "both together",
        words: judgementWords(names, result.after),
      },
    ],
  };
}

/** What the change is multiplied with so that its largest fills the scale; of three colours, their mean. */
function changeTile(
  { original, changed }: AdversarialResult,
  seen: ImageTile,
): { change: ImageTile; factor: number | null } {
  const { height, width, channels, low, high } = seen;
  const values = new Float32Array(height * width);
  for (let i = 0; i < changed.length; i++) {
    values[Math.floor(i / channels)]! += (changed[i]! - original[i]!) / channels;
  }
  const most = largestMagnitude(values);
  const factor = most === 0 ? null : Math.max(Math.round((high - low) / most), 1);
  const end = most === 0 ? 1 : most;
  const change: ImageTile = {
    height,
    width,
    channels: 1,
    values,
    look: "signed",
    low: -end,
    high: end,
  };
  return { change, factor };
}
