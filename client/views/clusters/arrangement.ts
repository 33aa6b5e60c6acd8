// Which neurons stand together: as measured at the playhead, under numbers that last; or as a person has put them.
import { keptNumbers } from "../../network/cluster/identity.ts";
import { orderWithin } from "../../network/cluster/grouped.ts";
import type { Vectors } from "../../network/cluster/vectors.ts";
import type { ClusteredColumn, ClustersResult } from "../../network/methods/clusters.ts";
import { atOnce } from "#contract/turns.ts";

export interface ShownCluster {
  /** Stays the same from epoch to epoch; colour and place follow it. */
  number: number;
  /** Places among the column's shown neurons, like beside like. */
  members: readonly number[];
}

export interface ShownColumn {
  column: ClusteredColumn;
  /** Per shown neuron the number of its cluster. */
  labels: Int32Array;
  clusters: readonly ShownCluster[];
}

/** Labels by the name of the layer. */
export type HeldLabels = ReadonlyMap<string, Int32Array>;

export function vectorsOf({ shown, classMeans }: ClusteredColumn): Vectors {
  return { count: shown.length, size: classMeans.length / shown.length, values: classMeans };
}

/** Columns with clusters as they are held, or as measured; `numbers` are those that measured clusters have. */
export function arranged(
  { columns }: ClustersResult,
  numbers: readonly Int32Array[],
  held: HeldLabels | null,
): ShownColumn[] {
  return columns.map((column, at) => {
    const own = held?.get(column.layer);
    const labels = own?.length === column.shown.length ? own : numbers[at]!;
    return { column, labels, clusters: clustersOf(column, labels) };
  });
}

const known = new WeakMap<ClusteredColumn, Map<Int32Array, readonly ShownCluster[]>>();

function clustersOf(column: ClusteredColumn, labels: Int32Array): readonly ShownCluster[] {
  const before = known.get(column) ?? new Map<Int32Array, readonly ShownCluster[]>();
  known.set(column, before);
  const clusters = before.get(labels) ?? madeClusters(column, labels);
  before.set(labels, clusters);
  return clusters;
}

function madeClusters(column: ClusteredColumn, labels: Int32Array): ShownCluster[] {
  const order = isSameGrouping(labels, column.labels)
    ? column.order
    : atOnce(orderWithin(vectorsOf(column), labels));
  const members = new Map<number, number[]>();
  for (const place of order) {
    const number = labels[place]!;
    members.set(number, [...(members.get(number) ?? []), place]);
  }
  return [...members]
    .map(([number, own]) => ({ number, members: own }))
    .sort((one, other) => one.number - other.number);
}

function isSameGrouping(one: Int32Array, other: Int32Array): boolean {
  const names = new Map<number, number>();
  return (
    new Set(one).size === new Set(other).size &&
    one.every((label, i) => {
      const name = names.get(other[i]!);
      if (name === undefined) names.set(other[i]!, label);
      return name === undefined || name === label;
    })
  );
}

/** Numbers that clusters keep from one epoch to the next that is looked at. */
export class LastingNumbers {
  readonly #given = new WeakMap<ClustersResult, readonly Int32Array[]>();
  #last: { source: string; result: ClustersResult } | null = null;

  /** Per column, of the model `source`; once given to a result, they stay. Nothing follows one that is not whole. */
  of(source: string, result: ClustersResult): readonly Int32Array[] {
    const before = this.#last?.source === source ? this.#last.result : null;
    const numbers = this.#given.get(result) ?? this.#carried(before, result);
    this.#given.set(result, numbers);
    if (result.isWhole) this.#last = { source, result };
    return numbers;
  }

  #carried(before: ClustersResult | null, { columns }: ClustersResult): readonly Int32Array[] {
    return columns.map((column, at) => {
      const old = before?.columns[at];
      const isSame =
        old?.layer === column.layer &&
        old.shown.length === column.shown.length &&
        old.shown.every((neuron, i) => neuron === column.shown[i]);
      return isSame ? keptNumbers(column.labels, this.#given.get(before!)![at]!) : column.labels;
    });
  }
}
