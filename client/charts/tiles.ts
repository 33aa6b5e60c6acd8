// Many equally sized small images in a grid, on one scale of colours: kernels, maps of activations, images.
import { LEGEND_PX, paintLegend } from "./legend.ts";
import { css } from "./oklch.ts";
import type { Palette } from "./palette.ts";
import { linearScale } from "./scales.ts";
import { type Box, holds, type Size, type Surface } from "./surface.ts";
import { shortened } from "./textWidth.ts";
import { type TileColours, tilePixels } from "./tilePixels.ts";
import type { TileSet } from "./tileSet.ts";

export interface TilesPicture {
  set: TileSet;
  /** The tiles that are shown, from left to right and down. */
  order: readonly number[];
  colours: TileColours;
  /** Beneath each tile, in the order of the set; null leaves no room for any. */
  captions: readonly string[] | null;
  /** What the colours stand for; null paints no legend. */
  legend: string | null;
  /** Tiles that are crossed out. */
  crossed: ReadonlySet<number>;
  /** No tile is wider, in pixels; null lets them fill the picture. */
  widest: number | null;
  /** Tiles in a row; null for as many as make them largest. */
  columns: number | null;
  palette: Palette;
}

export interface TilesLayout {
  columns: number;
  rows: number;
  left: number;
  top: number;
  tile: Size;
  /** From one tile to the next. */
  step: Size;
}

const LEGEND_ROOM_PX = LEGEND_PX + 8;
const CAPTION_PX = 15;
const CAPTION_TEXT_PX = 10.5;
const GAP_PX = 4;
/** Of a value's width: between tiles of few large values, a narrow gap would look like one of these. */
const GAP_SHARE = 0.5;
/** Between tiles so small that wide gaps would take more room than they. */
const NARROW_GAP_PX = 1;
const SMALL_PX = 16;
/** Room for the frame around a tile at the edge. */
const MARGIN_PX = 3;

/** The columns that make tiles largest where `size` has room for all; every value as wide as every other. */
export function tilesLayout(picture: TilesPicture, size: Size): TilesLayout {
  const { set, order, captions, legend } = picture;
  const top = MARGIN_PX + (legend === null ? 0 : LEGEND_ROOM_PX);
  const under = captions === null ? 0 : CAPTION_PX;
  const count = Math.max(order.length, 1);
  const room = { width: size.width - 2 * MARGIN_PX, height: size.height - top - MARGIN_PX };
  const widest = Math.min(picture.widest ?? Infinity, room.width);
  let best = { columns: picture.columns ?? 1, width: 0 };
  const [fewest, most] = picture.columns === null ? [1, count] : [picture.columns, picture.columns];
  for (let columns = fewest; columns <= most; columns++) {
    const rows = Math.ceil(count / columns);
    const widthWith = (gap: number): number => {
      const high = fitting(room.height - rows * under, rows, shareOf(set) / set.height, gap);
      const wide = fitting(room.width, columns, shareOf(set) / set.width, gap);
      return Math.min(wide, (high * set.width) / set.height);
    };
    // Tiles that are small have narrow gaps between them, and so are larger.
    const small = Math.min(widthWith(NARROW_GAP_PX), SMALL_PX - 1);
    const width = Math.min(Math.max(widthWith(GAP_PX), small), widest);
    if (width > best.width) best = { columns, width };
    if (width === widest) break;
  }
  const { columns } = best;
  const tile = wholeTile(set, best.width);
  const gap = gapOf(set, tile.width);
  const step = { width: tile.width + gap, height: tile.height + gap + under };
  return { columns, rows: Math.ceil(count / columns), left: MARGIN_PX, top, tile, step };
}

/** How high a picture of that width must be for tiles about `tilePx` wide. */
export function tilesHeight(picture: TilesPicture, width: number, tilePx: number): number {
  const { set, order, captions, legend } = picture;
  const room = width - 2 * MARGIN_PX;
  const widest =
    picture.columns === null
      ? room
      : fitting(room, picture.columns, shareOf(set) / set.width, GAP_PX);
  const tile = wholeTile(set, Math.max(Math.min(tilePx, widest), 1));
  const gap = Math.max(gapOf(set, tile.width), GAP_PX);
  const most = Math.max(Math.floor((room + gap) / (tile.width + gap)), 1);
  const columns = picture.columns ?? most;
  const rows = Math.ceil(Math.max(order.length, 1) / columns);
  const under = captions === null ? 0 : CAPTION_PX;
  const step = tile.height + gap + under;
  return Math.ceil(rows * step + 2 * MARGIN_PX + (legend === null ? 0 : LEGEND_ROOM_PX));
}

/** A value is a whole number of pixels wide, where it is wider than one. */
function wholeTile(set: TileSet, width: number): Size {
  const zoom = Math.floor(width / set.width);
  if (zoom >= 1) return { width: zoom * set.width, height: zoom * set.height };
  const whole = Math.max(Math.floor(width), 1);
  return { width: whole, height: Math.max(Math.round((whole * set.height) / set.width), 1) };
}

/** How wide each of `count` tiles in a room is, with gaps of at least `share` of a tile, and of `gap`, between them. */
function fitting(room: number, count: number, share: number, gap: number): number {
  const narrow = (room + gap) / count - gap;
  return Math.min(narrow, room / (count + share * (count - 1)));
}

function gapOf(set: TileSet, tilePx: number): number {
  if (tilePx < SMALL_PX) return NARROW_GAP_PX;
  return Math.max(GAP_PX, Math.floor((shareOf(set) * tilePx) / set.width));
}

/** A tile of one value is told from its neighbours by any gap. */
function shareOf({ width }: TileSet): number {
  return width === 1 ? 0 : GAP_SHARE;
}

/** The part of a picture that is in sight, in its pixels. */
export interface InSight {
  top: number;
  height: number;
}

/** Only rows of tiles that are in sight are painted, where it is known what is; else all. */
export function paintTiles(
  surface: Surface,
  picture: TilesPicture,
  sight: InSight | null = null,
): void {
  const { set, order, colours, captions, legend, crossed, palette } = picture;
  const layout = tilesLayout(picture, surface);
  const { columns, rows, tile, step, left, top } = layout;
  if (legend !== null) {
    const scale = linearScale(colours.low, colours.high);
    const strip = { title: legend, ramp: colours.ramp, scale, palette };
    paintLegend(surface, surface.width - 2, 4, strip);
  }
  const bounded = (row: number): number => Math.min(Math.max(row, 0), rows);
  const first = sight === null ? 0 : bounded(Math.floor((sight.top - top) / step.height));
  const end =
    sight === null ? rows : bounded(Math.ceil((sight.top + sight.height - top) / step.height));
  const shown = order.slice(first * columns, end * columns);
  const dim = css(palette.dim);
  if (shown.length === 0) return;
  const part = { ...layout, rows: end - first };
  const pixels = tilePixels(set, shown, part, colours, palette.mean, surface.ratio);
  const width = (columns - 1) * step.width + tile.width;
  const height = (part.rows - 1) * step.height + tile.height;
  surface.image(pixels, { left, top: top + first * step.height, width, height });
  const lost = shown.flatMap((index, place) =>
    crossed.has(index) ? [first * columns + place] : [],
  );
  for (const place of lost) cross(surface, boxAt(layout, place));
  if (lost.length > 0) surface.stroke({ colour: dim });
  shown.forEach((index, place) => {
    const box = boxAt(layout, first * columns + place);
    const words = captions?.[index];
    if (words === undefined) return;
    surface.text(
      shortened(words, step.width, CAPTION_TEXT_PX),
      box.left + box.width / 2,
      box.top + box.height + 2,
      { colour: dim, px: CAPTION_TEXT_PX, align: "center", baseline: "top" },
    );
  });
}

function cross(surface: Surface, { left, top, width, height }: Box): void {
  surface.moveTo(left, top);
  surface.lineTo(left + width, top + height);
  surface.moveTo(left + width, top);
  surface.lineTo(left, top + height);
}

/** The box of the tile in that place of the order. */
export function boxAt({ columns, left, top, tile, step }: TilesLayout, place: number): Box {
  return {
    left: left + (place % columns) * step.width,
    top: top + Math.floor(place / columns) * step.height,
    ...tile,
  };
}

/** Frames around the tile that is chosen and the one that is pointed at; both are indices of the set. */
export function paintTilesMarks(
  surface: Surface,
  picture: TilesPicture,
  { chosen, pointed }: { chosen: number | null; pointed: number | null },
): void {
  const layout = tilesLayout(picture, surface);
  const frame = (index: number | null, width: number): void => {
    const place = index === null ? -1 : picture.order.indexOf(index);
    if (place < 0) return;
    const box = boxAt(layout, place);
    const out = width / 2;
    surface.rect(box.left - out, box.top - out, box.width + width, box.height + width);
    surface.stroke({ colour: css(picture.palette.text), width });
  };
  frame(pointed, 1);
  frame(chosen, 2);
}

export interface TileHit {
  /** Index of the set. */
  tile: number;
  row: number;
  column: number;
}

/** The tile and the place in it at a place of the picture; null between tiles. */
export function tileAt(
  picture: TilesPicture,
  size: Size,
  left: number,
  top: number,
): TileHit | null {
  const layout = tilesLayout(picture, size);
  const column = Math.floor((left - layout.left) / layout.step.width);
  const row = Math.floor((top - layout.top) / layout.step.height);
  if (column < 0 || column >= layout.columns || row < 0) return null;
  const place = row * layout.columns + column;
  const tile = picture.order[place];
  if (tile === undefined) return null;
  const box = boxAt(layout, place);
  if (!holds(box, left, top)) return null;
  const { width, height } = picture.set;
  return {
    tile,
    row: Math.min(Math.floor(((top - box.top) / box.height) * height), height - 1),
    column: Math.min(Math.floor(((left - box.left) / box.width) * width), width - 1),
  };
}
