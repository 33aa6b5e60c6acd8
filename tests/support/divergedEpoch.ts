// Writes one more epoch of a small run in which weights have become NaN.
import { appendFileSync } from "node:fs";
import { summarise } from "#contract/distribution.ts";
import { encodeEvent } from "#contract/eventlog/event.ts";
import { histogramValue } from "#contract/eventlog/histogram.ts";
import { frameRecord } from "#contract/eventlog/tfrecord.ts";

/** Half of the weights of `tag` are NaN at `step`. */
export function appendDiverged(file: string, tag: string, step: number): void {
  const weights = Float32Array.from({ length: 10 }, (_, i) => (i % 2 === 0 ? NaN : i / 10));
  const values = [histogramValue(tag, summarise(weights), [5, 2])];
  appendFileSync(file, frameRecord(encodeEvent({ wallTime: 1_780_000_000 + step, step, values })));
}
