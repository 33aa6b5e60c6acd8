// The bands between clusters: mean weights as curves, those that many clusters share tied together on their way.
import { css, type Rgb, withAlpha } from "../../charts/oklch.ts";
import type { Surface } from "../../charts/surface.ts";
import { biclusters } from "../../network/cluster/biclusters.ts";
import {
  type Edge,
  type SignedEdges,
  meanEdges,
  strongEdges,
} from "../../network/cluster/edges.ts";
import type { ShownColumn } from "./arrangement.ts";
import type { ColumnPlace } from "./layout.ts";

export interface SignColours {
  positive: Rgb;
  negative: Rgb;
}

interface Point {
  x: number;
  y: number;
}

const WIDEST_PX = 9;
const THINNEST_PX = 0.8;
/** Where bundles of either sign are tied, as a share of the way: they would cover each other. */
const TIED_AT = { positive: 0.46, negative: 0.54 } as const;
const ALPHA = 0.5;
const KNOT_PX = 3;
const SEGMENTS = 28;

/** All edges from one column to the next, of the clusters as they stand. */
export function edgesBetween(from: ShownColumn, to: ShownColumn): SignedEdges {
  const members = ({ clusters }: ShownColumn) => clusters.map((cluster) => cluster.members);
  const { toNext } = from.column;
  if (toNext === null) return { positive: [], negative: [] };
  return meanEdges(toNext, to.column.shown.length, members(from), members(to));
}

/** The bands of one gap; `share` as in strongEdges. */
export function paintBands(
  surface: Surface,
  edges: SignedEdges,
  share: number,
  [from, to]: readonly [ColumnPlace, ColumnPlace],
  colours: SignColours,
): void {
  const strong = strongEdges(edges, share);
  const most = strongest(strong);
  const width = (strength: number) => Math.max((strength / most) * WIDEST_PX, THINNEST_PX);
  for (const sign of ["negative", "positive"] as const) {
    const colour = colours[sign];
    for (const { senders, receivers, edges: own } of biclusters(strong[sign])) {
      if (senders.length < 2 || receivers.length < 2) {
        for (const edge of own) {
          const [start, end] = [leaving(from, edge.from), entering(to, edge.to)];
          band(surface, start, end, width(edge.strength), withAlpha(colour, ALPHA));
        }
        continue;
      }
      const starts = senders.map((sender) => leaving(from, sender));
      const ends = receivers.map((receiver) => entering(to, receiver));
      const knot = knotOf(starts, ends, TIED_AT[sign]);
      starts.forEach((start, i) => {
        const strength = meanOf(own.filter((edge) => edge.from === senders[i]));
        band(surface, start, knot, width(strength), withAlpha(colour, ALPHA));
      });
      ends.forEach((end, i) => {
        const strength = meanOf(own.filter((edge) => edge.to === receivers[i]));
        band(surface, knot, end, width(strength), withAlpha(colour, ALPHA));
      });
      surface.disc(knot.x, knot.y, KNOT_PX);
      surface.fill(css(colour));
    }
  }
}

/** Of one neuron: a band from it to each of the clusters, or from each to it, none left out but those that are nothing. */
export function paintNeuronBands(
  surface: Surface,
  weights: readonly number[],
  neuron: Point,
  others: readonly Point[],
  colours: SignColours,
): void {
  const most = weights.reduce((high, weight) => Math.max(high, Math.abs(weight)), 0);
  if (most === 0) return;
  weights.forEach((weight, i) => {
    const share = Math.abs(weight) / most;
    const colour = weight > 0 ? colours.positive : colours.negative;
    const [start, end] = [neuron, others[i]!].sort((one, other) => one.x - other.x);
    const width = Math.max(share * WIDEST_PX, THINNEST_PX);
    band(surface, start!, end!, width, withAlpha(colour, 0.25 + 0.7 * share));
  });
}

export function leaving({ clusters }: ColumnPlace, cluster: number): Point {
  const { left, top, width, height } = clusters[cluster]!.box;
  return { x: left + width + 3, y: top + height / 2 };
}

export function entering({ clusters }: ColumnPlace, cluster: number): Point {
  const { left, top, height } = clusters[cluster]!.box;
  return { x: left - 3, y: top + height / 2 };
}

function strongest({ positive, negative }: SignedEdges): number {
  return [...positive, ...negative].reduce((most, { strength }) => Math.max(most, strength), 0);
}

function meanOf(edges: readonly Edge[]): number {
  return edges.reduce((sum, { strength }) => sum + strength, 0) / edges.length;
}

function knotOf(starts: readonly Point[], ends: readonly Point[], share: number): Point {
  const mean = (points: readonly Point[]): number =>
    points.reduce((sum, { y }) => sum + y, 0) / points.length;
  const [left, right] = [starts[0]!.x, ends[0]!.x];
  return { x: left + (right - left) * share, y: (mean(starts) + mean(ends)) / 2 };
}

/** A cubic curve that leaves and arrives level, in straight pieces: surfaces know no curves. */
function band(surface: Surface, from: Point, to: Point, width: number, colour: string): void {
  const middle = (from.x + to.x) / 2;
  surface.moveTo(from.x, from.y);
  for (let i = 1; i <= SEGMENTS; i++) {
    const t = i / SEGMENTS;
    const [a, b, c, d] = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t ** 3];
    surface.lineTo(a * from.x + (b + c) * middle + d * to.x, (a + b) * from.y + (c + d) * to.y);
  }
  surface.stroke({ colour, width });
}
