// All layers' distributions at the playhead, as the chart of small multiples takes them.
import { paletteOf } from "../../charts/palette.ts";
import type { MultiplesPicture } from "../../charts/smallMultiples.ts";
import type { SlotName } from "../../store/selectionRules.ts";
import type { Store } from "../../store/store.ts";
import { printable } from "../../ui/printable.ts";
import type { Network } from "./network.ts";

const LONGEST_NAME = 60;

/** Reads signals: call it inside of a computed one. */
export function multiplesPicture(
  { measures, theme }: Store,
  network: Network,
  slot: SlotName,
): MultiplesPicture {
  void measures.version.value;
  const palette = paletteOf(theme.value);
  const multiples = network.layers.value.map((layer) => {
    const name = layer.block === "" ? layer.name : `${layer.block} · ${layer.name}`;
    const found = network.distribution(slot, layer);
    const multiple = { name: printable(name, LONGEST_NAME), hue: palette.slot[slot] };
    return found === "awaited"
      ? { ...multiple, distribution: null, instead: "loading" }
      : { ...multiple, distribution: found };
  });
  return { multiples, axes: network.options.value.isShared ? "shared" : "own", palette };
}
