// The whole picture: columns of clusters with their neurons, names, and the bands between.
import { css, oklch, type Rgb, withAlpha } from "../../charts/oklch.ts";
import type { Palette } from "../../charts/palette.ts";
import { diverging, type Ramp, rampIndex, sequential } from "../../charts/ramps.ts";
import type { Box, Size, Surface } from "../../charts/surface.ts";
import { shortened, textWidth } from "../../charts/textWidth.ts";
import { imageShape } from "../../network/fit.ts";
import type { SignedEdges } from "../../network/cluster/edges.ts";
import type { SlotName } from "../../store/selectionRules.ts";
import { printable } from "../../ui/printable.ts";
import type { ShownCluster, ShownColumn } from "./arrangement.ts";
import { paintBands, type SignColours } from "./bands.ts";
import {
  CAPTION_PX,
  type ClusterPlace,
  clustersLayout,
  type ColumnPlace,
  FOOT_PX,
  NAMES_PX,
} from "./layout.ts";
import type { PictureKind } from "./options.ts";
import { bestPatch, type Images, patchPixels } from "./patches.ts";

export interface ClustersPicture {
  columns: readonly ShownColumn[];
  /** Between each column and the next. */
  edges: readonly SignedEdges[];
  /** Edges at least that share of the strongest of their gap are drawn. */
  share: number;
  kind: PictureKind;
  /** Names of the classes. */
  classes: readonly string[];
  /** Null while they are on their way: then all is rows. */
  images: Images | null;
  slot: SlotName;
  palette: Palette;
}

const STRIPE_PX = 3;
const GAP_PX = 1;
const SMALL_TEXT_PX = 10;
/** Rows higher than this have a line between them. */
const APART_FROM_PX = 5;

export function layoutOf(picture: ClustersPicture, size: Size): ColumnPlace[] {
  return clustersLayout(picture.columns, kindOf(picture), size);
}

function kindOf({ kind, images }: ClustersPicture): PictureKind {
  return images === null || imageShape(images.examples.shape) === null ? "rows" : kind;
}

export function signColours({ theme }: Palette): SignColours {
  const { colours } = diverging(theme);
  return { positive: colours.at(-1)!, negative: colours[0]! };
}

/** Hues that are neither a slot's nor a sign's; further clusters have them again, told apart by their place. */
const CLUSTER_HUES = [205, 140, 20, 250, 170, 345, 110, 275] as const;

export function clusterColour(number: number, { theme }: Palette): Rgb {
  const hue = CLUSTER_HUES[number % CLUSTER_HUES.length]!;
  return theme === "dark" ? oklch(0.74, 0.1, hue) : oklch(0.55, 0.12, hue);
}

export function paintClusters(surface: Surface, picture: ClustersPicture): void {
  const places = layoutOf(picture, surface);
  const colours = signColours(picture.palette);
  picture.edges.forEach((edges, gap) => {
    const ends = [places[gap]!, places[gap + 1]!] as const;
    paintBands(surface, edges, picture.share, ends, colours);
  });
  picture.columns.forEach((column, at) => paintColumn(surface, picture, column, places[at]!));
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
  surface.text(countOf(column), middle, top - 7, {
    colour: css(palette.dim),
    px: SMALL_TEXT_PX,
    ...centred,
  });
  const ramp = sequential(palette.theme, picture.slot);
  const most = column.kind === "answer" ? 1 : fullColour(column.classMeans);
  place.clusters.forEach((own, i) => {
    const cluster = clusters[i]!;
    if (column.kind === "answer") paintAnswer(surface, picture, shown, cluster, own.box);
    else paintCaption(surface, picture, shown, cluster, { ...own.box, width });
    if (place.isRows) paintRows(surface, shown, cluster, own, ramp, most);
    else paintImages(surface, picture, shown, cluster, own);
  });
  if (place.isRows) paintClassNames(surface, classes, place.box, palette);
}

/** A few units far above all others would leave these dark. */
const FULL_COLOUR_QUANTILE = 0.99;

function fullColour(means: Float32Array): number {
  return means.toSorted()[Math.ceil((means.length - 1) * FULL_COLOUR_QUANTILE)] ?? 1;
}

function countOf({ kind, neurons, shown }: ShownColumn["column"]): string {
  const noun = kind === "maps" ? "channels" : kind === "units" ? "units" : "classes";
  return shown.length < neurons ? `${shown.length} of ${neurons} ${noun}` : `${neurons} ${noun}`;
}

/** Its colour, and the classes it responds to. */
function paintCaption(
  surface: Surface,
  picture: ClustersPicture,
  shown: ShownColumn,
  cluster: ShownCluster,
  { left, top, width, height }: Box,
): void {
  const { palette, classes } = picture;
  const colour = clusterColour(cluster.number, palette);
  surface.rect(left - STRIPE_PX - 2, top, STRIPE_PX, height);
  surface.fill(css(colour));
  const y = top - CAPTION_PX / 2;
  const number = String(cluster.number + 1);
  const middle = { baseline: "middle", px: SMALL_TEXT_PX } as const;
  surface.text(number, left, y, { colour: css(colour), bold: true, ...middle });
  const start = left + textWidth(number, SMALL_TEXT_PX) + 6;
  const favourites = favouritesOf(shown, cluster, classes);
  const words = shortened(favourites.join(" · ") || "silent", left + width - start, SMALL_TEXT_PX);
  surface.text(words, start, y, { colour: css(palette.dim), ...middle });
}

/** Classes that a cluster responds to nearly as much as to the one it responds to most. */
const NEARLY = 0.75;
const MOST_FAVOURITES = 4;
/** Below that share of the layer's, a mean activation is as good as none. */
const SILENT = 0.02;

export function favouritesOf(
  { column }: ShownColumn,
  { members }: ShownCluster,
  classes: readonly string[],
): string[] {
  const { classMeans } = column;
  const means = classes.map((_, c) => {
    return members.reduce((sum, member) => sum + classMeans[member * classes.length + c]!, 0);
  });
  const most = Math.max(...means);
  if (!(most / members.length > SILENT * fullColour(classMeans))) return [];
  return means
    .map((mean, c) => ({ mean, name: classes[c]! }))
    .filter(({ mean }) => mean >= NEARLY * most)
    .sort((one, other) => other.mean - one.mean)
    .slice(0, MOST_FAVOURITES)
    .map(({ name }) => printable(name));
}

function paintAnswer(
  surface: Surface,
  { palette, classes }: ClustersPicture,
  { column }: ShownColumn,
  { members }: ShownCluster,
  { left, top, width, height }: Box,
): void {
  if (members.length !== 1) return;
  const name = printable(classes[column.shown[members[0]!]!] ?? String(column.shown[members[0]!]!));
  const words = shortened(name, NAMES_PX - 8, 12);
  const middle = { baseline: "middle", px: 12, bold: true } as const;
  surface.text(words, left + width + 8, top + height / 2, { colour: css(palette.text), ...middle });
}

/** Neurons × classes, as colours. */
function paintRows(
  surface: Surface,
  { column }: ShownColumn,
  { members }: ShownCluster,
  { box, neurons }: ClusterPlace,
  ramp: Ramp,
  most: number,
): void {
  const classes = column.classMeans.length / column.shown.length;
  const data = new Uint8ClampedArray(members.length * classes * 4);
  const pixels = new Uint32Array(data.buffer);
  members.forEach((member, row) => {
    for (let c = 0; c < classes; c++) {
      const share = column.classMeans[member * classes + c]! / (most || 1);
      pixels[row * classes + c] = ramp.pixels[rampIndex(share)]!;
    }
  });
  surface.image({ width: classes, height: members.length, data }, box);
  const each = neurons[0]?.height ?? 0;
  if (each < APART_FROM_PX) return;
  for (const { left, top, width } of neurons.slice(1)) {
    surface.rect(left, top - GAP_PX / 2, width, GAP_PX);
  }
  surface.fill("rgb(0 0 0 / 0.35)");
}

function paintImages(
  surface: Surface,
  picture: ClustersPicture,
  { column }: ShownColumn,
  { members }: ShownCluster,
  { neurons }: ClusterPlace,
): void {
  const images = picture.images!;
  const shape = imageShape(images.examples.shape)!;
  members.forEach((member, i) => {
    const place = neurons[i]!;
    const box = {
      left: place.left + GAP_PX / 2,
      top: place.top + GAP_PX / 2,
      width: Math.max(place.width - GAP_PX, 1),
      height: Math.max(place.height - GAP_PX, 1),
    };
    if (!(column.activation[member]! > 0)) {
      surface.rect(box.left, box.top, box.width, box.height);
      surface.fill(withAlpha(picture.palette.dim, 0.18));
      return;
    }
    const patch = bestPatch(column, member, shape);
    const example = column.best.example[member]!;
    const pixels = patchPixels(images, example, patch, box, surface.ratio);
    if (pixels !== null) surface.image(pixels, box);
  });
}

function paintClassNames(
  surface: Surface,
  classes: readonly string[],
  { left, top, width, height }: Box,
  palette: Palette,
): void {
  const each = width / classes.length;
  classes.forEach((name, c) => {
    const words = printable(name);
    if (textWidth(words, 9) > each) return;
    surface.text(words, left + (c + 0.5) * each, top + height + FOOT_PX / 2 - 4, {
      colour: css(palette.dim),
      px: 9,
      align: "center",
      baseline: "middle",
    });
  });
}
