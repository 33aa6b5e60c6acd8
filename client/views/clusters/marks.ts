// What moves with the pointer on top of the picture: a neuron's own bands, frames, and where a dragged one would go.
import { css, withAlpha } from "../../charts/oklch.ts";
import type { Box, Surface } from "../../charts/surface.ts";
import { entering, leaving, paintNeuronBands } from "./bands.ts";
import type { NeuronHit } from "./layout.ts";
import { signColours } from "./colours.ts";
import { type ClustersPicture, layoutOf } from "./picture.ts";

export interface ClusterMarks {
  /** Pointed at, or else chosen. */
  lit: NeuronHit | null;
  chosen: NeuronHit | null;
  /** The cluster that a dragged neuron is over. */
  target: NeuronHit | null;
}

/** How much of the bands is left to be seen behind a neuron's own. */
const VEIL = 0.86;

export function paintClusterMarks(
  surface: Surface,
  picture: ClustersPicture,
  { lit, chosen, target }: ClusterMarks,
): void {
  const places = layoutOf(picture, surface);
  const { palette } = picture;
  const boxOf = (hit: NeuronHit | null): Box | null => {
    const place = hit === null ? undefined : places[hit.column]?.clusters[hit.cluster];
    if (hit === null || place === undefined) return null;
    return hit.member === null ? place.box : (place.neurons[hit.member] ?? null);
  };
  if (lit !== null && lit.member !== null && boxOf(lit) !== null) {
    paintOwnBands(surface, picture, lit, boxOf(lit)!);
  }
  const frame = (box: Box | null, width: number, dash: readonly number[] = []): void => {
    if (box === null) return;
    const { left, top, width: wide, height } = box;
    for (const [colour, line] of [
      [palette.ground, width + 2],
      [palette.text, width],
    ] as const) {
      surface.rect(left - 1, top - 1, wide + 2, height + 2);
      surface.stroke({ colour: css(colour), width: line, dash });
    }
  };
  frame(boxOf(lit), 1);
  frame(boxOf(chosen), 2);
  frame(boxOf(target === null ? null : { ...target, member: null }), 2, [5, 3]);
}

function paintOwnBands(surface: Surface, picture: ClustersPicture, hit: NeuronHit, box: Box): void {
  const places = layoutOf(picture, surface);
  const { columns, palette } = picture;
  const colours = signColours(palette);
  const own = columns[hit.column]!;
  const neuron = own.clusters[hit.cluster]!.members[hit.member!]!;
  const veil = (gap: number): void => {
    const [from, to] = [places[gap]!.box, places[gap + 1]!.box];
    const left = from.left + from.width + 1;
    surface.rect(left, from.top, to.left - 6 - left, from.height);
    // Narrow clusters leave room in their column.
    for (const { box: own } of places[gap]!.clusters) {
      const right = own.left + own.width + 3;
      if (right < left) surface.rect(right, own.top, left - right, own.height);
    }
    surface.fill(withAlpha(palette.ground, VEIL));
  };
  const y = box.top + box.height / 2;
  const around = places[hit.column]!.clusters[hit.cluster]!.box;
  if (hit.column > 0) {
    veil(hit.column - 1);
    const before = columns[hit.column - 1]!;
    const place = places[hit.column - 1]!;
    const weights = before.clusters.map(({ members }) =>
      meanOf(
        members,
        (sender) => before.column.toNext![sender * own.column.shown.length + neuron]!,
      ),
    );
    const starts = before.clusters.map((_, i) => leaving(place, i));
    paintNeuronBands(surface, weights, { x: around.left - 3, y }, starts, colours);
  }
  const next = columns[hit.column + 1];
  if (next === undefined) return;
  veil(hit.column);
  const place = places[hit.column + 1]!;
  const weights = next.clusters.map(({ members }) =>
    meanOf(members, (taker) => own.column.toNext![neuron * next.column.shown.length + taker]!),
  );
  const ends = next.clusters.map((_, i) => entering(place, i));
  paintNeuronBands(surface, weights, { x: around.left + around.width + 3, y }, ends, colours);
}

function meanOf(members: readonly number[], weight: (member: number) => number): number {
  return members.reduce((sum, member) => sum + weight(member), 0) / members.length;
}
