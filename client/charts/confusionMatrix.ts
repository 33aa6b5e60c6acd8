// A confusion matrix: a row for each class that things are of, a column for each they are taken for; mistakes stand out.
import { css } from "./oklch.ts";
import type { Palette } from "./palette.ts";
import { diverging, type Hue, mixed, pixel, rampIndex, sequential } from "./ramps.ts";
import { type Box, holds, type Size, type Surface } from "./surface.ts";
import { shortened, textWidth } from "./textWidth.ts";

export interface ConfusionPicture {
  /** Names of the classes that things are of. */
  names: readonly string[];
  /** As many: what the classes are called that they are taken for. */
  taken: readonly string[];
  /** Row by row; their size is the number of names, squared. */
  values: ArrayLike<number>;
  /** Numbers of examples or their shares, where mistakes have a colour; or changes of these, of both signs. */
  kind: "amounts" | "changes";
  /** The value that has the strongest colour: of amounts off the diagonal, of changes in size. */
  most: number;
  /** Beside each row: how much of it is right. */
  recalls: readonly string[];
  /** A value as it stands in its cell. */
  text: (value: number) => string;
  hue: Hue;
  palette: Palette;
}

export interface ConfusionSpot {
  row: number;
  column: number;
}

interface ConfusionLayout {
  box: Box;
  side: number;
}

const NAME_MOST_PX = 92;
const NAMES_LEAST_SIDE_PX = 10;
const TEXT_LEAST_SIDE_PX = 19;
const TITLE_PX = 18;
const HEAD_PX = TITLE_PX + 17;
const RECALL_PX = 30;
const WIDEST_SIDE_PX = 72;
const GAP_PX = 7;
/** What is right is told by its number: its colour only shows where the diagonal is. */
const RIGHT_SHARE = 0.16;

export function confusionLayout({ names, recalls }: ConfusionPicture, size: Size): ConfusionLayout {
  const count = Math.max(names.length, 1);
  const left =
    Math.min(Math.max(...names.map((name) => textWidth(name)), 40), NAME_MOST_PX) + GAP_PX;
  const right = Math.max(...recalls.map((words) => textWidth(words)), RECALL_PX) + 2 * GAP_PX;
  const room = Math.min(size.width - left - right, size.height - HEAD_PX - 2);
  const side = Math.max(Math.min(room / count, WIDEST_SIDE_PX), 0.5);
  const whole = side > 4 ? Math.floor(side) : side;
  const width = whole * count;
  const spare = Math.max((size.width - left - width - right) / 2, 0);
  return { box: { left: left + spare, top: HEAD_PX, width, height: width }, side: whole };
}

/** How high a picture of that width is, so that nothing is left empty beneath it. */
export function confusionHeight(picture: ConfusionPicture, width: number): number {
  const { box } = confusionLayout(picture, { width, height: Infinity });
  return Math.ceil(box.top + box.height + 3);
}

export function paintConfusion(surface: Surface, picture: ConfusionPicture): void {
  const { names, taken, palette } = picture;
  const { box, side } = confusionLayout(picture, surface);
  surface.image(cellPixels(picture), box);
  surface.rect(box.left - 0.5, box.top - 0.5, box.width + 1, box.height + 1);
  surface.stroke({ colour: palette.grid });
  const dim = { colour: css(palette.dim) };
  const middle = { ...dim, baseline: "middle" } as const;
  surface.text("is", box.left - GAP_PX, box.top - 10, { ...middle, align: "right" });
  surface.text("taken for", box.left, 9, middle);
  const widest = Math.max(...taken.map((name) => textWidth(name)));
  const named = widest <= side - 2 ? taken : taken.map((_, index) => String(index));
  if (side < NAMES_LEAST_SIDE_PX) return;
  if (picture.recalls.some((words) => words !== ""))
    surface.text("right", box.left + box.width + GAP_PX, box.top - 10, middle);
  const room = box.left - GAP_PX;
  names.forEach((name, index) => {
    const along = (index + 0.5) * side;
    const fitting = shortened(name, Math.min(room, NAME_MOST_PX));
    surface.text(fitting, box.left - GAP_PX, box.top + along, { ...middle, align: "right" });
    surface.text(named[index]!, box.left + along, box.top - 10, { ...middle, align: "center" });
    surface.text(picture.recalls[index]!, box.left + box.width + GAP_PX, box.top + along, middle);
  });
  if (side >= TEXT_LEAST_SIDE_PX) paintValues(surface, picture, box, side);
}

function paintValues(surface: Surface, picture: ConfusionPicture, box: Box, side: number): void {
  const { names, values, palette, text } = picture;
  const count = names.length;
  const centred = { align: "center", baseline: "middle", px: side < 26 ? 10 : 11.5 } as const;
  for (let i = 0; i < count * count; i++) {
    const value = values[i]!;
    if (value === 0) continue;
    const [row, column] = [Math.floor(i / count), i % count];
    const isRight = row === column;
    const isStrong = picture.kind === "changes" || !isRight;
    const isDark = isStrong && placeOf(picture, Math.abs(value)) > 0.5;
    const colour = isDark ? palette.ground : palette.text;
    const [x, y] = [box.left + (column + 0.5) * side, box.top + (row + 0.5) * side];
    const words = text(value);
    if (textWidth(words, centred.px) > side) continue;
    surface.text(words, x, y, { ...centred, colour: css(colour), bold: isRight });
  }
}

function cellPixels({ names, values, ...rest }: ConfusionPicture) {
  const count = names.length;
  const { palette, hue } = rest;
  const ramp = sequential(palette.theme, hue);
  const right = pixel(mixed(palette.ground, palette.text, RIGHT_SHARE));
  const none = pixel(palette.ground);
  const data = new Uint8ClampedArray(count * count * 4);
  const pixels = new Uint32Array(data.buffer);
  const signs = diverging(palette.theme);
  for (let i = 0; i < pixels.length; i++) {
    const value = values[i]!;
    if (rest.kind === "changes") {
      const place = value === 0 ? 0 : Math.sign(value) * placeOf(rest, Math.abs(value));
      pixels[i] = signs.pixels[rampIndex((1 + place) / 2)]!;
    } else if (Math.floor(i / count) === i % count) pixels[i] = right;
    else pixels[i] = value === 0 ? none : ramp.pixels[rampIndex(placeOf(rest, value))]!;
  }
  return { width: count, height: count, data };
}

/** The least mistake is seen beside none. */
const LEAST_PLACE = 0.14;

function placeOf({ most }: Pick<ConfusionPicture, "most">, value: number): number {
  return most === 0 ? 0 : LEAST_PLACE + (1 - LEAST_PLACE) * Math.min(value / most, 1);
}

export interface ConfusionMarks {
  pointed: ConfusionSpot | null;
  chosen: ConfusionSpot | null;
  /** Where the example that is looked at lies. */
  example: ConfusionSpot | null;
}

export function paintConfusionMarks(
  surface: Surface,
  picture: ConfusionPicture,
  { pointed, chosen, example }: ConfusionMarks,
): void {
  const { box, side } = confusionLayout(picture, surface);
  const { palette, names } = picture;
  const frame = (spot: ConfusionSpot | null, width: number): void => {
    if (spot === null || spot.row >= names.length || spot.column >= names.length) return;
    const [left, top] = [box.left + spot.column * side, box.top + spot.row * side];
    surface.rect(left - width / 2 + 1, top - width / 2 + 1, side + width - 2, side + width - 2);
    surface.stroke({ colour: css(palette.text), width });
  };
  frame(pointed, 1);
  frame(chosen, 2.5);
  if (example === null || example.row >= names.length || example.column >= names.length) return;
  const [right, top] = [box.left + (example.column + 1) * side, box.top + example.row * side];
  surface.disc(right - 5, top + 5, Math.min(3, side / 4));
  surface.fill(css(palette.mean));
}

export function confusionAt(
  picture: ConfusionPicture,
  size: Size,
  left: number,
  top: number,
): ConfusionSpot | null {
  const { box, side } = confusionLayout(picture, size);
  if (!holds(box, left, top)) return null;
  const last = picture.names.length - 1;
  const row = Math.min(Math.floor((top - box.top) / side), last);
  return { row, column: Math.min(Math.floor((left - box.left) / side), last) };
}
