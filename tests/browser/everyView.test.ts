// Every view over everything that a log may be: nothing yet, two ordinary models, diverged ones, 200 layers, one that goes on.
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { until } from "../support/layerlapse.ts";
import { NARROW } from "../support/page.ts";
import { diverge, twoModels } from "../support/twoModels.ts";
import { overflowOf, type Seen, views } from "../support/views.ts";
import { writeCheckpoint } from "../support/writtenCheckpoint.ts";
import { type WrittenRun, writeRun } from "../support/writtenRun.ts";

const VIEWS = readdirSync(fileURLToPath(new URL("../../client/views", import.meta.url)));
const EPOCHS = 3;
const { open } = views();

const KERNEL = [{ tag: "hidden1/kernel", shape: [784, 32] }];
const LAYERS = Array.from({ length: 200 }, (_, i) => {
  return { tag: `encoder_${Math.floor(i / 8)}/part${i % 8}/kernel`, shape: [8, 4] };
});

function ordinary(logdir: string): WrittenRun[] {
  const runs = twoModels(logdir, EPOCHS);
  for (const name of ["one", "two"]) writeCheckpoint(logdir, name, EPOCHS - 1, KERNEL);
  return runs;
}

function diverged(logdir: string): WrittenRun[] {
  const runs = ordinary(logdir);
  for (const run of runs) {
    diverge(run, EPOCHS);
    run.epoch(EPOCHS + 1, NaN);
  }
  return runs;
}

/** What is in the log directory; runs that are given go on while every view is looked at. */
const LOGS: Readonly<Record<string, (logdir: string) => readonly WrittenRun[] | void>> = {
  "a model that has logged nothing yet": (logdir) => void writeRun(logdir, "one"),
  "two ordinary models": (logdir) => void ordinary(logdir),
  "two that diverged": (logdir) => void diverged(logdir),
  "200 layers": (logdir) => void twoModels(logdir, EPOCHS, { parameters: LAYERS }),
  "two that go on": ordinary,
};

async function lookAt(seen: Seen, view: string): Promise<void> {
  const { page, server } = seen;
  await page.goto(`${server.url}?view=${view}&a=one&b=two`);
  await until(async () => (await page.locator("main.view > *").count()) > 1, { what: view });
  await page.waitForLoadState("networkidle", { timeout: 120_000 });
}

it.concurrent.for(Object.keys(LOGS))(
  "%s: every view shows it without a fault, on a narrow screen too",
  { timeout: 600_000 },
  async (name, { onTestFinished }) => {
    let live: readonly WrittenRun[] = [];
    const fill = (logdir: string): void => void (live = LOGS[name]!(logdir) ?? []);
    const seen = await open("", fill, { viewport: NARROW, colorScheme: "dark" }, onTestFinished);
    let epoch = EPOCHS;
    for (const view of VIEWS) {
      await lookAt(seen, view);
      for (const run of live) run.epoch(epoch, 0.5);
      if (live.length > 0) {
        const last = new RegExp(`of ${epoch++}$`);
        await until(async () => last.test((await seen.words("position")).trim()), { what: view });
      }
      expect(await seen.page.getByText("This view failed").count(), view).toBe(0);
      expect(await overflowOf(seen), view).toBe(0);
      expect(seen.faults, view).toEqual([]);
    }
  },
);
