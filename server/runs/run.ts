// One run: takes the records of its log, and answers with its series, its summary and its checkpoints.
import type { Distribution } from "#contract/distribution.ts";
import type { SummaryValue } from "#contract/eventlog/event.ts";
import { KERAS_PLUGIN, KERAS_TAG } from "#contract/eventlog/keras.ts";
import { decodeTensor } from "#contract/eventlog/tensor.ts";
import { MalformedMessage } from "#contract/eventlog/wire.ts";
import type { Problem, RunSummary } from "#contract/protocol.ts";
import { Checkpoints } from "./checkpoints.ts";
import { Facts } from "./facts.ts";
import { countOfProto, countOfTensor } from "./histogramCheck.ts";
import { metricOf } from "./metrics.ts";
import { parametersOf } from "./parameters.ts";
import type { Recent } from "./recent.ts";
import type { Series, TensorBytes } from "./series.ts";
import type { SourceCheckpoint, SourceEvent, SourceFile } from "./source.ts";
import { Tags } from "./tags.ts";
import { Trouble } from "./trouble.ts";

/** What others may ask of a run. */
export interface Run {
  /** Opaque; the same for the same name, after a restart of the server too. */
  readonly id: string;
  readonly name: string;
  /** Another number than before: all points are to be fetched again. */
  readonly generation: number;
  series(number: number): Series | undefined;
  summary(): RunSummary;
  /**
   * The weights called `name` (a tag or a tensor's name) at a checkpointed step; null when there are none.
   * Throws an Error in words when they are of a dtype that is not read.
   */
  tensor(step: number, name: string): TensorBytes | null;
}

const SCALARS_PLUGIN = "scalars";
const HISTOGRAMS_PLUGIN = "histograms";

export class KnownRun implements Run {
  readonly id: string;
  readonly name: string;
  generation: number;
  /** Of all runs' changes, the one that changed this run last. */
  revision = 0;
  readonly #decoded: Recent<Distribution>;
  readonly #checkpoints = new Checkpoints();
  #tags: Tags;
  #facts = new Facts();
  #trouble = new Trouble();
  #problems: readonly Problem[] = [];
  #lastEventAt: number | null = null;

  constructor(id: string, name: string, generation: number, decoded: Recent<Distribution>) {
    this.id = id;
    this.name = name;
    this.generation = generation;
    this.#decoded = decoded;
    this.#tags = new Tags(this, decoded);
  }

  /** Forgets everything that its event files told. */
  restart(): void {
    this.generation++;
    this.#tags = new Tags(this, this.#decoded);
    this.#facts = new Facts();
    this.#trouble = new Trouble();
    this.#lastEventAt = null;
  }

  take(file: SourceFile, events: readonly SourceEvent[]): void {
    let superseded = false;
    for (const located of events) {
      const { content, step, wallTime } = located.event;
      if (content.kind === "sessionStart") {
        if (this.#tags.supersede(step)) superseded = true;
        this.#facts.ended = null;
      } else if (content.kind === "summary") {
        if (Number.isFinite(wallTime)) this.#lastEventAt = wallTime;
        for (const value of content.values) {
          if (this.#takeValue(file, located, value)) superseded = true;
        }
      }
    }
    if (superseded) this.generation++;
  }

  setProblems(problems: readonly Problem[]): void {
    this.#problems = problems;
  }

  /** A step's weights are kept by browsers for as long as the generation stands. */
  setCheckpoints(checkpoints: readonly SourceCheckpoint[]): void {
    if (this.#checkpoints.set(checkpoints)) this.generation++;
  }

  series(number: number): Series | undefined {
    return this.#tags.series(number);
  }

  tensor(step: number, name: string): TensorBytes | null {
    return this.#checkpoints.tensor(step, name);
  }

  summary(): RunSummary {
    const { scalars, distributions } = this.#tags;
    const { architecture, hparams, plannedSteps, ended } = this.#facts;
    return {
      id: this.id,
      name: this.name,
      generation: this.generation,
      architecture,
      parameters: parametersOf(
        [...distributions.values()].filter(({ length }) => length > 0),
        architecture,
        (tag) => this.#tags.shapeOf(tag) ?? this.#checkpoints.shapeOf(tag),
      ),
      scalars: [...scalars.values()]
        .filter(({ length }) => length > 0)
        .map(({ number, tag, length }) => ({ series: number, tag, points: length })),
      metric: metricOf(scalars.values()),
      hparams,
      lastStep: this.#tags.lastStep ?? this.#checkpoints.lastStep,
      plannedSteps,
      lastEventAt: this.#lastEventAt ?? this.#checkpoints.lastWrittenAt,
      ended,
      checkpoints: this.#checkpoints.steps,
      problems: [...this.#problems, ...this.#trouble.problems],
    };
  }

  /** True when the value superseded older points. A value that cannot be drawn is told of and left out. */
  #takeValue(file: SourceFile, located: SourceEvent, value: SummaryValue): boolean {
    try {
      return this.#placeValue(file, located, value);
    } catch (error) {
      const told = `"${shortened(value.tag)}": ${(error as Error).message}`;
      this.#trouble.add({ file: file.path, offset: located.offset, reason: told });
      return false;
    }
  }

  #placeValue(file: SourceFile, located: SourceEvent, value: SummaryValue): boolean {
    const { event, payload, offset } = located;
    const { step, wallTime } = event;
    const { tag, data } = value;
    const plugin = this.#tags.pluginOf(value);
    this.#facts.takeSession(value);
    if (data.kind === "scalar")
      return this.#tags.scalar(tag).push(step, wallTime, file, data.value);
    if (data.kind !== "histogram" && data.kind !== "tensor") return false;
    const { start, end } = data;
    const range = { start: offset + start, end: offset + end };
    if (data.kind === "histogram") {
      const count = countOfProto(payload, start, end);
      const place = { file, range, form: "proto" } as const;
      return this.#tags.distribution(tag).push(step, wallTime, place, count);
    }
    if (plugin === HISTOGRAMS_PLUGIN) {
      const count = countOfTensor(payload, start, end);
      const place = { file, range, form: "tensor" } as const;
      return this.#tags.distribution(tag).push(step, wallTime, place, count);
    }
    if (plugin === SCALARS_PLUGIN) {
      const [number, ...others] = decodeTensor(payload, start, end).numbers;
      if (number === undefined || others.length > 0)
        throw new MalformedMessage("a scalar that is not one number");
      return this.#tags.scalar(tag).push(step, wallTime, file, number);
    }
    if (plugin === KERAS_PLUGIN || tag === KERAS_TAG) this.#facts.takeModel(payload, start, end);
    return false;
  }
}

const LONGEST_TAG_TOLD = 80;

function shortened(tag: string): string {
  return tag.length > LONGEST_TAG_TOLD ? `${tag.slice(0, LONGEST_TAG_TOLD)}…` : tag;
}
