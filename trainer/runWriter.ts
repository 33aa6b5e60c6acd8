// Writes a run's event file: one record for each epoch, appended and on the disk before the next epoch begins.
import { mkdirSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { summarise } from "#contract/distribution.ts";
import {
  encodeEvent,
  type EventToWrite,
  scalarValue,
  stringValue,
} from "#contract/eventlog/event.ts";
import { histogramValue } from "#contract/eventlog/histogram.ts";
import {
  type Hyperparameters,
  sessionEndValue,
  sessionStartValue,
  type SessionStatus,
} from "#contract/eventlog/hparams.ts";
import { KERAS_PLUGIN, KERAS_TAG } from "#contract/eventlog/keras.ts";
import { frameRecord } from "#contract/eventlog/tfrecord.ts";
import type { NamedTensor } from "#contract/safetensors.ts";
import { appendWhole } from "./durable.ts";

/** The last value of an epoch's record, by which a resumed training knows that the epoch was logged. */
export const EPOCH_MARK = "epoch_seconds";

/** What a run is, written at the head of each of its files. */
export interface RunDescription {
  /** The run's name, which groups its sessions on TensorBoard's HParams page. */
  name: string;
  /** The model's JSON as Keras writes it. */
  modelJson: string;
  hyperparameters: Hyperparameters;
}

/** One epoch's findings; epoch 0 is the model before training. */
export interface EpochToLog {
  epoch: number;
  /** By tag, in the order they are to be written. */
  scalars: Readonly<Record<string, number>>;
  parameters: readonly NamedTensor[];
  /** How long the epoch took, logging excluded. */
  seconds: number;
  /** Given with the last epoch. */
  end?: SessionStatus;
}

/** One event file; a run that goes on gets another. */
export class RunWriter {
  readonly path: string;
  #head: EventToWrite[];

  /**
   * Prepares a new file in the run's directory; the first epoch logged creates it.
   *
   * @param earlierFiles names of the run's event files so far, in name order
   * @param firstEpoch that will be logged; with earlier files, readers drop what those hold from this epoch on
   */
  constructor(
    directory: string,
    description: RunDescription,
    earlierFiles: readonly string[],
    firstEpoch: number,
  ) {
    mkdirSync(directory, { recursive: true });
    this.path = join(directory, fileName(earlierFiles));
    const wallTime = now();
    const { hyperparameters, modelJson, name } = description;
    this.#head = [{ wallTime, step: 0, fileVersion: "brain.Event:2" }];
    if (earlierFiles.length > 0)
      this.#head.push({ wallTime, step: firstEpoch, sessionStart: true });
    const values = [
      sessionStartValue(hyperparameters, name, wallTime),
      stringValue(KERAS_TAG, KERAS_PLUGIN, modelJson),
    ];
    this.#head.push({ wallTime, step: firstEpoch, values });
  }

  /** Appends the epoch in one write. Throws a `TrainerError` when the disk does not take it; the file stays readable. */
  log({ epoch, scalars, parameters, seconds, end }: EpochToLog): void {
    const wallTime = now();
    const values = [
      ...Object.entries(scalars).map(([tag, value]) => scalarValue(tag, value)),
      ...parameters.map(({ name, values, shape }) =>
        histogramValue(name, summarise(values), shape),
      ),
      scalarValue(EPOCH_MARK, seconds),
    ];
    const events: EventToWrite[] = [...this.#head, { wallTime, step: epoch, values }];
    if (end) events.push({ wallTime, step: epoch, values: [sessionEndValue(end, wallTime)] });
    const records = events.map((event) => frameRecord(encodeEvent(event)));
    appendWhole(this.path, Buffer.concat(records));
    this.#head = [];
  }
}

/** Named as TensorFlow does; the seconds are made to put it behind the run's earlier files, whatever the clock says. */
function fileName(earlierFiles: readonly string[]): string {
  const times = earlierFiles.map((name) => Number(/tfevents\.(\d+)/.exec(name)?.[1] ?? 0));
  const seconds = Math.max(Math.floor(now()), ...times.map((time) => time + 1));
  const stamp = String(seconds).padStart(10, "0");
  return `events.out.tfevents.${stamp}.${hostname()}.${process.pid}.${earlierFiles.length}`;
}

/** Seconds since 1970. */
function now(): number {
  return Date.now() / 1000;
}
