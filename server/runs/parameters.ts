// The parameters of a model: in the model's order, with shapes from the log or else from a checkpoint.
import type { ArchitectureLayer } from "#contract/eventlog/keras.ts";
import { inNetworkOrder, placesIn } from "#contract/layerOrder.ts";
import { type ParameterName, parameterName } from "#contract/layers.ts";
import { parameterNames } from "#contract/parameterNames.ts";
import type { ParameterSummary } from "#contract/protocol.ts";
import type { CheckpointSeries } from "./checkpointSeries.ts";
import type { DistributionSeries } from "./distributions.ts";
import { layersSharing } from "./kerasTags.ts";
import type { ShownWeights } from "./shownWeights.ts";

/** A series with what its tag means. */
interface Named {
  series: DistributionSeries | CheckpointSeries;
  name: ParameterName;
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
interface Listed {
  series: DistributionSeries | CheckpointSeries;
  lasting: ParameterName & Pick<ParameterSummary, "series" | "tag" | "shape">;
}

/** A run's parameters as the page lists them; what their names say is worked out when it may have changed only. */
export class ParameterList {
  #state: NamingState = { tags: -1, checkpoints: -1, architecture: null };
  #listed: readonly Listed[] = [];

  /** Layers as the architecture orders them, those that it does not name by natural order. */
  summaries(state: NamingState, source: NamingSource): ParameterSummary[] {
    const { tags, checkpoints, architecture } = this.#state;
    const same =
      tags === state.tags &&
      checkpoints === state.checkpoints &&
      architecture === state.architecture;
    if (!same) {
      this.#state = state;
      this.#listed = listed(source, state.architecture);
    }
    return this.#listed.map(({ series, lasting }) => {
      const { count, length, superseded, lastStep, dtype, unavailable } = series;
      return { ...lasting, count, points: length, superseded, lastStep, dtype, unavailable };
    });
  }
}

function listed(
  { weights, shapeOf }: NamingSource,
  architecture: readonly ArchitectureLayer[] | null,
): Listed[] {
  const { logged, checkpointed } = weights();
  const named = [
    ...[...logged.values()].flatMap((series) => namesOf(series, architecture)),
    ...checkpointed.map((series): Named => ({ series, name: parameterName(series.tag) })),
  ]
    .filter(({ series }) => series.length > 0)
    .map(({ series, name }) => ({ series, name, tag: series.tag, shape: shapeOf(series.tag) }));
  const names = parameterNames(named);
  const items = named.map(({ series, tag, shape }, i) => {
    return { ...names[i]!, tag, shape: shape && [...shape], told: series };
  });
  const placeOf = placesIn(architecture);
  return inNetworkOrder(items, ({ layer }) => placeOf(layer)).map(({ told, ...name }) => {
    return { series: told, lasting: { ...name, series: told.number } };
  });
}

/** What the tag of the series means; where several layers share it, the n-th is that of the n-th layer owning such. */
function namesOf(
  series: readonly DistributionSeries[],
  architecture: readonly ArchitectureLayer[] | null,
): Named[] {
  const { tag } = series[0]!;
  const name = parameterName(tag);
  const owners = layersSharing(tag, architecture);
  if (series.length === 1 && owners.length !== 1) return [{ series: series[0]!, name }];
  return series.map((one, turn) => {
    const layer = owners[turn] ?? `${name.parameter} #${turn}`;
    return { series: one, name: { ...name, layer } };
  });
}
