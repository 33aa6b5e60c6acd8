// The parameters of a model: in the model's order, with shapes from the log or else from a checkpoint.
import { type ArchitectureLayer, ownersOf } from "#contract/eventlog/keras.ts";
import { type ParameterName, parameterName } from "#contract/layers.ts";
import type { Role } from "#contract/roles.ts";
import type { ParameterSummary } from "#contract/protocol.ts";
import type { TensorEntry } from "#contract/safetensors.ts";
import type { DistributionSeries } from "./distributions.ts";
import { sharedVariable } from "./kerasTags.ts";

const ROLE_ORDER: readonly Role[] = ["kernel", "bias", "scale", "other", "statistic"];
const natural = new Intl.Collator("en", { numeric: true });

/** A series with what its tag means. */
interface Named {
  series: DistributionSeries;
  name: ParameterName;
}

/**
 * Summaries of the series by tag: layers as the architecture orders them, those that it does not name by natural
 * order.
 */
export function parametersOf(
  distributions: ReadonlyMap<string, readonly DistributionSeries[]>,
  architecture: readonly ArchitectureLayer[] | null,
  shapeOf: (tag: string) => readonly number[] | null,
): ParameterSummary[] {
  const ranks = new Map((architecture ?? []).map(({ name }, rank) => [name, rank]));
  const named = [...distributions.values()].flatMap((series) => namesOf(series, architecture));
  const summaries = named
    .filter(({ series }) => series.length > 0)
    .map(({ series, name }) => {
      const { number, tag, count, length, superseded, lastStep } = series;
      const shape = shapeOf(tag);
      const summary: ParameterSummary = {
        ...name,
        series: number,
        tag,
        shape: shape && [...shape],
        count,
        points: length,
        superseded,
        lastStep,
      };
      return { summary, rank: rankOf(summary.layer, ranks) };
    });
  return summaries
    .toSorted((a, b) => a.rank - b.rank || compareNames(a.summary, b.summary))
    .map(({ summary }) => summary);
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

/** A layer inside a model or another layer is tagged with the path to it: `sequential/dense`, `lstm/lstm_cell`. */
function rankOf(layer: string, ranks: ReadonlyMap<string, number>): number {
  const known = [layer, ...layer.split(/[./]/)].find((name) => ranks.has(name));
  return known === undefined ? ranks.size : ranks.get(known)!;
}

function compareNames(a: ParameterSummary, b: ParameterSummary): number {
  return (
    natural.compare(a.layer, b.layer) ||
    ROLE_ORDER.indexOf(a.role) - ROLE_ORDER.indexOf(b.role) ||
    natural.compare(a.parameter, b.parameter) ||
    a.series - b.series
  );
}

/** Finds a checkpoint's tensors by the tags that their histograms are logged under. */
export class NamedTensors {
  readonly #byName = new Map<string, TensorEntry>();
  readonly #byMeaning = new Map<string, TensorEntry>();

  constructor(tensors: readonly TensorEntry[]) {
    for (const tensor of tensors) {
      this.#byName.set(tensor.name, tensor);
      this.#byMeaning.set(meaning(parameterName(tensor.name)), tensor);
    }
  }

  /** The tensor of exactly this name, else the one that means the same parameter of the same layer. */
  find(name: string): TensorEntry | null {
    return this.#byName.get(name) ?? this.#byMeaning.get(meaning(parameterName(name))) ?? null;
  }
}

function meaning({ layer, parameter }: ParameterName): string {
  return JSON.stringify([layer.replaceAll("/", "."), parameter]);
}
