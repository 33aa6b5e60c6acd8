// Writes runs as our trainer would, in milliseconds: real event files with any number of layers and epochs.
import { appendFileSync, mkdirSync } from "node:fs";
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
} from "#contract/eventlog/hparams.ts";
import { KERAS_PLUGIN, KERAS_TAG } from "#contract/eventlog/keras.ts";
import { frameRecord } from "#contract/eventlog/tfrecord.ts";

export interface WrittenRun {
  /** Appends one epoch: its weights' histograms and its scalars, in one write. */
  epoch(step: number, accuracy: number): void;
  end(): void;
  file: string;
}

export interface Shape {
  tag: string;
  shape: readonly number[];
}

const SMALL_NET: readonly Shape[] = [
  { tag: "hidden1/kernel", shape: [784, 32] },
  { tag: "hidden1/bias", shape: [32] },
  { tag: "output/kernel", shape: [32, 10] },
  { tag: "output/bias", shape: [10] },
];

interface WhatIsWritten {
  parameters?: readonly Shape[];
  epochs?: number;
  seed?: number;
  startedAt?: number;
  hparams?: Hyperparameters;
}

/** Starts a run under `logdir`; nothing but the file's first records is written until `epoch` is called. */
export function writeRun(
  logdir: string,
  name: string,
  {
    parameters = SMALL_NET,
    epochs = 5,
    seed = 1,
    startedAt = 1_780_000_000,
    hparams = {},
  }: WhatIsWritten = {},
): WrittenRun {
  const folder = join(logdir, name);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `events.out.tfevents.${startedAt}.host.1.0`);
  const random = seeded(seed);
  const append = (...events: EventToWrite[]): void =>
    appendFileSync(file, Buffer.concat(events.map((event) => frameRecord(encodeEvent(event)))));
  const layers = [...new Set(parameters.map(({ tag }) => tag.split("/")[0]!))];
  const model = {
    class_name: "Sequential",
    config: {
      layers: layers.map((layer) => ({
        class_name: "Dense",
        config: {
          name: layer,
          units: parameters.find(({ tag }) => tag === `${layer}/kernel`)?.shape.at(-1),
        },
      })),
    },
  };
  append(
    { wallTime: startedAt, step: 0, fileVersion: "brain.Event:2" },
    {
      wallTime: startedAt,
      step: 0,
      values: [
        stringValue(KERAS_TAG, KERAS_PLUGIN, JSON.stringify(model)),
        sessionStartValue({ epochs, seed, ...hparams }, name, startedAt),
      ],
    },
  );
  return {
    file,
    epoch(step, accuracy) {
      const values = parameters.map(({ tag, shape }) => {
        const count = shape.reduce((product, size) => product * size, 1);
        const spread = 0.05 * (1 + step / 10);
        const weights = Float32Array.from(
          { length: count },
          () => spread * (random() + random() + random() - 1.5),
        );
        return histogramValue(tag, summarise(weights), shape);
      });
      values.push(scalarValue("accuracy/test", accuracy), scalarValue("loss/test", 1 - accuracy));
      append({ wallTime: startedAt + step, step, values });
    },
    end: () =>
      append({
        wallTime: startedAt + epochs,
        step: epochs,
        values: [sessionEndValue("success", startedAt)],
      }),
  };
}

/** mulberry32: enough for test data. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
