// The parameters of a model: in the model's order, with shapes from the log or else from a checkpoint.
import { type ArchitectureLayer, ownersOf } from "#contract/eventlog/keras.ts";
import { inNetworkOrder, placesIn } from "#contract/layerOrder.ts";
import { type ParameterName, parameterName, type Quantity } from "#contract/layers.ts";
import { meaningInside, meaningOf, parameterNames } from "#contract/parameterNames.ts";
import type { ParameterSummary } from "#contract/protocol.ts";
import type { CheckpointSeries } from "./checkpointSeries.ts";
import type { DistributionSeries } from "./distributions.ts";
import { sharedVariable } from "./kerasTags.ts";

/** A series with what its tag means. */
interface Named {
  series: DistributionSeries | CheckpointSeries;
  name: ParameterName;
}

/**
 * Summaries of the series by tag, and of those that only checkpoints know: layers as the architecture orders them, those that it does not name by natural
 * order.
 */
export function parametersOf(
  distributions: ReadonlyMap<string, readonly DistributionSeries[]>,
  checkpointed: readonly CheckpointSeries[],
  architecture: readonly ArchitectureLayer[] | null,
  shapeOf: (tag: string) => readonly number[] | null,
): ParameterSummary[] {
  const logged = [...distributions.values()].flatMap((series) => namesOf(series, architecture));
  const named = [
    ...logged,
    ...checkpointed.map((series): Named => ({ series, name: parameterName(series.tag) })),
  ]
    .filter(({ series }) => series.length > 0)
    .map(({ series, name }) => ({ series, name, tag: series.tag, shape: shapeOf(series.tag) }));
  const names = parameterNames(named);
  const summaries = named.map(({ series, tag, shape }, i): ParameterSummary => {
    const { number, count, length, superseded, lastStep } = series;
    return {
      ...names[i]!,
      series: number,
      tag,
      shape: shape && [...shape],
      count,
      points: length,
      superseded,
      lastStep,
    };
  });
  const placeOf = placesIn(architecture);
  return inNetworkOrder(summaries, ({ layer }) => placeOf(layer));
}

/** What the tag of the series means; where several layers share it, the n-th is that of the n-th layer owning such. */
function namesOf(
  series: readonly DistributionSeries[],
  architecture: readonly ArchitectureLayer[] | null,
): Named[] {
  const { tag } = series[0]!;
  const name = parameterName(tag);
  const variable = sharedVariable(tag);
  const owners = variable === null || !architecture ? [] : ownersOf(architecture, variable);
  if (series.length === 1 && owners.length !== 1) return [{ series: series[0]!, name }];
  return series.map((one, turn) => {
    const layer = owners[turn] ?? `${name.parameter} #${turn}`;
    return { series: one, name: { ...name, layer } };
  });
}

/** A tensor by its name. */
export interface Shaped {
  name: string;
  shape: readonly number[];
}

/** Finds a checkpoint's tensors by the tags that their histograms are logged under. */
export class NamedTensors<Tensor extends Shaped> {
  readonly #tensors: readonly Tensor[];
  readonly #byName: ReadonlyMap<string, Tensor>;
  /** From the strictest reading of a name to the freest; made when a name is not a tensor's own. */
  #readings: readonly Reading<Tensor>[] | null = null;

  constructor(tensors: readonly Tensor[]) {
    this.#tensors = tensors;
    this.#byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  }

  /** The tensor of exactly this name, else the only one that means the same parameter of the same layer. */
  find(name: string): Tensor | null {
    return this.#byName.get(name) ?? this.#findMeaning(name, "weights");
  }

  /** Shape of the tensor of this name; a gradient has that of its weights. */
  shapeOf(name: string): readonly number[] | null {
    return (this.find(name) ?? this.#findMeaning(name, "gradients"))?.shape ?? null;
  }

  #findMeaning(name: string, quantity: Quantity): Tensor | null {
    const asked = parameterName(name);
    if (asked.quantity !== quantity) return null;
    this.#readings ??= readingsOf(this.#tensors);
    for (const { meaning, tensors } of this.#readings) {
      const found = tensors.get(meaning(asked));
      if (found) return found;
    }
    return null;
  }
}

/** Tensors by one reading of their names; null where several tensors are read alike. */
interface Reading<Tensor> {
  meaning: (name: ParameterName) => string;
  tensors: ReadonlyMap<string, Tensor | null>;
}

function readingsOf<Tensor extends Shaped>(tensors: readonly Tensor[]): Reading<Tensor>[] {
  const named = tensors
    .map((tensor) => ({ tensor, name: parameterName(tensor.name) }))
    .filter(({ name }) => name.quantity === "weights");
  return [meaningOf, meaningInside].map((meaning) => {
    const read = new Map<string, Tensor | null>();
    for (const { tensor, name } of named) {
      const key = meaning(name);
      read.set(key, read.has(key) ? null : tensor);
    }
    return { meaning, tensors: read };
  });
}
