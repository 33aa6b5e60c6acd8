// What a person may do to clusters: join two, divide one, put a neuron into another.
import { leastFree } from "../../network/cluster/identity.ts";
import { kMeans } from "../../network/cluster/kMeans.ts";
import { membersOf } from "../../network/cluster/grouped.ts";
import { type Vectors, vectorsAt } from "../../network/cluster/vectors.ts";
import { atOnce } from "#contract/turns.ts";

export type ClusterEdit =
  | { kind: "merge"; cluster: number; into: number }
  | { kind: "split"; cluster: number }
  /** `neuron` is its place among those that are shown. */
  | { kind: "move"; neuron: number; into: number };

/** More clusters of one layer could not be tied into bundles. */
export const MOST_CLUSTERS = 24;

/** The labels after the edit; null where it changes nothing. */
export function editedLabels(
  labels: Int32Array,
  vectors: Vectors,
  edit: ClusterEdit,
): Int32Array | null {
  if (edit.kind === "merge") {
    if (edit.cluster === edit.into) return null;
    return labels.map((label) => (label === edit.cluster ? edit.into : label));
  }
  if (edit.kind === "move") {
    return labels[edit.neuron] === edit.into ? null : labels.with(edit.neuron, edit.into);
  }
  const numbers = new Set(labels);
  const members = membersOf(labels, edit.cluster);
  if (members.length < 2 || numbers.size >= MOST_CLUSTERS) return null;
  const halves = atOnce(kMeans(vectorsAt(vectors, members), 2));
  if (halves.k < 2) return null;
  const free = leastFree(numbers);
  const divided = labels.slice();
  members.forEach((member, i) => {
    if (halves.labels[i] === 1) divided[member] = free;
  });
  return divided;
}
