// One model's clusters on the page: what is measured, what a person made of it, what is chosen, and the picture of it all.
import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { paletteOf } from "../../charts/palette.ts";
import { netEdges } from "../../network/cluster/edges.ts";
import type { ClustersResult } from "../../network/methods/clusters.ts";
import type { Answer } from "../../parts/inside/answer.ts";
import { rangeOf } from "../../parts/inside/fittedOnce.ts";
import type { Inside, InsideSlot } from "../../parts/inside/useInside.ts";
import type { Store } from "../../store/store.ts";
import {
  arranged,
  type HeldLabels,
  LastingNumbers,
  type ShownColumn,
  vectorsOf,
} from "./arrangement.ts";
import { edgesBetween } from "./bands.ts";
import { type ClusterEdit, editedLabels } from "./edits.ts";
import type { NeuronHit } from "./layout.ts";
import type { ClustersOptions } from "./options.ts";
import type { ClustersPicture } from "./picture.ts";

/** A neuron or a cluster by what stays while the playhead moves. */
export interface Chosen {
  column: number;
  /** Number of the cluster. */
  cluster: number;
  /** Place among the shown neurons of the column; null for the whole cluster. */
  neuron: number | null;
}

export interface SlotClusters {
  readonly inside: InsideSlot;
  readonly columns: ReadonlySignal<readonly ShownColumn[] | null>;
  readonly picture: ReadonlySignal<ClustersPicture | null>;
  /** Names of the classes. */
  readonly classes: ReadonlySignal<readonly string[]>;
  readonly result: ReadonlySignal<ClustersResult | null>;
  readonly chosen: Signal<Chosen | null>;
  readonly pointed: Signal<NeuronHit | null>;
  /** How many edits can be undone. */
  readonly edits: ReadonlySignal<number>;
  /** Changes clusters of a column; false where that changes nothing. */
  edit(column: number, edit: ClusterEdit): boolean;
  undo(): void;
  /** As measured again. */
  reset(): void;
}

interface Held {
  /** Of which model, measured for how many clusters: of others, what a person did says nothing. */
  source: string;
  labels: HeldLabels;
}

export function createSlotClusters(
  store: Store,
  inside: Inside,
  own: InsideSlot,
  answer: ReadonlySignal<Answer<ClustersResult>>,
  options: ReadonlySignal<ClustersOptions>,
): SlotClusters {
  const numbers = new LastingNumbers();
  const history = signal<readonly Held[]>([]);
  const chosen = signal<Chosen | null>(null);
  const pointed = signal<NeuronHit | null>(null);
  const source = computed(() => own.at.value?.source.key ?? "");
  const arrangedFor = computed(() => `${source.value} ${options.value.k}`);
  const result = computed(() => {
    const { value, isCurrent, partial } = answer.value;
    return isCurrent ? value : ((partial as ClustersResult | undefined) ?? value);
  });
  const held = computed(() => {
    const last = history.value.at(-1);
    return last?.source === arrangedFor.value ? last.labels : null;
  });
  const columns = computed(() => {
    if (result.value === null) return null;
    return arranged(result.value, numbers.of(source.value, result.value), held.value);
  });
  const classes = computed(() => {
    const count = result.value?.classes ?? 0;
    const names = inside.examples.value.value?.classes ?? null;
    return Array.from({ length: count }, (_, i) => names?.[i] ?? String(i));
  });
  const edges = computed(() => {
    const all = columns.value ?? [];
    const isNet = options.value.bands === "net";
    return all.slice(1).map((column, at) => {
      const each = edgesBetween(all[at]!, column);
      return isNet ? netEdges(each) : each;
    });
  });
  const picture = computed((): ClustersPicture | null => {
    const examples = inside.examples.value.value;
    if (columns.value === null) return null;
    return {
      columns: columns.value,
      edges: edges.value,
      share: options.value.edges,
      kind: options.value.picture,
      classes: classes.value,
      images: examples === null ? null : { examples, range: rangeOf(examples) },
      slot: own.slot.slot,
      palette: paletteOf(store.theme.value),
    };
  });
  return {
    inside: own,
    columns,
    picture,
    classes,
    result,
    chosen,
    pointed,
    edits: computed(() => (held.value === null ? 0 : history.value.length)),
    edit(at, edit) {
      const all = columns.peek();
      const shown = all?.[at];
      if (all === null || shown === undefined || shown.column.kind === "answer") return false;
      const labels = editedLabels(shown.labels, vectorsOf(shown.column), edit);
      if (labels === null) return false;
      const kept = new Map(all.map((one, i) => [one.column.layer, i === at ? labels : one.labels]));
      const before = held.peek() === null ? [] : history.peek();
      batch(() => {
        history.value = [...before, { source: arrangedFor.peek(), labels: kept }];
        pointed.value = null;
        const now = chosen.peek();
        if (now?.column !== at) return;
        const cluster = now.neuron === null ? leftOf(edit) : labels[now.neuron]!;
        chosen.value = { ...now, cluster };
      });
      return true;
    },
    undo() {
      batch(() => {
        pointed.value = null;
        history.value = history.peek().slice(0, -1);
      });
    },
    reset() {
      history.value = [];
    },
  };
}

/** The cluster that an edit leaves to look at. */
function leftOf(edit: ClusterEdit): number {
  return edit.kind === "split" ? edit.cluster : edit.into;
}

/** Where what is chosen stands now; null when it is gone. */
export function standingOf(
  columns: readonly ShownColumn[] | null,
  chosen: Chosen | null,
): NeuronHit | null {
  const shown = chosen === null ? undefined : columns?.[chosen.column];
  if (chosen === null || shown === undefined) return null;
  const number = chosen.neuron === null ? chosen.cluster : shown.labels[chosen.neuron];
  const cluster = shown.clusters.findIndex((one) => one.number === number);
  if (cluster < 0) return null;
  const member =
    chosen.neuron === null ? null : shown.clusters[cluster]!.members.indexOf(chosen.neuron);
  return { column: chosen.column, cluster, member };
}

/** What is at a place of the picture, by what stays. */
export function chosenAt(columns: readonly ShownColumn[], hit: NeuronHit): Chosen {
  const { number, members } = columns[hit.column]!.clusters[hit.cluster]!;
  const neuron = hit.member === null ? null : members[hit.member]!;
  return { column: hit.column, cluster: number, neuron };
}
