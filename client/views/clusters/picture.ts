// What a picture of clusters is made of, and where its parts are.
import type { Palette } from "../../charts/palette.ts";
import type { Size } from "../../charts/surface.ts";
import type { SignedEdges } from "../../network/cluster/edges.ts";
import { imageShape } from "../../network/fit.ts";
import type { SlotName } from "../../store/selectionRules.ts";
import type { ShownColumn } from "./arrangement.ts";
import { clustersLayout, type ColumnPlace } from "./layout.ts";
import type { PictureKind } from "./options.ts";
import type { Images } from "./patches.ts";

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

export function layoutOf(picture: ClustersPicture, size: Size): ColumnPlace[] {
  return clustersLayout(picture.columns, kindOf(picture), size);
}

function kindOf({ kind, images }: ClustersPicture): PictureKind {
  return images === null || imageShape(images.examples.shape) === null ? "rows" : kind;
}
