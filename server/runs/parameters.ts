// The parameters of a model: in the model's order, with shapes from the log or else from a checkpoint.
import type { ArchitectureLayer } from "#contract/eventlog/keras.ts";
import { networkOrder, placesIn } from "#contract/layerOrder.ts";
import { type ParameterName, parameterName } from "#contract/layers.ts";
import { type NamedParameter, namesTogether } from "#contract/parameterNames.ts";
import type { ParameterSummary } from "#contract/protocol.ts";
import { mapped, type Turns } from "#contract/turns.ts";
import type { CheckpointSeries } from "./checkpointSeries.ts";
import type { DistributionSeries } from "./distributions.ts";
import { layersSharing } from "./kerasTags.ts";
import type { ShownWeights } from "./shownWeights.ts";

/** A series with what its tag means. */
interface Named extends NamedParameter {
  source: DistributionSeries | CheckpointSeries;
}

/** What the names and the order of parameters depend on. */
export interface NamingState {
  /** Grows when series come or go, or more is told of their tags. */
  tags: number;
  /** The same of the series of checkpoints. */
  checkpoints: number;
  architecture: readonly ArchitectureLayer[] | null;
}

/** Where the names and shapes come from. */
export interface NamingSource {
  weights: () => ShownWeights;
  shapeOf: (tag: string) => readonly number[] | null;
}

/** What is lasting of a parameter, and the series that tells the rest. */
export interface ListedParameter
  extends ParameterName, Pick<ParameterSummary, "series" | "tag" | "shape"> {
  source: DistributionSeries | CheckpointSeries;
}

/** A run's parameters as the page lists them; what their names say is worked out when it may have changed only. */
export class ParameterList {
  #state: NamingState = { tags: -1, checkpoints: -1, architecture: null };
  #listed: readonly ListedParameter[] = [];

  /**
   * Layers as the architecture orders them, those that it does not name by natural order; as they were when they were
   * asked for: `state` may be another at the end.
   */
  *inTurns(state: () => NamingState, source: NamingSource): Turns<readonly ListedParameter[]> {
    const asked = state();
    if (isSame(this.#state, asked)) return this.#listed;
    const listed = yield* listedBy(source, asked.architecture);
    if (isSame(state(), asked)) {
      this.#state = asked;
      this.#listed = listed;
    }
    return listed;
  }
}

function isSame(one: NamingState, other: NamingState): boolean {
  return (
    one.tags === other.tags &&
    one.checkpoints === other.checkpoints &&
    one.architecture === other.architecture
  );
}

/** Written out: of a hundred thousand parameters, copies of whole objects would take ten times as long. */
export function summaryOf(listed: ListedParameter): ParameterSummary {
  const { block, layer, parameter, role, quantity, tag, shape, series } = listed;
  const { count, length: points, superseded, lastStep, dtype, unavailable } = listed.source;
  return {
    block,
    layer,
    parameter,
    role,
    quantity,
    tag,
    shape,
    series,
    count,
    points,
    superseded,
    lastStep,
    dtype,
    unavailable,
  };
}

function* listedBy(
  { weights, shapeOf }: NamingSource,
  architecture: readonly ArchitectureLayer[] | null,
): Turns<ListedParameter[]> {
  const { logged, checkpointed } = weights();
  if (logged.size + checkpointed.length === 0) return [];
  const named: Named[] = [];
  yield* mapped([...logged.values()], (series) => {
    const shape = shapeOf(series[0]!.tag);
    for (const one of namesOf(series, architecture, shape))
      if (one.source.length > 0) named.push(one);
  });
  yield* mapped(checkpointed, (source) => {
    const { tag, meaning, shape, length } = source;
    if (length > 0) named.push({ source, tag, name: meaning, shape });
  });
  const names = yield* namesTogether(named);
  const items = yield* mapped(names, (name, i): ListedParameter => {
    const { source, tag, shape } = named[i]!;
    const { block, layer, parameter, role, quantity } = name;
    const series = source.number;
    const own = shape && [...shape];
    return { block, layer, parameter, role, quantity, tag, shape: own, series, source };
  });
  const placeOf = placesIn(architecture);
  return yield* networkOrder(items, ({ layer }) => placeOf(layer));
}

/** What the tag of the series means; where several layers share it, the n-th is that of the n-th layer owning such. */
function namesOf(
  series: readonly DistributionSeries[],
  architecture: readonly ArchitectureLayer[] | null,
  shape: readonly number[] | null,
): Named[] {
  const { tag } = series[0]!;
  const name = parameterName(tag);
  const owners = layersSharing(tag, architecture);
  if (series.length === 1 && owners.length !== 1) return [{ source: series[0]!, tag, name, shape }];
  return series.map((source, turn) => {
    const layer = owners[turn] ?? `${name.parameter} #${turn}`;
    return { source, tag, name: { ...name, layer }, shape };
  });
}
