import { appendFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { encodeEvent, scalarValue } from "#contract/eventlog/event.ts";
import { frameRecord } from "#contract/eventlog/tfrecord.ts";
import { until } from "../support/layerlapse.ts";
import { NARROW, openPage } from "../support/page.ts";
import { servedOnce } from "../support/views.ts";
import { writeRun, type WrittenRun } from "../support/writtenRun.ts";

const START = 1_780_000_000;
const DENSE_TAGS = 200;
let live: WrittenRun;

/** A run of scalars alone: `values[tag]` at steps 0, 1, 2 … */
function writeScalars(
  logdir: string,
  name: string,
  values: Readonly<Record<string, readonly number[]>>,
): void {
  mkdirSync(join(logdir, name), { recursive: true });
  const records = Object.entries(values).flatMap(([tag, list]) =>
    list.map((value, step) =>
      frameRecord(
        encodeEvent({ wallTime: START + step * 60, step, values: [scalarValue(tag, value)] }),
      ),
    ),
  );
  const file = join(logdir, name, `events.out.tfevents.${START}.host.2.0`);
  appendFileSync(file, Buffer.concat(records));
}

const { browser, url } = servedOnce((logdir) => {
  live = writeRun(logdir, "live", { epochs: 20 });
  const steady = writeRun(logdir, "steady", { epochs: 20, startedAt: START + 1000 });
  for (let step = 0; step < 8; step++) {
    live.epoch(step, 0.1 * step);
    steady.epoch(step, 0.05 * step);
  }
  writeScalars(logdir, "diverged", { "loss/test": [3, 2, NaN, Infinity, 1] });
  const list = Array.from({ length: 50 }, (_, i) => Math.sin(i / 5));
  const dense = Array.from({ length: DENSE_TAGS }, (_, i) => [`layer${i % 20}/norm${i}`, list]);
  writeScalars(logdir, "dense", Object.fromEntries(dense) as Record<string, number[]>);
});

const at = (query: string): string => `${url()}?view=scalars&${query}`;
const card = (page: Page, tag: string): Locator => {
  return page.locator(`[data-testid=scalar][data-tag="${tag}"]`);
};
const chartOf = (page: Page, tag: string): Locator => card(page, tag).getByTestId("scalar-chart");
const valueOf = (page: Page, tag: string, slot: "a" | "b"): Promise<string | null> => {
  return card(page, tag).getByTestId(`scalar-${slot}`).textContent();
};

describe("the curves of two models", () => {
  it("show both values under the playhead, and at the step that is pointed at in any chart", async () => {
    const { page, faults } = await openPage(browser(), at("a=live&b=steady&at=2"));
    await until(async () => (await valueOf(page, "accuracy/test", "a")) === "0.2");
    expect(await valueOf(page, "loss/test", "b")).toBe("0.9");
    const box = (await chartOf(page, "accuracy/test").boundingBox())!;
    await page.mouse.move(box.x + box.width - 16, box.y + 60);
    await until(async () => (await valueOf(page, "loss/test", "a")) === "0.3");
    await page.mouse.move(5, 5);
    await until(async () => (await valueOf(page, "loss/test", "a")) === "0.8");
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it("move the playhead at a click, zoom where they are dragged, and back", async () => {
    const { page } = await openPage(browser(), at("a=live&b=steady"));
    await until(async () => (await valueOf(page, "accuracy/test", "a")) === "0.7");
    const box = (await chartOf(page, "accuracy/test").boundingBox())!;
    await page.mouse.click(box.x + 54, box.y + 60);
    await page.mouse.move(5, 5);
    await until(async () => (await valueOf(page, "accuracy/test", "a")) === "0");
    await page.mouse.move(box.x + 100, box.y + 60);
    await page.mouse.down();
    await page.mouse.move(box.x + 180, box.y + 60, { steps: 4 });
    await page.mouse.up();
    await page.getByTestId("zoom-out").click();
    await until(async () => (await page.getByTestId("zoom-out").count()) === 0);
    await page.context().close();
  });

  it("are found by their tags, smoothed, put on a clock, and all of that is in the address", async () => {
    const { page } = await openPage(browser(), at("a=live&b=steady"));
    await chartOf(page, "loss/test").waitFor();
    await page.getByTestId("tag-filter").fill("acc");
    await until(async () => (await page.getByTestId("tags-found").textContent()) === "1 tag");
    await page.getByTestId("scalars-axis").selectOption("relative");
    await page.getByTestId("smooth").fill("0.6");
    await until(() => page.url().includes("0.6"));
    await page.reload();
    await chartOf(page, "accuracy/test").waitFor();
    expect(await page.getByTestId("scalars-axis").inputValue()).toBe("relative");
    expect(await page.getByTestId("smooth").inputValue()).toBe("0.6");
    expect(await card(page, "loss/test").count()).toBe(0);
    await page.getByTestId("tag-filter").fill("nothing like it");
    await page.getByTestId("no-tags").getByRole("button").click();
    await card(page, "loss/test").waitFor();
    await page.context().close();
  });

  it("are large when asked for, with their numbers as a table and as a file", async () => {
    const { page, faults } = await openPage(browser(), at("a=live&b=steady"));
    await chartOf(page, "loss/test").waitFor();
    await card(page, "loss/test").locator("button").first().click();
    await page.getByTestId("table-scalar").click();
    const table = page.getByTestId("numbers-scalar");
    expect(await table.locator("thead th").allTextContents()).toEqual(["step", "live", "steady"]);
    expect(await table.locator("tbody tr").count()).toBe(8);
    await page.keyboard.press("Escape");
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByTestId("svg-scalar").click(),
    ]);
    expect(file.suggestedFilename()).toBe("loss-test.svg");
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

it("what is not finite is counted and said, and the rest is drawn", async () => {
  const { page, faults } = await openPage(browser(), at("a=diverged&b=steady"));
  const bad = card(page, "loss/test").getByTestId("not-finite");
  await until(async () => (await bad.textContent()) === "2 not finite");
  const words = await chartOf(page, "loss/test").getAttribute("aria-label");
  expect(words).toContain("A from 3.000 to 1.000, 2 not finite");
  expect(faults).toEqual([]);
  await page.context().close();
});

it("of 200 tags only the charts in sight are drawn, and those that are scrolled to", async () => {
  const { page, faults } = await openPage(browser(), at("a=dense"));
  await page.getByTestId("scalar-chart").first().waitFor();
  expect(await page.getByTestId("scalar-chart").count()).toBeLessThan(40);
  const last = page.getByTestId("scalar").last();
  await last.scrollIntoViewIfNeeded();
  await last.getByTestId("scalar-chart").waitFor();
  await until(async () => (await last.getByTestId("scalar-a").textContent()) !== "–");
  expect(faults).toEqual([]);
  await page.context().close();
});

it("new values come in live, and nothing moves", async () => {
  const { page } = await openPage(browser(), at("a=live&b=steady"));
  await until(async () => (await valueOf(page, "accuracy/test", "a")) === "0.7");
  const before = await chartOf(page, "accuracy/test").boundingBox();
  live.epoch(8, 0.75);
  await until(async () => (await valueOf(page, "accuracy/test", "a")) === "0.75");
  expect(await chartOf(page, "accuracy/test").boundingBox()).toEqual(before);
  await page.context().close();
});

it("fits a narrow screen", async () => {
  const { page, faults } = await openPage(browser(), at("a=live&b=steady"), { viewport: NARROW });
  await card(page, "loss/test").waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(NARROW.width);
  expect(faults).toEqual([]);
  await page.context().close();
});
