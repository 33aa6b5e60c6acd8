// What is chosen, and what the picture shows, in words.
import { valueText } from "../../ui/format.ts";
import { printable } from "../../ui/printable.ts";
import { answerName, favouritesOf } from "./captions.ts";
import type { SlotClusters } from "./slotClusters.ts";
import { type Chosen, standingOf } from "./slotClusters.ts";

/** Of a cluster or a neuron; null when it is gone. */
export function saidOf(model: SlotClusters, chosen: Chosen): string | null {
  const columns = model.columns.value;
  const hit = standingOf(columns, chosen);
  if (columns === null || hit === null) return null;
  const shown = columns[hit.column]!;
  const cluster = shown.clusters[hit.cluster]!;
  const { column } = shown;
  const classes = model.classes.value;
  const layer = printable(column.layer);
  if (chosen.neuron === null) {
    const favourites = favouritesOf(shown, cluster, classes);
    const response =
      favourites.length === 0 ? "silent" : `responds most to ${favourites.join(", ")}`;
    return `${layer}, cluster ${cluster.number + 1}: ${cluster.members.length} ${nounOf(column.kind, cluster.members.length)}, ${response}`;
  }
  const neuron = column.shown[chosen.neuron]!;
  if (column.kind === "answer") {
    return `${layer}, ${answerName(column, classes, neuron)}: given to ${topClasses(model, chosen)}`;
  }
  const noun = nounOf(column.kind, 1);
  const activation = column.activation[chosen.neuron]!;
  const response =
    activation > 0
      ? `mean activation ${valueText(activation)}, most for ${topClasses(model, chosen)}`
      : "silent on all images";
  return `${layer}, ${noun} ${neuron} in cluster ${cluster.number + 1}: ${response}`;
}

function nounOf(kind: string, count: number): string {
  const noun = kind === "maps" ? "channel" : "unit";
  return count === 1 ? noun : `${noun}s`;
}

/** The three classes of highest mean, each with it. */
function topClasses(model: SlotClusters, { column: at, neuron }: Chosen): string {
  const { column } = model.columns.value![at]!;
  const classes = model.classes.value;
  return classes
    .map((name, c) => ({ name, mean: column.classMeans[neuron! * classes.length + c]! }))
    .sort((one, other) => other.mean - one.mean)
    .slice(0, 3)
    .map(({ name, mean }) => `${printable(name)} (${valueText(mean)})`)
    .join(", ");
}

/** The whole picture for who does not see it. */
export function pictureWords(model: SlotClusters): string {
  const columns = model.columns.value ?? [];
  const parts = columns.map(({ column, clusters }) => {
    return `${printable(column.layer)}: ${column.shown.length} in ${clusters.length} clusters`;
  });
  return `Neurons grouped by the classes they respond to. ${parts.join("; ")}`;
}
