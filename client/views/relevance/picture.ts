// The image and its map of relevance beside each other, one legend above them.
import { type ImageTile, paintImageTile, tileImage } from "../../charts/imageTile.ts";
import { LEGEND_PX, paintLegend } from "../../charts/legend.ts";
import { css } from "../../charts/oklch.ts";
import type { Palette } from "../../charts/palette.ts";
import { diverging } from "../../charts/ramps.ts";
import { linearScale } from "../../charts/scales.ts";
import { type Box, holds, type Size, type Surface } from "../../charts/surface.ts";
import type { Plane } from "./mapPlane.ts";

export interface RelevancePicture {
  /** As the network is given it; null of what is no image. */
  input: ImageTile | null;
  map: Plane;
  /** What the colours stand for. */
  legend: string;
  limit: number;
  /** Whether the image shines through where nothing is relevant. */
  over: boolean;
  palette: Palette;
}

const GAP_PX = 10;
const MARGIN_PX = 2;
const TOP_PX = LEGEND_PX + 8;

export interface RelevanceLayout {
  input: Box | null;
  map: Box;
}

/** As large as there is room for, in the middle; both are as large. */
export function relevanceLayout({ input, map }: RelevancePicture, size: Size): RelevanceLayout {
  const boxes = input === null ? 1 : 2;
  const across = (size.width - 2 * MARGIN_PX - (boxes - 1) * GAP_PX) / boxes;
  const down = size.height - TOP_PX - MARGIN_PX;
  const scale = Math.min(across / map.width, down / Math.max(map.height, 1));
  const zoom = scale >= 1 ? Math.floor(scale) : scale;
  const box = { width: zoom * map.width, height: zoom * map.height };
  const left = (size.width - boxes * box.width - (boxes - 1) * GAP_PX) / 2;
  const at = (place: number): Box => {
    return { left: Math.round(left + place * (box.width + GAP_PX)), top: TOP_PX, ...box };
  };
  return input === null ? { input: null, map: at(0) } : { input: at(0), map: at(1) };
}

export function paintRelevance(surface: Surface, picture: RelevancePicture): void {
  const { input, limit, palette, legend } = picture;
  const layout = relevanceLayout(picture, surface);
  const scale = linearScale(-limit, limit);
  const ramp = diverging(palette.theme);
  paintLegend(surface, surface.width - MARGIN_PX, 4, { title: legend, ramp, scale, palette });
  if (input !== null && layout.input !== null) {
    paintImageTile(surface, input, layout.input, palette);
  }
  surface.image(mapPixels(picture), layout.map);
  surface.rect(layout.map.left, layout.map.top, layout.map.width, layout.map.height);
  surface.stroke({ colour: palette.grid });
}

/** How much of the image is left to be seen where nothing is relevant. */
const SHINE = 0.35;

function mapPixels({ input, map, limit, over, palette }: RelevancePicture) {
  const tile = mapTile(map, limit);
  const pixels = tileImage(tile, palette.theme);
  if (!over || input === null) return pixels;
  const under = tileImage(input, palette.theme).data;
  for (let at = 0; at < map.values.length; at++) {
    const share = Math.min(Math.abs(map.values[at]!) / (limit || 1), 1);
    const shine = SHINE * (1 - share);
    for (let c = 0; c < 3; c++) {
      const place = at * 4 + c;
      pixels.data[place] = pixels.data[place]! * (1 - shine) + under[place]! * shine;
    }
  }
  return pixels;
}

/** The map on a scale that is centred at 0. */
export function mapTile({ height, width, values }: Plane, limit: number): ImageTile {
  return { height, width, channels: 1, values, look: "signed", low: -limit, high: limit };
}

/** Around the same pixel of the image and of the map. */
export function paintPixelMark(surface: Surface, picture: RelevancePicture, pixel: number): void {
  const { input, map } = relevanceLayout(picture, surface);
  const { width, height } = picture.map;
  for (const box of [input, map]) {
    if (box === null) continue;
    const [across, down] = [box.width / width, box.height / height];
    const left = box.left + (pixel % width) * across;
    const top = box.top + Math.floor(pixel / width) * down;
    surface.rect(left - 1, top - 1, across + 2, down + 2);
    surface.stroke({ colour: css(picture.palette.text), width: 1.5 });
  }
}

/** Index of the pixel at a place of the picture; null beside the image and the map. */
export function pixelAt(
  picture: RelevancePicture,
  size: Size,
  left: number,
  top: number,
): number | null {
  const { input, map } = relevanceLayout(picture, size);
  const box = [input, map].find((one) => one !== null && holds(one, left, top));
  if (!box) return null;
  const { width, height } = picture.map;
  const column = Math.min(Math.floor(((left - box.left) / box.width) * width), width - 1);
  const row = Math.min(Math.floor(((top - box.top) / box.height) * height), height - 1);
  return row * width + column;
}
