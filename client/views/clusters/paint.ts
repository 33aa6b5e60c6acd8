// The whole picture: columns of clusters with their neurons, names, and the bands between.
import { shortValue } from "../../charts/axisText.ts";
import { css } from "../../charts/oklch.ts";
import { sequential } from "../../charts/ramps.ts";
import type { Surface } from "../../charts/surface.ts";
import { shortened, textWidth } from "../../charts/textWidth.ts";
import { printable } from "../../ui/printable.ts";
import type { ShownColumn } from "./arrangement.ts";
import { paintBands } from "./bands.ts";
import { paintAnswer, paintCaption } from "./captions.ts";
import { fullColour, signColours } from "./colours.ts";
import type { ColumnPlace } from "./layout.ts";
import { paintClassNames, paintImages, paintRows } from "./neurons.ts";
import { type ClustersPicture, layoutOf } from "./picture.ts";

const SMALL_TEXT_PX = 10;

export function paintClusters(surface: Surface, picture: ClustersPicture): void {
  const places = layoutOf(picture, surface);
  const colours = signColours(picture.palette);
  picture.edges.forEach((edges, gap) => {
    const ends = [places[gap]!, places[gap + 1]!] as const;
    paintBands(surface, edges, picture.share, ends, colours);
  });
  picture.columns.forEach((column, at) => paintColumn(surface, picture, column, places[at]!));
  const [first, second] = places;
  if (first !== undefined && second !== undefined) paintKey(surface, picture, first, second);
}

const KEY_PX = 16;

/** What the bands' colours mean, above the first of them, where there is room. */
function paintKey(
  surface: Surface,
  { palette }: ClustersPicture,
  { box: from }: ColumnPlace,
  { box: to }: ColumnPlace,
): void {
  const { positive, negative } = signColours(palette);
  const entries = [
    { words: "excites", colour: positive },
    { words: "holds back", colour: negative },
  ];
  const widths = entries.map(({ words }) => KEY_PX + 5 + textWidth(words, SMALL_TEXT_PX));
  const all = widths.reduce((sum, width) => sum + width, 14);
  const [left, right] = [from.left + from.width, to.left];
  if (right - left < all + 50) return;
  let x = (left + right - all) / 2;
  const y = from.top - 11;
  entries.forEach(({ words, colour }, i) => {
    surface.moveTo(x, y);
    surface.lineTo(x + KEY_PX, y);
    surface.stroke({ colour: css(colour), width: 4 });
    const look = { colour: css(palette.dim), px: SMALL_TEXT_PX, baseline: "middle" } as const;
    surface.text(words, x + KEY_PX + 5, y, look);
    x += widths[i]! + 14;
  });
}

function paintColumn(
  surface: Surface,
  picture: ClustersPicture,
  shown: ShownColumn,
  place: ColumnPlace,
): void {
  const { palette, classes } = picture;
  const { column, clusters } = shown;
  const { left, top, width } = place.box;
  const middle = left + width / 2;
  const centred = { align: "center", baseline: "bottom" } as const;
  const title = shortened(printable(column.layer), width + 40, 12);
  surface.text(title, middle, top - 21, {
    colour: css(palette.text),
    px: 12,
    bold: true,
    ...centred,
  });
  const ramp = sequential(palette.theme, picture.slot);
  const most = column.kind === "answer" ? 1 : fullColour(column.classMeans);
  const scale = place.isRows && most > 0 ? `, 0 to ${shortValue(Number(most.toPrecision(2)))}` : "";
  surface.text(countOf(column) + scale, middle, top - 7, {
    colour: css(palette.dim),
    px: SMALL_TEXT_PX,
    ...centred,
  });
  place.clusters.forEach((own, i) => {
    const cluster = clusters[i]!;
    if (column.kind === "answer") paintAnswer(surface, picture, shown, cluster, own.box);
    else paintCaption(surface, picture, shown, cluster, { ...own.box, width });
    if (place.isRows) paintRows(surface, shown, cluster, own, ramp, most);
    else paintImages(surface, picture, shown, cluster, own);
  });
  if (place.isRows) paintClassNames(surface, classes, place.box, palette);
}

function countOf({ kind, neurons, shown }: ShownColumn["column"]): string {
  if (neurons === 1) return kind === "maps" ? "1 channel" : "1 unit";
  const noun = kind === "maps" ? "channels" : kind === "units" ? "units" : "classes";
  return shown.length < neurons ? `${shown.length} of ${neurons} ${noun}` : `${neurons} ${noun}`;
}
