// Models as circles over the axis of their score, as a picture to take along.
import { hair } from "./axes.ts";
import { css, type Rgb, withAlpha } from "./oklch.ts";
import { type Palette, scoreColour } from "./palette.ts";
import type { Box, Surface } from "./surface.ts";
import { shortened, textWidth } from "./textWidth.ts";

export interface SwarmCircle {
  /** In pixels of the box of circles. */
  x: number;
  y: number;
  radius: number;
  colour: Rgb;
  /** Whether its score is no number any more. */
  isDiverged: boolean;
  slot: "a" | "b" | null;
}

export interface SwarmPicture {
  /** Those behind first. */
  circles: readonly SwarmCircle[];
  /** How high the box of circles is. */
  height: number;
  /** The axis, in pixels; null where no score is logged. */
  axis: { left: number; width: number; ticks: readonly { place: number; text: string }[] } | null;
  /** What is measured, and which way is better. */
  title: string;
  /** Names of A and B. */
  names: Readonly<Record<"a" | "b", string | null>>;
  palette: Palette;
}

const TOP_PX = 34;
const AXIS_PX = 34;
const TITLE_PX = 22;
const RAMP_PX = 8;
const RING_PX = 3.5;
const MARGIN_PX = 16;
/** A letter fits into a circle from this radius on. */
const ROOM_FOR_LETTER_PX = 8;

/** How high a surface has to be. */
export function swarmHeight({ height }: Pick<SwarmPicture, "height">): number {
  return TOP_PX + height + AXIS_PX + TITLE_PX;
}

export function paintSwarm(surface: Surface, picture: SwarmPicture): void {
  const { circles, axis, height, palette, title } = picture;
  paintNames(surface, picture);
  const box = { left: axis?.left ?? 0, top: TOP_PX, width: axis?.width ?? 0, height };
  if (axis !== null) paintAxis(surface, box, axis.ticks, palette);
  for (const circle of circles) paintCircle(surface, { ...circle, y: circle.y + TOP_PX }, palette);
  const colour = css(palette.dim);
  surface.text(title, surface.width / 2, surface.height - 8, { colour, align: "center" });
}

function paintNames(surface: Surface, { names, palette }: SwarmPicture): void {
  const room = surface.width / 2 - 2 * MARGIN_PX;
  for (const slot of ["a", "b"] as const) {
    const name = names[slot];
    if (name === null) continue;
    const x = slot === "a" ? MARGIN_PX : surface.width / 2;
    const letter = slot.toUpperCase();
    const look = { baseline: "middle", bold: true } as const;
    surface.text(letter, x, TOP_PX / 2, { ...look, colour: css(palette.slot[slot]) });
    const left = x + textWidth(letter) + 8;
    surface.text(shortened(name, room), left, TOP_PX / 2, { ...look, colour: css(palette.text) });
  }
}

function paintAxis(
  surface: Surface,
  { left, top, width, height }: Box,
  ticks: readonly { place: number; text: string }[],
  palette: Palette,
): void {
  const bottom = top + height;
  for (let x = 0; x < width; x++) {
    surface.rect(left + x, bottom + 2, 1.5, RAMP_PX);
    surface.fill(css(scoreColour(x / width, palette.theme)));
  }
  let free = Infinity;
  // From the better end: where labels are close, the higher score keeps its own.
  for (const { place, text } of ticks.toReversed()) {
    const x = left + place * width;
    hair(surface, palette.grid, x, top, x, bottom);
    const half = textWidth(text) / 2;
    if (x + half > free) continue;
    free = x - half - 6;
    const look = { colour: css(palette.dim), align: "center", baseline: "top" } as const;
    surface.text(text, x, bottom + RAMP_PX + 7, look);
  }
}

function paintCircle(
  surface: Surface,
  { x, y, radius, colour, isDiverged, slot }: SwarmCircle,
  palette: Palette,
): void {
  surface.disc(x, y, radius);
  surface.fill(css(colour));
  if (isDiverged) {
    const arm = radius * 0.55;
    surface.moveTo(x - arm, y - arm);
    surface.lineTo(x + arm, y + arm);
    surface.moveTo(x + arm, y - arm);
    surface.lineTo(x - arm, y + arm);
    surface.stroke({ colour: css(palette.ground), width: 2 });
  }
  if (slot === null) return;
  surface.disc(x, y, radius + RING_PX);
  surface.stroke({ colour: css(palette.slot[slot]), width: 3 });
  if (isDiverged || radius < ROOM_FOR_LETTER_PX) return;
  surface.disc(x, y, Math.min(radius, ROOM_FOR_LETTER_PX));
  surface.fill(withAlpha(palette.ground, 0.85));
  const look = { align: "center", baseline: "middle", bold: true } as const;
  surface.text(slot.toUpperCase(), x, y, { ...look, colour: css(palette.text) });
}
