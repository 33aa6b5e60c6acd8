// A slot's picture, from what is known of it.
import { paletteOf } from "../../charts/palette.ts";
import { seenTile } from "../../parts/inside/seenTile.ts";
import type { InsideSlot } from "../../parts/inside/useInside.ts";
import type { Store } from "../../store/store.ts";
import type { RelevancePicture } from "./picture.ts";
import type { Relevances } from "./relevances.ts";

/** Null before the slot's first answer. */
export function pictureOf(
  store: Store,
  relevances: Relevances,
  slot: InsideSlot,
): RelevancePicture | null {
  const map = relevances.planes[slot.slot.slot].value;
  if (map === null) return null;
  const isDifference = slot.slot.slot === "b" && relevances.isDifference.value;
  return {
    input: seenTile(relevances.inside, slot),
    map,
    legend: isDifference ? "A − B" : "relevance",
    limit: relevances.limit.value,
    over: relevances.options.value.over,
    palette: paletteOf(store.theme.value),
  };
}
