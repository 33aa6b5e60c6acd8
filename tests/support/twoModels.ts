// Two models in a log directory, and one of them diverged.
import { appendFileSync } from "node:fs";
import { summarise } from "#contract/distribution.ts";
import { encodeEvent } from "#contract/eventlog/event.ts";
import { histogramValue } from "#contract/eventlog/histogram.ts";
import { frameRecord } from "#contract/eventlog/tfrecord.ts";
import { type Shape, type WrittenRun, writeRun } from "./writtenRun.ts";

/** The runs "one" and "two", both with so many epochs from 0 on. */
export function twoModels(
  logdir: string,
  epochs = 4,
  more: { parameters?: Shape[] } = {},
): WrittenRun[] {
  return ["one", "two"].map((name, i) => {
    const run = writeRun(logdir, name, { epochs, seed: i + 1, ...more });
    for (let step = 0; step < epochs; step++) run.epoch(step, 0.2 * step + i / 50);
    return run;
  });
}

/** An epoch at which no weight of the first kernel is finite any more. */
export function diverge({ file }: WrittenRun, step: number): void {
  const spoilt = summarise(new Float32Array(784 * 32).fill(NaN));
  const values = [histogramValue("hidden1/kernel", spoilt, [784, 32])];
  const event = { wallTime: 1_780_000_000 + step, step, values };
  appendFileSync(file, frameRecord(encodeEvent(event)));
}
