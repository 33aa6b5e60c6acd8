// What keys do on the picture: walk among clusters and neurons, and change them.
import type { ShownColumn } from "./arrangement.ts";
import type { NeuronHit } from "./layout.ts";
import { type SlotClusters, standingOf } from "./slotClusters.ts";

/** Where the cursor goes from `now`; undefined of keys that are not ours, null where nothing is chosen any more. */
export function moved(
  columns: readonly ShownColumn[],
  now: NeuronHit | null,
  key: string,
): NeuronHit | null | undefined {
  if (!KEYS.has(key)) return undefined;
  if (now === null) return { column: 0, cluster: 0, member: null };
  const { column, cluster, member } = now;
  const members = columns[column]!.clusters[cluster]!.members;
  if (key === "Escape") return member === null ? null : { ...now, member: null };
  if (key === "Enter" || key === " ") return { ...now, member: member === null ? 0 : null };
  const ways = STEPS[key]!;
  if (member !== null) {
    const next = within(member + ways.neuron, members.length);
    return { ...now, member: next };
  }
  const beside = within(column + ways.column, columns.length);
  const count = columns[beside]!.clusters.length;
  const below =
    ways.column === 0 ? cluster + ways.cluster : atSameHeight(cluster, columns, now, beside);
  return { column: beside, cluster: within(below, count), member: null };
}

const STEPS: Readonly<Record<string, { column: number; cluster: number; neuron: number }>> = {
  ArrowLeft: { column: -1, cluster: 0, neuron: -1 },
  ArrowRight: { column: 1, cluster: 0, neuron: 1 },
  ArrowUp: { column: 0, cluster: -1, neuron: -1 },
  ArrowDown: { column: 0, cluster: 1, neuron: 1 },
};
const KEYS = new Set([...Object.keys(STEPS), "Enter", " ", "Escape"]);

function within(at: number, count: number): number {
  return Math.min(Math.max(at, 0), count - 1);
}

function atSameHeight(
  cluster: number,
  columns: readonly ShownColumn[],
  { column }: NeuronHit,
  beside: number,
): number {
  const share = (cluster + 0.5) / columns[column]!.clusters.length;
  return Math.floor(share * columns[beside]!.clusters.length);
}

/** Whether the key was an edit; of what is chosen. */
export function keyedEdit(model: SlotClusters, { key, shiftKey }: KeyboardEvent): boolean {
  if (key === "u" || key === "U") {
    model.undo();
    return true;
  }
  const chosen = model.chosen.peek();
  const columns = model.columns.peek();
  const hit = standingOf(columns, chosen);
  if (chosen === null || columns === null || hit === null) return false;
  const { clusters } = columns[hit.column]!;
  const numberAt = (cluster: number): number | undefined => clusters[cluster]?.number;
  if (key === "s" || key === "S") {
    model.edit(hit.column, { kind: "split", cluster: numberAt(hit.cluster)! });
    return true;
  }
  if (key === "m" || key === "M") {
    const into = numberAt(hit.cluster + 1) ?? numberAt(hit.cluster - 1);
    if (into === undefined) return true;
    model.edit(hit.column, { kind: "merge", cluster: numberAt(hit.cluster)!, into });
    return true;
  }
  const way = shiftKey ? STEPS[key]?.cluster : undefined;
  if (!way || chosen.neuron === null) return false;
  const into = numberAt(hit.cluster + way);
  if (into !== undefined) model.edit(hit.column, { kind: "move", neuron: chosen.neuron, into });
  return true;
}
