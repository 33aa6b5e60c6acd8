// An image beside the map of a square that slides over it: at each place, what is answered while the square covers it.
import { classColour } from "./classColours.ts";
import { type ImageTile, paintImageTile } from "./imageTile.ts";
import { LEGEND_PX, paintLegend } from "./legend.ts";
import { css } from "./oklch.ts";
import type { Palette } from "./palette.ts";
import { pixel, type Ramp, rampIndex } from "./ramps.ts";
import { linearScale } from "./scales.ts";
import { type Box, holds, type Pixels, type Size, type Surface } from "./surface.ts";
import { shortened, textWidth } from "./textWidth.ts";

/** What the values of the map are: an amount on a scale, or numbers of classes. */
export type SquareLook =
  | { kind: "amount"; ramp: Ramp; low: number; high: number }
  | { kind: "classes"; names: readonly string[] };

export interface SquarePicture {
  image: ImageTile;
  /** Places of the square, and its sides and stride in the image's pixels. */
  rows: number;
  columns: number;
  height: number;
  width: number;
  stride: number;
  /** Row by row; null while they are not known. */
  values: ArrayLike<number> | null;
  look: SquareLook;
  title: string;
  palette: Palette;
}

interface SquareLayout {
  /** Pixels of the picture for one of the image's. */
  zoom: number;
  image: Box;
  /** As large as the image; cells stand where the middle of the square is. */
  map: Box;
}

const TOP_PX = LEGEND_PX + 6;
const GAP_PX = 18;
const BORDER_PX = 1;
const LETTERED_PX = 13;
const SWATCH_PX = 11;
const LARGEST_ZOOM = 30;

export function squareLayout({ image }: SquarePicture, size: Size): SquareLayout {
  const room = {
    width: (size.width - GAP_PX) / 2 - 2 * BORDER_PX,
    height: size.height - TOP_PX - 2 * BORDER_PX,
  };
  const most = Math.min(room.width / image.width, room.height / image.height, LARGEST_ZOOM);
  const zoom = most >= 2 ? Math.floor(most) : Math.max(most, 0.1);
  const side = { width: image.width * zoom, height: image.height * zoom };
  const left = Math.max(Math.round((size.width - 2 * side.width - GAP_PX) / 2), BORDER_PX);
  return {
    zoom,
    image: { left, top: TOP_PX, ...side },
    map: { left: left + side.width + GAP_PX, top: TOP_PX, ...side },
  };
}

/** Where the cells of the map lie: each as large as the stride, around the middle of the square. */
function cellsBox(
  { rows, columns, height, width, stride }: SquarePicture,
  { map, zoom }: SquareLayout,
): Box {
  return {
    left: map.left + ((width - stride) / 2) * zoom,
    top: map.top + ((height - stride) / 2) * zoom,
    width: columns * stride * zoom,
    height: rows * stride * zoom,
  };
}

export function paintSquare(surface: Surface, picture: SquarePicture): void {
  const layout = squareLayout(picture, surface);
  const { palette, image, values, look, title } = picture;
  paintImageTile(surface, image, layout.image, palette);
  for (const { left, top, width, height } of [layout.image, layout.map]) {
    surface.rect(left - 0.5, top - 0.5, width + 1, height + 1);
    surface.stroke({ colour: palette.grid });
  }
  const right = layout.map.left + layout.map.width;
  if (look.kind === "amount") {
    const scale = linearScale(look.low, look.high);
    paintLegend(surface, right, 4, { title, ramp: look.ramp, scale, palette });
  } else {
    paintClasses(surface, picture, look.names, right);
  }
  if (values === null) return;
  const cells = cellsBox(picture, layout);
  surface.inside(layout.map, () => surface.image(cellPixels(picture, values), cells));
  const side = picture.stride * layout.zoom;
  if (look.kind === "classes" && side >= LETTERED_PX) paintNames(surface, picture, cells, side);
}

/** The classes that are answered, most often first, each beside its colour, as many as there is room for. */
function paintClasses(
  surface: Surface,
  { values, title, palette }: SquarePicture,
  names: readonly string[],
  right: number,
): void {
  const counts = new Map<number, number>();
  for (const value of Array.from(values ?? [])) counts.set(value, (counts.get(value) ?? 0) + 1);
  const middle = { baseline: "middle" } as const;
  surface.text(title, right, 10, { ...middle, colour: css(palette.dim), align: "right" });
  let end = right - textWidth(title) - GAP_PX;
  for (const [value] of [...counts].sort(([, one], [, other]) => other - one)) {
    const words = names[value] ?? String(value);
    const start = end - textWidth(words) - SWATCH_PX - 5;
    if (start < 0) return;
    surface.rect(start, 10 - SWATCH_PX / 2, SWATCH_PX, SWATCH_PX);
    surface.fill(css(classColour(value, palette.theme)));
    surface.text(words, end, 10, { ...middle, colour: css(palette.text), align: "right" });
    end = start - 12;
  }
}

function cellPixels(
  { rows, columns, look, palette }: SquarePicture,
  values: ArrayLike<number>,
): Pixels {
  const data = new Uint8ClampedArray(rows * columns * 4);
  const pixels = new Uint32Array(data.buffer);
  const notFinite = pixel(palette.mean);
  for (let i = 0; i < pixels.length; i++) {
    const value = values[i]!;
    if (look.kind === "classes") pixels[i] = pixel(classColour(value, palette.theme));
    else if (!Number.isFinite(value)) pixels[i] = notFinite;
    else pixels[i] = look.ramp.pixels[rampIndex((value - look.low) / (look.high - look.low || 1))]!;
  }
  return { width: columns, height: rows, data };
}

function paintNames(surface: Surface, picture: SquarePicture, cells: Box, side: number): void {
  const { rows, columns, values, look } = picture;
  if (look.kind !== "classes" || values === null) return;
  for (let i = 0; i < rows * columns; i++) {
    const [row, column] = [Math.floor(i / columns), i % columns];
    const name = look.names[values[i]!] ?? String(values[i]);
    surface.text(
      shortened(name, side - 2),
      cells.left + (column + 0.5) * side,
      cells.top + (row + 0.5) * side,
      { colour: "rgb(0 0 0)", align: "center", baseline: "middle", px: 10.5 },
    );
  }
}

/** The square on the image, filled as it covers it, and its cell on the map. */
export function paintSquareMarks(
  surface: Surface,
  picture: SquarePicture,
  place: number | null,
): void {
  const { rows, columns, stride, height, width, palette } = picture;
  if (place === null || place >= rows * columns) return;
  const layout = squareLayout(picture, surface);
  const { zoom, image } = layout;
  const cells = cellsBox(picture, layout);
  const [row, column] = [Math.floor(place / columns), place % columns];
  surface.rect(
    image.left + column * stride * zoom,
    image.top + row * stride * zoom,
    width * zoom,
    height * zoom,
  );
  surface.fill("rgb(128 128 128)");
  for (const [colour, line] of [
    [palette.ground, 4],
    [palette.text, 1.75],
  ] as const) {
    const side = stride * zoom;
    surface.rect(cells.left + column * side, cells.top + row * side, side, side);
    surface.stroke({ colour: css(colour), width: line });
  }
}

/** The place of the square whose cell is pointed at, or whose middle is nearest to what is pointed at on the image. */
export function squareAt(
  picture: SquarePicture,
  size: Size,
  left: number,
  top: number,
): number | null {
  const layout = squareLayout(picture, size);
  const { image, map, zoom } = layout;
  const panel = [image, map].find((box) => holds(box, left, top));
  if (panel === undefined) return null;
  const cells = cellsBox(picture, layout);
  const side = picture.stride * zoom;
  const along = (at: number, from: number, count: number): number =>
    Math.min(Math.max(Math.floor((at - from) / side), 0), count - 1);
  const row = along(top, cells.top, picture.rows);
  return row * picture.columns + along(left - panel.left + map.left, cells.left, picture.columns);
}
