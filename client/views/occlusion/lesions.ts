// What is switched off, changed and taken back: units of layers by their names, the same in both models.
import type { Network } from "../../network/graph/network.ts";
import { layersOfUnits } from "../../parts/inside/units.ts";
import type { Lesions, OffUnits } from "./options.ts";

/** A layer's units, and where they can be switched off. */
export interface Switchboard {
  layer: string;
  units: number;
  /** Index of the node behind the layer's norm and activation: what is zero there is nothing to what follows. */
  node: number;
}

const BELONGS_TO_LAYER: ReadonlySet<string> = new Set(["batchNorm", "activation", "identity"]);

/** From the input to the output. */
export function switchboards(network: Network): Switchboard[] {
  return layersOfUnits(network).map(({ layer, units, node }) => ({
    layer,
    units,
    node: endOf(network, node),
  }));
}

function endOf({ nodes, logits }: Network, start: number): number {
  let node = start;
  while (node !== logits) {
    const takers = nodes.flatMap(({ inputs }, index) => (inputs.includes(node) ? index : []));
    const [only] = takers;
    if (takers.length !== 1 || !BELONGS_TO_LAYER.has(nodes[only!]!.op.kind)) break;
    node = only!;
  }
  return node;
}

/** As the worker is asked: what the network has of it. */
export function offIn(network: Network, off: Lesions): { node: number; units: number[] }[] {
  return switchboards(network).flatMap(({ layer, units, node }) => {
    const chosen = unitsOff(off, layer, units);
    return chosen.length === 0 ? [] : [{ node, units: chosen }];
  });
}

/** Ascending. */
export function unitsOff(off: Lesions, layer: string, units: number): number[] {
  const chosen = off.get(layer) ?? [];
  if (chosen === "all") return Array.from({ length: units }, (_, unit) => unit);
  return chosen.filter((unit) => unit < units).toSorted((a, b) => a - b);
}

/** With the unit switched the other way. */
export function toggled(off: Lesions, layer: string, unit: number, units: number): Lesions {
  const before = unitsOff(off, layer, units);
  const after = before.includes(unit) ? before.filter((one) => one !== unit) : [...before, unit];
  return withUnits(off, layer, after);
}

/** With exactly those units of the layer switched off. */
export function withUnits(off: Lesions, layer: string, units: OffUnits): Lesions {
  const next = new Map(off);
  if (units.length === 0) next.delete(layer);
  else next.set(layer, units === "all" ? units : units.toSorted((a, b) => a - b));
  return next;
}

/** What was done, to be taken back and done again. */
export interface Course {
  past: readonly Lesions[];
  future: readonly Lesions[];
}

export const NO_COURSE: Course = { past: [], future: [] };

export function done({ past }: Course, before: Lesions): Course {
  return { past: [...past, before], future: [] };
}

/** What is switched off after the last change is taken back; null where there is nothing to take back. */
export function undone(
  { past, future }: Course,
  now: Lesions,
): { off: Lesions; course: Course } | null {
  const off = past.at(-1);
  if (off === undefined) return null;
  return { off, course: { past: past.slice(0, -1), future: [now, ...future] } };
}

export function redone(
  { past, future }: Course,
  now: Lesions,
): { off: Lesions; course: Course } | null {
  const [off, ...rest] = future;
  if (off === undefined) return null;
  return { off, course: { past: [...past, now], future: rest } };
}
