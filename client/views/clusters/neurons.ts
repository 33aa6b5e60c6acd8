// The neurons of a cluster: rows of a matrix with a column for each class, or parts of images.
import { css, withAlpha } from "../../charts/oklch.ts";
import type { Palette } from "../../charts/palette.ts";
import { type Ramp, rampIndex } from "../../charts/ramps.ts";
import type { Box, Surface } from "../../charts/surface.ts";
import { textWidth } from "../../charts/textWidth.ts";
import { imageShape } from "../../network/fit.ts";
import { printable } from "../../ui/printable.ts";
import type { ShownCluster, ShownColumn } from "./arrangement.ts";
import { type ClusterPlace, FOOT_PX } from "./layout.ts";
import { bestPatch, patchPixels } from "./patches.ts";
import type { ClustersPicture } from "./picture.ts";

const GAP_PX = 1;
/** Rows higher than this have a line between them. */
const APART_FROM_PX = 5;

/** Neurons × classes, as colours. */
export function paintRows(
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

export function paintImages(
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

export function paintClassNames(
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
