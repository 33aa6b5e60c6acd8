// The parameters of a model: in the model's order, with shapes from the log or else from a checkpoint.
import type { ArchitectureLayer } from "#contract/eventlog/keras.ts";
import { type ParameterName, parameterName, type Role } from "#contract/layers.ts";
import type { ParameterSummary } from "#contract/protocol.ts";
import type { TensorEntry } from "#contract/safetensors.ts";
import type { DistributionSeries } from "./distributions.ts";

const ROLE_ORDER: readonly Role[] = ["kernel", "bias", "scale", "other", "statistic"];
const natural = new Intl.Collator("en", { numeric: true });

/** Summaries of the series: layers as the architecture orders them, those that it does not name by natural order. */
export function parametersOf(
  series: Iterable<DistributionSeries>,
  architecture: readonly ArchitectureLayer[] | null,
  shapeOf: (tag: string) => readonly number[] | null,
): ParameterSummary[] {
  const ranks = new Map((architecture ?? []).map(({ name }, rank) => [name, rank]));
  const summaries = Array.from(series, (one) => {
    const shape = shapeOf(one.tag);
    const { number, tag, count, length, lastStep } = one;
    const summary: ParameterSummary = {
      ...parameterName(tag),
      series: number,
      tag,
      shape: shape && [...shape],
      count,
      points: length,
      lastStep,
    };
    return { summary, rank: rankOf(summary.layer, ranks) };
  });
  return summaries
    .toSorted((a, b) => a.rank - b.rank || compareNames(a.summary, b.summary))
    .map(({ summary }) => summary);
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
