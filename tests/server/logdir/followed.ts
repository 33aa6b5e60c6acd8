// A temporary log directory that is being followed, and the records to fill it with.
import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { encodeEvent, type EventToWrite, scalarValue } from "#contract/eventlog/event.ts";
import { frameRecord } from "#contract/eventlog/tfrecord.ts";
import { fromColumns, type DistributionPoint } from "#contract/distributionColumns.ts";
import { type Column, unpackFrame } from "#contract/frames.ts";
import type { RunSummary } from "#contract/protocol.ts";
import { followLogdir, type Logdir, type LogdirOptions } from "../../../server/logdir/index.ts";
import { Runs, type Series } from "../../../server/runs/index.ts";

export const EVENTS = "events.out.tfevents.1.host.1.0";

/** A directory of its own, removed when the test is over. */
export function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), "layerlapse-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface Followed {
  logdir: Logdir;
  runs: Runs;
  /** Calls of the listener, with their times. */
  changes: number[];
}

/** Follows until the test is over. */
export function follow(path: string, options: LogdirOptions = {}): Followed {
  const runs = new Runs();
  const changes: number[] = [];
  runs.onChange(() => changes.push(performance.now()));
  const logdir = followLogdir(path, runs, options);
  onTestFinished(() => logdir.close());
  return { logdir, runs, changes };
}

export function summaries({ runs }: Followed): Map<string, RunSummary> {
  return new Map(runs.changesAfter(0).runs.map((run) => [run.name, run]));
}

export function summary(followed: Followed, run = "."): RunSummary {
  const found = summaries(followed).get(run);
  if (!found) throw new Error(`no run ${run}`);
  return found;
}

export function seriesOf(followed: Followed, run: string, tag: string): Series | undefined {
  const known = summaries(followed).get(run);
  const number = [...(known?.scalars ?? []), ...(known?.parameters ?? [])].find(
    (series) => series.tag === tag,
  )?.series;
  return number === undefined ? undefined : followed.runs.get(known!.id)?.series(number);
}

/** Steps and values of a scalar; nothing when it is not known. */
export async function scalars(
  followed: Followed,
  run = ".",
  tag = "loss",
): Promise<[number, number][]> {
  const [steps, , values] = await columnsOf(seriesOf(followed, run, tag));
  return Array.from(steps ?? [], (step, i) => [step, values![i]!]);
}

export async function distributions(
  followed: Followed,
  run: string,
  tag: string,
): Promise<DistributionPoint[]> {
  return fromColumns(await columnsOf(seriesOf(followed, run, tag)));
}

async function columnsOf(series: Series | undefined): Promise<Column[]> {
  if (!series) return [];
  const frame = await series.frame(0, series.length);
  return unpackFrame(frame.buffer as ArrayBuffer).columns;
}

/** Waits until `condition` holds; fails with what it was waiting for. */
export async function until(condition: () => unknown, withinMs = 5000): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await condition())) {
    if (performance.now() > end)
      throw new Error(`still not so after ${withinMs} ms: ${condition.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

export function record(event: EventToWrite): Buffer {
  return Buffer.from(frameRecord(encodeEvent(event)));
}

/** A record with one scalar. */
export function scalar(step: number, value: number, tag = "loss"): Buffer {
  return record({ wallTime: 1000 + step, step, values: [scalarValue(tag, value)] });
}

export function scalarsOf(...steps: number[]): Buffer {
  return Buffer.concat(steps.map((step) => scalar(step, step)));
}

/** Appends to a file under `folder`, making its directories. */
export function append(folder: string, file: string, ...bytes: Uint8Array[]): string {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  appendFileSync(path, Buffer.concat(bytes));
  return path;
}
