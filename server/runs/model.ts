// One model: the runs that one training made, shown under one name with one set of series.
import type { ParameterSummary, RunSummary } from "#contract/protocol.ts";
import { atOnce, type Turns } from "#contract/turns.ts";
import type { BlobSeries } from "./blobs.ts";
import type { Part } from "./grouping.ts";
import { metricOf } from "./metrics.ts";
import type { KnownRun } from "./knownRun.ts";
import { type ListedParameter, summaryOf } from "./parameters.ts";
import type { PartFacts, Run, ToldRun } from "./run.ts";
import type { Series, TensorBytes } from "./series.ts";
import type { SourceExamples } from "./source.ts";

/** So many parameters are a millisecond's work to tell. */
const PARAMETERS_AT_ONCE = 256;

/** A run as a part of this model. */
export interface Member extends Omit<Part, "run"> {
  run: KnownRun;
}

/** A member, with its parameters as they were at one time. */
interface Listed {
  member: Member;
  parameters: readonly ListedParameter[];
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

  get checkpoints(): readonly number[] {
    const steps = new Set(this.members.flatMap(({ run }) => run.checkpoints));
    return [...steps].toSorted((a, b) => a - b);
  }

  summary(): RunSummary {
    const parameters = [...this.#parameters(atOnce(this.#listed()))];
    return { ...this.#facts(), parameters };
  }

  *told(): Turns<ToldRun> {
    let [generation, listed] = [this.generation, yield* this.#listed()];
    while (generation !== this.generation)
      [generation, listed] = [this.generation, yield* this.#listed()];
    const facts = JSON.stringify(this.#facts());
    const pieces: string[] = [];
    let some: ParameterSummary[] = [];
    for (const parameter of this.#parameters(listed)) {
      if (some.push(parameter) < PARAMETERS_AT_ONCE) continue;
      pieces.push(JSON.stringify(some).slice(1, -1));
      some = [];
      yield;
    }
    if (some.length > 0) pieces.push(JSON.stringify(some).slice(1, -1));
    return { generation, json: `${facts.slice(0, -1)},"parameters":[${pieces.join(",")}]}` };
  }

  #facts(): Omit<RunSummary, "parameters"> {
    const { id, name, generation } = this;
    const members = this.members.map(({ run }) => run.name);
    const parts = this.members.map((member) => this.#factsOf(member));
    const [first, ...others] = parts as [PartFacts, ...PartFacts[]];
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
      scalars,
      blobs: parts.flatMap(({ blobs }) => blobs),
      metric: metricOf(scalars, this.#metric),
      hparams: Object.assign({}, ...parts.map(({ hparams }) => hparams)) as PartFacts["hparams"],
      lastStep: steps,
      plannedSteps: firstOf(parts, "plannedSteps"),
      firstEventAt: earliest(parts.map(({ firstEventAt }) => firstEventAt)),
      lastEventAt: latest(parts.map(({ lastEventAt }) => lastEventAt)),
      ended: firstOf(parts, "ended"),
      checkpoints: [...this.checkpoints],
      checkpointsAhead: Math.max(...parts.map(({ checkpointsAhead }) => checkpointsAhead)),
      examples: firstOf(parts, "examples"),
      problems: parts.flatMap(({ problems }) => problems),
    };
  }

  /** What a member's run says, in this model's numbers and tags. */
  #factsOf({ run, under, key }: Member): PartFacts {
    const facts = run.facts();
    if (this.members.length === 1) return facts;
    const renamed = <One extends { series: number; tag: string }>(one: One): One => ({
      ...one,
      series: this.numberOf(run, one.series),
      tag: `${under === "" ? "" : `${under}/`}${one.tag}${key === "" ? "" : `/${key}`}`,
    });
    return { ...facts, scalars: facts.scalars.map(renamed), blobs: facts.blobs.map(renamed) };
  }

  *#listed(): Turns<Listed[]> {
    const listed: Listed[] = [];
    for (const member of this.members)
      listed.push({ member, parameters: yield* member.run.parameters() });
    return listed;
  }

  /** Those that have points, without the tensors of one member's checkpoints that another logs. */
  *#parameters(listed: readonly Listed[]): Generator<ParameterSummary> {
    const logged = new Set(
      (listed.length === 1 ? [] : listed)
        .flatMap(({ parameters }) => parameters)
        .filter(({ source }) => source.dtype === null)
        .map(keyOf),
    );
    for (const { member, parameters } of listed)
      for (const one of parameters) {
        const { source } = one;
        if (source.length === 0 || (source.dtype !== null && logged.has(keyOf(one)))) continue;
        const summary = summaryOf(one);
        // Weights are those of the model, whichever of its directories they are logged in: their tags stay.
        summary.series = this.numberOf(member.run, summary.series);
        yield summary;
      }
  }

  #memberOf(number: number): { run: KnownRun; number: number } | undefined {
    return this.members.length === 1 ? { run: this.members[0]!.run, number } : this.#shown[number];
  }

  #sumOfGenerations(): number {
    return this.members.reduce((sum, { run }) => sum + run.generation, 0);
  }
}

function firstOf<Key extends "architecture" | "examples" | "plannedSteps" | "ended">(
  parts: readonly PartFacts[],
  key: Key,
): PartFacts[Key] {
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

function keyOf({ layer, parameter, quantity }: ListedParameter): string {
  return JSON.stringify([layer, parameter, quantity]);
}
