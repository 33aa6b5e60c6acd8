// Distances in a real browser: one model, ordinary, diverged, and live.
import { appendFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { summarise } from "#contract/distribution.ts";
import { encodeEvent } from "#contract/eventlog/event.ts";
import { histogramValue } from "#contract/eventlog/histogram.ts";
import { frameRecord } from "#contract/eventlog/tfrecord.ts";
import { appendDiverged } from "../support/divergedEpoch.ts";
import { until } from "../support/layerlapse.ts";
import { NARROW } from "../support/page.ts";
import { twoModels } from "../support/twoModels.ts";
import { overflowOf, savedBy, views } from "../support/views.ts";
import { writeCheckpoint } from "../support/writtenCheckpoint.ts";
import { writeRun } from "../support/writtenRun.ts";

const { open } = views();
const VIEW = "view=distances";
const twoRuns = (logdir: string): void => void twoModels(logdir, 3);

/** What the rows say, from the top. */
async function rowsOf(page: Page): Promise<{ name: string; values: (number | null)[] }[]> {
  return page.getByTestId("distances-row").evaluateAll((rows) =>
    rows.map((row) => ({
      name: row.querySelector("th")?.textContent ?? "",
      values: [...row.querySelectorAll<HTMLElement>(".value")].map((value) => {
        const number = value.dataset["value"];
        return number === undefined ? null : Number(number);
      }),
    })),
  );
}

it("the layers of A and B that differ most come first, each measured exactly", async () => {
  const { page, faults } = await open(`${VIEW}&distances=weights`, twoRuns);
  await until(async () => {
    const rows = await rowsOf(page);
    return rows.length === 4 && rows.every(({ values }) => values[0] != null && values[0] > 0);
  });
  const values = (await rowsOf(page)).map((row) => row.values[0]!);
  expect(values).toEqual(values.toSorted((one, two) => two - one));
  expect(await page.getByTestId("distances").textContent()).not.toContain("≈");
  await page.getByTestId("distances-row").getByRole("button", { name: "output/bias" }).click();
  await until(() => /parameter=output%2Fbias/.test(page.url()));
  expect(faults).toEqual([]);
});

it("the ranked layers are taken along as numbers and as a picture", async () => {
  const seen = await open(`${VIEW}&distances=weights`, twoRuns);
  await until(async () => {
    const rows = await rowsOf(seen.page);
    return rows.length === 4 && rows.every(({ values }) => values[0] != null);
  });
  for (const [button, sign] of [
    ["csv-distances", /^model,parameter,epoch,value,measured on\nA to B,"?[^,]+,0,0\.\d+,bins/m],
    ["json-distances", /"between": "A and B"/],
    ["svg-distances", /output\/bias/],
    ["png-distances", /PNG/],
  ] as const) {
    const { bytes } = await savedBy(seen, button);
    expect(bytes.toString("latin1"), button).toMatch(sign);
  }
  await seen.page.getByTestId("table-distances").click();
  expect(await seen.page.getByTestId("numbers-distances").locator("tbody tr").count()).toBe(4);
  expect(seen.faults).toEqual([]);
});

it("where checkpoints hold both sides, the weights themselves are measured, of the chosen layer at every step", async () => {
  const query = `${VIEW}&distances=start&at=2&parameter=hidden1/kernel`;
  const seen = await open(query, (logdir) => {
    twoRuns(logdir);
    const shapes = [
      { tag: "hidden1/kernel", shape: [784, 32] },
      { tag: "output/kernel", shape: [32, 10] },
    ];
    for (const step of [0, 2]) writeCheckpoint(logdir, "one", step, shapes);
  });
  const { page, faults } = seen;
  const row = page.getByTestId("distances-row").filter({ hasText: "hidden1/kernel" });
  await until(async () => {
    const values = row.locator(".value");
    const from = await values.evaluateAll((all) => all.map((one) => one.getAttribute("data-from")));
    return from.join() === "weights,bins";
  });
  const sources = async (layer: string): Promise<string[]> => {
    const { bytes } = await savedBy(seen, "csv-distances");
    const lines = bytes.toString("utf8").split("\n");
    return lines
      .filter((line) => line.startsWith(`A,${layer},`))
      .map((line) => line.split(",")[4]!);
  };
  await until(async () => (await sources("hidden1/kernel")).join() === "weights,bins,weights");
  expect(await sources("output/kernel")).toEqual(["bins", "bins", "bins"]);
  expect(faults).toEqual([]);
});

/** How wide the weights of both layers are at every epoch. */
const WIDTHS = { "early/kernel": [1, 2, 2], "late/kernel": [1, 1.1, 4] };

function writeWidths(file: string): void {
  for (let step = 0; step < 3; step++) {
    const values = Object.entries(WIDTHS).map(([tag, widths]) => {
      const weights = Float64Array.from({ length: 200 }, (_, i) => widths[step]! * Math.sin(i));
      return histogramValue(tag, summarise(weights), [20, 10]);
    });
    const event = { wallTime: 1_780_000_000 + step, step, values };
    appendFileSync(file, frameRecord(encodeEvent(event)));
  }
}

it("rows keep their places while they are pointed at, whatever the playhead does, and find them after", async () => {
  const { page, faults } = await open(`${VIEW}&distances=start&a=one&at=1`, (logdir) => {
    writeWidths(writeRun(logdir, "one").file);
  });
  const names = async () => (await rowsOf(page)).map(({ name }) => name);
  await until(async () => (await names()).join() === "early/kernel,late/kernel");
  const first = page.getByTestId("distances-row").first();
  await first.hover();
  await until(async () => {
    // The last step is where it stops, and may be known later than the first rows.
    await page.keyboard.press("ArrowRight");
    return ((await rowsOf(page))[1]?.values[0] ?? 0) > 1;
  });
  expect(await names()).toEqual(["early/kernel", "late/kernel"]);
  await page.mouse.move(5, 5);
  await until(async () => (await names()).join() === "late/kernel,early/kernel");
  expect(faults).toEqual([]);
});

it("of one model its steps are compared, with zero at the start", async () => {
  const { page, faults } = await open(`${VIEW}&at=0`, (logdir) => {
    const run = writeRun(logdir, "one");
    for (let step = 0; step < 3; step++) run.epoch(step, 0.5);
  });
  await until(async () => (await rowsOf(page))[0]?.values[0] === 0);
  expect(await page.getByTestId("between").inputValue()).toBe("start");
  await page.getByTestId("between").selectOption("ab");
  expect(await page.getByTestId("distances-empty").textContent()).toContain("second model");
  await page.getByTestId("between").selectOption("step");
  await page.keyboard.press("Escape");
  await until(() => /distances=step/.test(page.url()));
  expect(faults).toEqual([]);
});

it("a distance of weights that are not finite is none, and comes first", async () => {
  const { page, faults } = await open(VIEW, (logdir) => {
    const run = writeRun(logdir, "one");
    run.epoch(0, 0.5);
    appendDiverged(run.file, "output/kernel", 1);
  });
  const first = page.getByTestId("distances-row").first();
  await until(async () => (await first.textContent())?.includes("not finite"));
  expect(await first.textContent()).toContain("output/kernel");
  expect(faults).toEqual([]);
});

it("a live epoch is measured as it comes, and 390 pixels are enough", async () => {
  const seen = await open(`${VIEW}&distances=start+network`, twoRuns, { viewport: NARROW });
  const { page, logdir, faults } = seen;
  await until(async () => ((await rowsOf(page))[0]?.values[0] ?? 0) > 0);
  const before = (await rowsOf(page))[0]!.values[0];
  writeRun(logdir, "one", { startedAt: 1_780_000_001, seed: 9 }).epoch(3, 0.6);
  await until(async () => {
    const now = (await rowsOf(page))[0]!.values[0];
    return now !== null && now !== before;
  });
  expect(await page.locator(".sparkline path").first().isVisible()).toBe(true);
  expect(await overflowOf(seen)).toBe(0);
  expect(faults).toEqual([]);
});
