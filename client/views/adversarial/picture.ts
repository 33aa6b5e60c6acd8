// The image, the change made visible, and the changed image side by side, each with what it is taken for.
import { type ImageTile, paintImageTile } from "../../charts/imageTile.ts";
import { css } from "../../charts/oklch.ts";
import type { Palette } from "../../charts/palette.ts";
import type { Surface } from "../../charts/surface.ts";
import { shortened } from "../../charts/textWidth.ts";

export interface ShownTile {
  tile: ImageTile;
  title: string;
  /** Beneath it. */
  words: string;
}

export interface AttackPicture {
  tiles: readonly ShownTile[];
  palette: Palette;
}

const GAP_PX = 12;
const SIDE_PX = 14;
const TITLE_PX = 20;
const WORDS_PX = 22;
/** A class and its probability, where the tiles are narrower. */
const WORDS_WIDTH_PX = 132;

export function paintAttack(surface: Surface, { tiles, palette }: AttackPicture): void {
  const count = tiles.length;
  const first = tiles[0]!.tile;
  const room = (surface.width - 2 * SIDE_PX - (count - 1) * GAP_PX) / count;
  const high = surface.height - TITLE_PX - WORDS_PX;
  const scale = Math.min(room / first.width, high / first.height);
  const zoom = scale >= 1 ? Math.floor(scale) : scale;
  const [width, height] = [zoom * first.width, zoom * first.height];
  const pitch = Math.min(room, Math.max(width, WORDS_WIDTH_PX)) + GAP_PX;
  const start = (surface.width - (count - 1) * pitch - width) / 2;
  tiles.forEach(({ tile, title, words }, i) => {
    const left = Math.round(start + i * pitch);
    const middle = left + width / 2;
    const centred = { align: "center", px: 12 } as const;
    surface.text(shortened(title, pitch - 4, 12), middle, TITLE_PX - 6, {
      colour: css(palette.dim),
      ...centred,
    });
    const box = { left, top: TITLE_PX, width, height };
    paintImageTile(surface, tile, box, palette);
    surface.rect(left - 0.5, TITLE_PX - 0.5, width + 1, height + 1);
    surface.stroke({ colour: palette.grid });
    surface.text(shortened(words, pitch - 4, 12), middle, TITLE_PX + height + 6, {
      colour: css(palette.text),
      bold: true,
      baseline: "top",
      ...centred,
    });
  });
}
