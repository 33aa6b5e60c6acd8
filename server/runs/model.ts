// One model: the runs that one training made, shown under one name with one set of series.
import type { ParameterSummary, RunSummary } from "#contract/protocol.ts";
import type { BlobSeries } from "./blobs.ts";
import type { Part } from "./grouping.ts";
import { metricOf } from "./metrics.ts";
import type { KnownRun } from "./knownRun.ts";
import type { Run, RunPart } from "./run.ts";
import type { Series, TensorBytes } from "./series.ts";
import type { SourceExamples } from "./source.ts";

/** A run as a part of this model. */
export interface Member extends Omit<Part, "run"> {
  run: KnownRun;
}

export class Model implements Run {
  readonly id: string;
  readonly name: string;
  /** Of all changes, the one that made the model what it is made of. */
  readonly madeAt: number;
  readonly members: readonly Member[];
  readonly #metric: string | null;
  /** What the members' generations are counted from: theirs only grow, and no earlier model's is reached. */
  readonly #generations: number;
  /** Members' series in the order in which they were first shown; several members cannot all count from 0. */
  readonly #shown: { run: KnownRun; number: number }[] = [];
  readonly #numbers = new Map<KnownRun, Map<number, number>>();

  /** `generation` is the first one. */
  constructor(
    id: string,
    name: string,
    members: readonly Member[],
    made: { at: number; generation: number; metric: string | null },
  ) {
    this.id = id;
    this.name = name;
    this.members = members;
    this.madeAt = made.at;
    this.#metric = made.metric;
    this.#generations = made.generation - this.#sumOfGenerations();
    for (const { run } of members) {
      this.#numbers.set(run, new Map());
      run.shownBy(this);
    }
  }

  get generation(): number {
    return this.#generations + this.#sumOfGenerations();
  }

  get revision(): number {
    return this.members.reduce((newest, { run }) => Math.max(newest, run.revision), this.madeAt);
  }

  /** The number here of a series that has `number` in its run. */
  numberOf(run: KnownRun, number: number): number {
    if (this.members.length === 1) return number;
    const numbers = this.#numbers.get(run)!;
    const known = numbers.get(number);
    if (known !== undefined) return known;
    const given = this.#shown.push({ run, number }) - 1;
    numbers.set(number, given);
    return given;
  }

  series(number: number): Series | undefined {
    const { run, number: own } = this.#memberOf(number) ?? {};
    return run?.series(own!);
  }

  blobs(number: number): BlobSeries | undefined {
    const { run, number: own } = this.#memberOf(number) ?? {};
    return run?.blobs(own!);
  }

  tensor(step: number, name: string): TensorBytes | null {
    for (const { run } of this.members) {
      const tensor = run.tensor(step, name);
      if (tensor) return tensor;
    }
    return null;
  }

  get network(): string | null {
    return this.members.find(({ run }) => run.network !== null)?.run.network ?? null;
  }

  get examples(): SourceExamples | null {
    return this.members.find(({ run }) => run.examples !== null)?.run.examples ?? null;
  }

  /** Puts the checkpoints of Keras at the epochs that the log means, whichever member logs them. */
  placeEpochs(): void {
    const last = latest(this.members.map(({ run }) => run.lastEpoch));
    for (const { run } of this.members) run.setLastEpoch(last);
  }

  summary(): RunSummary {
    const { id, name, generation } = this;
    const members = this.members.map(({ run }) => run.name);
    const parts = this.members.map((member) => this.#summaryOf(member));
    const [first, ...others] = parts as [RunPart, ...RunPart[]];
    // Nobody else has it: with thousands of models a copy of each would be a tenth of telling them.
    if (others.length === 0) return Object.assign(first, { id, name, generation, members });
    const scalars = parts.flatMap((part) => part.scalars);
    const steps = first.lastStep ?? latest(others.map(({ lastStep }) => lastStep));
    return {
      id,
      name,
      members,
      generation,
      architecture: firstOf(parts, "architecture"),
      parameters: eachOnce(parts.flatMap(({ parameters }) => parameters)),
      scalars,
      blobs: parts.flatMap(({ blobs }) => blobs),
      metric: metricOf(scalars, this.#metric),
      hparams: Object.assign({}, ...parts.map(({ hparams }) => hparams)) as RunPart["hparams"],
      lastStep: steps,
      plannedSteps: firstOf(parts, "plannedSteps"),
      firstEventAt: earliest(parts.map(({ firstEventAt }) => firstEventAt)),
      lastEventAt: latest(parts.map(({ lastEventAt }) => lastEventAt)),
      ended: firstOf(parts, "ended"),
      checkpoints: [...new Set(parts.flatMap(({ checkpoints }) => checkpoints))].toSorted(
        (a, b) => a - b,
      ),
      checkpointsAhead: Math.max(...parts.map(({ checkpointsAhead }) => checkpointsAhead)),
      examples: firstOf(parts, "examples"),
      problems: parts.flatMap(({ problems }) => problems),
    };
  }

  /** What a member's run says, in this model's numbers and tags. */
  #summaryOf({ run, under, key }: Member): RunPart {
    const summary = run.summary();
    if (this.members.length === 1) return summary;
    const renamed = <One extends { series: number; tag: string }>(one: One): One => ({
      ...one,
      series: this.numberOf(run, one.series),
      tag: `${under === "" ? "" : `${under}/`}${one.tag}${key === "" ? "" : `/${key}`}`,
    });
    return {
      ...summary,
      // Weights are those of the model, whichever of its directories they are logged in.
      parameters: summary.parameters.map((one) => ({ ...renamed(one), tag: one.tag })),
      scalars: summary.scalars.map(renamed),
      blobs: summary.blobs.map(renamed),
    };
  }

  #memberOf(number: number): { run: KnownRun; number: number } | undefined {
    return this.members.length === 1 ? { run: this.members[0]!.run, number } : this.#shown[number];
  }

  #sumOfGenerations(): number {
    return this.members.reduce((sum, { run }) => sum + run.generation, 0);
  }
}

function firstOf<Key extends "architecture" | "examples" | "plannedSteps" | "ended">(
  parts: readonly RunPart[],
  key: Key,
): RunPart[Key] {
  return parts.find((part) => part[key] !== null)?.[key] ?? null;
}

function earliest(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : Math.min(...known);
}

function latest(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : Math.max(...known);
}

/** Without the tensors of one member's checkpoints that are logged by another. */
function eachOnce(parameters: readonly ParameterSummary[]): ParameterSummary[] {
  const keyOf = ({ layer, parameter, quantity }: ParameterSummary): string =>
    JSON.stringify([layer, parameter, quantity]);
  const logged = new Set(parameters.filter(({ dtype }) => dtype === null).map(keyOf));
  return parameters.filter((one) => one.dtype === null || !logged.has(keyOf(one)));
}
