// The neurons of every layer grouped by the classes they respond to (after CNNVis, Liu et al. 2017), with what feeds what.
import type { LayerColumn } from "../cluster/columns.ts";
import { grouped } from "../cluster/grouped.ts";
import { connections } from "../cluster/connections.ts";
import { columnsOf } from "../cluster/columns.ts";
import type { LoadedNetwork } from "../engine/loaded.ts";
import { receptiveField } from "../graph/receptiveField.ts";
import type { ReceptiveField } from "../graph/receptiveField.ts";
import { measureResponses, type Responses } from "../cluster/responses.ts";
import { type Breathing, inTurns } from "../inTurns.ts";
import { breathing } from "../breathing.ts";
import { peaksIn } from "./peaks.ts";
import type { Method, MethodContext, NetworkAt } from "./method.ts";

export interface ClustersParams {
  network: NetworkAt;
  /** Address of the examples. */
  examples: string;
  /** Clusters a layer is grouped into; the answer's units stay by themselves. */
  k: number;
}

export interface ClusteredColumn extends LayerColumn {
  /** The neurons that are told of, ascending: all, or the most active of very many. */
  shown: Int32Array;
  /** Shown neurons × classes: the mean over each class's images of a neuron's maximal activation. */
  classMeans: Float32Array;
  /** Per shown neuron: the mean over all images. */
  activation: Float32Array;
  /** Per shown neuron: the cluster it is in, from 0. */
  labels: Int32Array;
  /** Places of the shown neurons, cluster by cluster, like neurons beside each other. */
  order: Int32Array;
  /** Per shown neuron, the example it responds to most, and the place of its map there (0 of what has no maps). */
  best: { example: Int32Array; row: Int32Array; column: Int32Array };
  /** What one place of its maps looks at; null where that is the whole input. */
  field: ReceptiveField | null;
  /** Shown neurons × the next column's: how strongly one feeds the other; null of the last. */
  toNext: Float32Array | null;
}

export interface ClustersResult {
  columns: readonly ClusteredColumn[];
  classes: number;
  /** How many images of each class there were. */
  counts: Int32Array;
  /** False of what is told before all images have been looked at. */
  isWhole: boolean;
  /** Whether classes are those the network predicts, for want of known ones. */
  isPredicted: boolean;
}

/** First pictures are shown after so many images. */
const FIRST_LOOK = 200;
/** More neurons of one layer are no picture. */
const MOST_NEURONS = 1024;
/** Answers up to so many are shown each by itself. */
const MOST_ANSWERS = 24;

export const clusters: Method<ClustersParams, ClustersResult> = async (context, params) => {
  const loaded = await context.network(params.network);
  const columns = columnsOf(loaded.network);
  const responses = await responsesOf(context, loaded, columns, params);
  await context.breathe();
  const found = await clustered(loaded, columns, responses, params.k, context);
  return { ...found, isWhole: true };
};

/** Other numbers of clusters are of the same responses. */
const measured = new WeakMap<LoadedNetwork, { examples: string; responses: Responses }>();

async function responsesOf(
  context: MethodContext,
  loaded: LoadedNetwork,
  columns: readonly LayerColumn[],
  { examples: address, k }: ClustersParams,
): Promise<Responses> {
  const before = measured.get(loaded);
  if (before?.examples === address) return before.responses;
  const examples = await context.examples(address);
  const responses = measureResponses(columns, examples);
  await inTurns(examples.count, context, async (from, some, own) => {
    const to = from + some;
    responses.add(from, peaksIn(loaded, columns, examples, from, to));
    const isFirstLook = from < FIRST_LOOK && to >= FIRST_LOOK && to < examples.count;
    context.progress(
      to / examples.count,
      isFirstLook ? await clustered(loaded, columns, responses, k, own) : undefined,
    );
  });
  measured.set(loaded, { examples: address, responses });
  return responses;
}

async function clustered(
  { network, weights }: LoadedNetwork,
  columns: readonly LayerColumn[],
  responses: Responses,
  k: number,
  world: Breathing,
): Promise<ClustersResult> {
  const shown = columns.map((_, at) => responses.mostActive(at, MOST_NEURONS));
  const weightsOf = (node: number) => weights[node]!.map((one) => one.dataSync<"float32">());
  const { counts, isPredicted, classes } = responses;
  const told: ClusteredColumn[] = [];
  for (const [at, column] of columns.entries()) {
    await world.breathe();
    const own = shown[at]!;
    const next = columns[at + 1];
    const means = responses.classMeans(at, own);
    const isEach = column.kind === "answer" && own.length <= MOST_ANSWERS;
    const vectors = { count: own.length, size: classes, values: means };
    const feeds =
      next === undefined ? null : connections(network, weightsOf, column.node, next.node);
    told.push({
      ...column,
      shown: own,
      classMeans: means,
      activation: responses.activation(at, own),
      ...(await breathing(grouped(vectors, isEach ? null : k), world)),
      best: responses.best(at, own),
      field: receptiveField(network, column.node),
      toNext: next === undefined ? null : picked(feeds!, next.neurons, own, shown[at + 1]!),
    });
  }
  return {
    classes,
    counts: Int32Array.from(counts),
    isPredicted,
    isWhole: false,
    columns: told,
  };
}

/** Those rows and columns of a matrix. */
function picked(
  matrix: Float32Array,
  width: number,
  rows: Int32Array,
  columns: Int32Array,
): Float32Array {
  const some = new Float32Array(rows.length * columns.length);
  rows.forEach((row, i) => {
    columns.forEach((column, j) => {
      some[i * columns.length + j] = matrix[row * width + column]!;
    });
  });
  return some;
}
