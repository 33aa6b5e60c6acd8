// Two models in a log directory of their own, seen in one of the views of a running server.
import { appendFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { summarise } from "#contract/distribution.ts";
import { encodeEvent } from "#contract/eventlog/event.ts";
import { histogramValue } from "#contract/eventlog/histogram.ts";
import { frameRecord } from "#contract/eventlog/tfrecord.ts";
import { serve, temporaryFolder } from "./layerlapse.ts";
import { type Opened, openPage } from "./page.ts";
import { type Shape, type WrittenRun, writeRun } from "./writtenRun.ts";

export interface Views {
  open: (
    query: string,
    fill: (logdir: string) => void,
    look?: Parameters<typeof openPage>[2],
  ) => Promise<Opened>;
  closeAll: () => Promise<void>;
}

/** Opens views in the browser that is running by then. */
export function views(browser: () => Browser): Views {
  const closing: (() => unknown)[] = [];
  return {
    async open(query, fill, look = {}) {
      const folder = temporaryFolder();
      closing.push(() => folder.remove());
      fill(folder.path);
      const server = await serve(folder.path);
      closing.push(() => server.stop());
      const opened = await openPage(browser(), `${server.url}?${query}`, look);
      closing.push(() => opened.page.context().close());
      return opened;
    },
    async closeAll() {
      for (const close of closing.splice(0).toReversed()) await close();
    },
  };
}

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
