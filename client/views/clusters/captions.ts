// Words on clusters: which one it is and what it responds to, and the names of the answers.
import { css } from "../../charts/oklch.ts";
import type { Box, Surface } from "../../charts/surface.ts";
import { shortened, textWidth } from "../../charts/textWidth.ts";
import { printable } from "../../ui/printable.ts";
import type { ShownCluster, ShownColumn } from "./arrangement.ts";
import { clusterColour, fullColour } from "./colours.ts";
import { CAPTION_PX, NAMES_PX } from "./layout.ts";
import type { ClustersPicture } from "./picture.ts";

const STRIPE_PX = 3;
const SMALL_TEXT_PX = 10;

/** Its colour, and the classes it responds to. */
export function paintCaption(
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

/** Of the class that a unit of the answer speaks for: alone, it is the second of two. */
export function answerName(
  { neurons }: ShownColumn["column"],
  classes: readonly string[],
  unit: number,
): string {
  const index = neurons === 1 && classes.length === 2 ? 1 : unit;
  return printable(classes[index] ?? String(index));
}

export function paintAnswer(
  surface: Surface,
  { palette, classes }: ClustersPicture,
  { column }: ShownColumn,
  { members }: ShownCluster,
  { left, top, width, height }: Box,
): void {
  if (members.length !== 1) return;
  const name = answerName(column, classes, column.shown[members[0]!]!);
  const words = shortened(name, NAMES_PX - 8, 12);
  const middle = { baseline: "middle", px: 12, bold: true } as const;
  surface.text(words, left + width + 8, top + height / 2, { colour: css(palette.text), ...middle });
}
