// Where columns, clusters and neurons are on a picture of some size.
import type { Box, Size } from "../../charts/surface.ts";
import { packed } from "../../network/cluster/packing.ts";
import type { PictureKind } from "./options.ts";
import type { ShownColumn } from "./arrangement.ts";

export interface ClusterPlace {
  /** Column, and cluster in it. */
  column: number;
  cluster: number;
  /** Around its neurons. */
  box: Box;
  /** Of each member, in their order. */
  neurons: readonly Box[];
}

export interface ColumnPlace {
  box: Box;
  /** Whether its neurons are rows of classes, not images. */
  isRows: boolean;
  clusters: readonly ClusterPlace[];
}

const SIDE_PX = 16;
export const HEAD_PX = 40;
/** Names of the classes under rows. */
export const FOOT_PX = 20;
/** Above each cluster: what it responds to. */
export const CAPTION_PX = 16;
const BETWEEN_PX = 6;
const WIDEST_PX = 210;
/** Of the width, what columns take; edges have the rest. */
const COLUMNS_SHARE = 0.52;
/** Beside the answer's rows stand the names of the classes. */
export const NAMES_PX = 64;
/** Of a cluster's height: of rows, and of images. */
const LEAST_PX = { rows: 9, images: 30 } as const;
/** Few images are not stretched over the whole column: at most so many times as wide as high, each. */
const WIDEST_IMAGE = 1.5;
/** However little a neuron does, it can be pointed at. */
const LEAST_AREA = 0.12;

export function clustersLayout(
  columns: readonly ShownColumn[],
  kind: PictureKind,
  size: Size,
): ColumnPlace[] {
  const width = size.width - 2 * SIDE_PX - NAMES_PX;
  const wide = Math.floor(Math.min((width * COLUMNS_SHARE) / columns.length, WIDEST_PX));
  const apart = columns.length < 2 ? 0 : (width - wide * columns.length) / (columns.length - 1);
  const height = size.height - HEAD_PX - FOOT_PX;
  return columns.map((shown, column) => {
    const left = Math.round(SIDE_PX + column * (wide + apart));
    const box = { left, top: HEAD_PX, width: wide, height };
    const isRows = isOfRows(shown, kind);
    return { box, isRows, clusters: placesIn(shown, column, box, isRows) };
  });
}

function isOfRows({ column }: ShownColumn, kind: PictureKind): boolean {
  if (column.kind === "answer" || kind === "rows") return true;
  return kind === "mixed" && column.kind === "units";
}

function placesIn(
  { column, clusters }: ShownColumn,
  at: number,
  { left, top, width, height }: Box,
  isRows: boolean,
): ClusterPlace[] {
  const caption = column.kind === "answer" ? 0 : CAPTION_PX;
  const areas = areasOf(column.activation, isRows);
  const weights = clusters.map(({ members }) =>
    members.reduce((sum, member) => sum + areas[member]!, 0),
  );
  const room = height - clusters.length * (caption + BETWEEN_PX);
  const heights = shares(
    weights,
    Math.max(room, clusters.length),
    LEAST_PX[isRows ? "rows" : "images"],
  );
  let y = top;
  return clusters.map(({ members }, cluster) => {
    const high = heights[cluster]!;
    const wide = isRows ? width : Math.min(width, members.length * WIDEST_IMAGE * high);
    const box = { left, top: y + caption, width: wide, height: high };
    y += high + caption + BETWEEN_PX;
    const neurons = isRows
      ? rowsIn(box, members.length)
      : packed(
          members.map((member) => areas[member]!),
          box,
        );
    return { column: at, cluster, box, neurons };
  });
}

/** In proportion to the mean activation, those of rows all alike. */
function areasOf(activation: Float32Array, isRows: boolean): ArrayLike<number> {
  if (isRows) return new Float64Array(activation.length).fill(1);
  const most = activation.reduce((high, value) => Math.max(high, value), 0) || 1;
  return activation.map((value) => Math.max(value / most, LEAST_AREA));
}

/** `all` divided in proportion, no part below `least` where there is room for that. */
function shares(weights: readonly number[], all: number, least: number): number[] {
  const floor = Math.min(least, all / weights.length);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const over = all - floor * weights.length;
  return weights.map((weight) => floor + (over * weight) / sum);
}

function rowsIn({ left, top, width, height }: Box, count: number): Box[] {
  const each = height / count;
  return Array.from({ length: count }, (_, i) => {
    return { left, top: top + i * each, width, height: each };
  });
}

export interface NeuronHit {
  column: number;
  cluster: number;
  /** Place among the members; null on the cluster's caption. */
  member: number | null;
}

export function clusterAt(places: readonly ColumnPlace[], x: number, y: number): NeuronHit | null {
  for (const { clusters } of places) {
    for (const { column, cluster, box, neurons } of clusters) {
      const isOver = x >= box.left && x <= box.left + box.width;
      if (!isOver || y < box.top - CAPTION_PX || y > box.top + box.height) continue;
      const member = neurons.findIndex(({ left, top, width, height }) => {
        return x >= left && x < left + width && y >= top && y < top + height;
      });
      return { column, cluster, member: member < 0 ? null : member };
    }
  }
  return null;
}
