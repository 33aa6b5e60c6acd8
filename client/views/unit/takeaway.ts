// What is known of a unit as files: its responses to every example, and the patches that it responds to most.
import { paintImageTile } from "../../charts/imageTile.ts";
import { css } from "../../charts/oklch.ts";
import { paletteOf } from "../../charts/palette.ts";
import type { Takeaway } from "../../parts/pictureActions.tsx";
import type { Inside } from "../../parts/inside/useInside.ts";
import type { Store } from "../../store/store.ts";
import { valueText } from "../../ui/format.ts";
import type { LookedUnit } from "./looked.ts";
import { tilesOf } from "./topNine.tsx";

const TILE_PX = 96;
const GAP_PX = 10;
const WORDS_PX = 22;

/** Called where there is an answer. */
export function unitTakeaway(store: Store, inside: Inside, looked: LookedUnit): Takeaway {
  const result = looked.top.peek().value!;
  const unit = looked.unit.peek();
  const labels = inside.examples.peek().value?.labels ?? null;
  const palette = paletteOf(store.theme.peek());
  const name = `${unit?.layer ?? "unit"} ${unit?.index ?? ""}`;
  const rows = result.projections === null ? 1 : 2;
  const width = Math.max(result.top.length, 1) * (TILE_PX + GAP_PX) + GAP_PX;
  const high = (TILE_PX * result.shape[0]) / result.shape[1];
  return {
    name: `${looked.slot.slot.name.peek() ?? "model"} ${name}`,
    words: `Unit ${name}: the examples that it responds to most are ${result.top
      .map(({ example, activation }) => `${example} (${valueText(activation)})`)
      .join(", ")}`,
    numbers: {
      facts: {
        model: looked.slot.slot.name.peek(),
        layer: unit?.layer ?? null,
        unit: unit?.index ?? null,
        [store.unit.peek()]: looked.at.peek()?.step ?? null,
      },
      columns: [
        { name: "example", values: Uint32Array.from(result.peaks.keys()) },
        ...(labels === null ? [] : [{ name: "class", values: labels }]),
        { name: "largest activation", values: result.peaks },
      ],
    },
    painting(surface) {
      result.top.forEach(({ activation }, place) => {
        const { patch, projection } = tilesOf(result, place, looked.range.peek());
        const left = GAP_PX + place * (TILE_PX + GAP_PX);
        const box = { left, top: GAP_PX, width: TILE_PX, height: high };
        paintImageTile(surface, patch, box, palette);
        if (projection !== null) {
          paintImageTile(surface, projection, { ...box, top: 2 * GAP_PX + high }, palette);
        }
        surface.text(valueText(activation), left + TILE_PX / 2, surface.height - 4, {
          colour: css(palette.dim),
          align: "center",
        });
      });
    },
    size: { width, height: GAP_PX + rows * (high + GAP_PX) + WORDS_PX },
  };
}
