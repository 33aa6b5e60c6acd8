// Columns of neurons for tests of the view of clusters.
import type {
  ClusteredColumn,
  ClustersResult,
} from "../../../../client/network/methods/clusters.ts";

/** A column of units whose responses to two classes are `responses`, in the clusters `labels`. */
export function columnOf(
  layer: string,
  responses: readonly (readonly [number, number])[],
  labels: readonly number[],
  kind: ClusteredColumn["kind"] = "units",
): ClusteredColumn {
  const count = responses.length;
  const order = [...labels.keys()].sort((one, other) => labels[one]! - labels[other]!);
  return {
    layer,
    stands: [layer],
    kind,
    node: 1,
    neurons: count,
    shown: Int32Array.from({ length: count }, (_, i) => i),
    classMeans: Float32Array.from(responses.flat()),
    activation: Float32Array.from(responses, ([one, other]) => (one + other) / 2),
    labels: Int32Array.from(labels),
    order: Int32Array.from(order),
    best: {
      example: new Int32Array(count),
      row: new Int32Array(count),
      column: new Int32Array(count),
    },
    field: null,
    toNext: null,
  };
}

export function resultOf(...columns: ClusteredColumn[]): ClustersResult {
  return { columns, classes: 2, counts: Int32Array.of(5, 5), isWhole: true, isPredicted: false };
}
