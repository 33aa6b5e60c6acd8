// A layer's activations as the charts take them: its maps, or its units, as tiles on one ramp; and how they are spread.
import { paletteOf, type Theme } from "../../charts/palette.ts";
import { diverging, sequential } from "../../charts/ramps.ts";
import type { TilesPicture } from "../../charts/tiles.ts";
import type { TileColours } from "../../charts/tilePixels.ts";
import { channelsOf, imagesIn, type TileSet } from "../../charts/tileSet.ts";
import type { LayerActivations } from "../../network/methods/activations.ts";
import type { SlotName } from "../../store/selectionRules.ts";
import type { LayerScale } from "./looked.ts";

/** Squares of units are no larger than this; maps may fill the room. */
const WIDEST_UNIT_PX = 15;
const WIDEST_MAP_PX = 112;

export interface Shown {
  slot: SlotName;
  theme: Theme;
  scale: LayerScale;
}

/** Activations below zero are told from those above by hue; where there are none, there is but one hue. */
export function coloursOf({ slot, theme, scale: { low, high } }: Shown): TileColours {
  if (low >= 0) return { ramp: sequential(theme, slot), low: 0, high: high || 1 };
  const most = Math.max(-low, high);
  return { ramp: diverging(theme), low: -most, high: most };
}

export function layerPictureOf(
  layer: LayerActivations,
  shown: Shown,
  dead: ReadonlySet<number>,
): TilesPicture {
  const set = setOf(layer);
  return {
    set,
    order: Array.from({ length: set.count }, (_, i) => i),
    colours: coloursOf(shown),
    captions: null,
    legend: null,
    crossed: dead,
    widest: set.width === 1 ? WIDEST_UNIT_PX : WIDEST_MAP_PX,
    columns: null,
    palette: paletteOf(shown.theme),
  };
}

/** A tile for each channel's map, or for each unit. */
function setOf({ shape, values }: LayerActivations): TileSet {
  if (shape.length < 3) return imagesIn(values, [1, 1]);
  const [height, width, channels] = shape as readonly [number, number, number];
  return channelsOf(values, [height, width], channels);
}
