// The page on logs as others write them: many scalars, restarts, NaN, thousands of snapshots, names of any kind.
import { appendFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { summarise } from "#contract/distribution.ts";
import { encodeEvent, scalarValue, stringValue } from "#contract/eventlog/event.ts";
import { histogramValue } from "#contract/eventlog/histogram.ts";
import { frameRecord } from "#contract/eventlog/tfrecord.ts";
import { MessageWriter } from "#contract/eventlog/wire.ts";
import { launchBrowser } from "../support/browser.ts";
import { type Running, serve, temporaryFolder, until } from "../support/layerlapse.ts";
import { openPage } from "../support/page.ts";

const LONG = 2_000;
const WEIGHT = "encoder.layer.0.attention.weight";

const folder = temporaryFolder();
let browser: Browser;
let server: Running;
beforeAll(async () => {
  // One that is long and whose loss ends in NaN, one that was restarted, one with no score at all.
  writeSteps("diverged", 0, range(0, LONG), (step) => [
    histogramValue(WEIGHT, summarise([-1, 0, 1 + step]), [3]),
    scalarValue("train/loss", step > LONG - 5 ? NaN : 2 - step / LONG),
    scalarValue("lr", 0.1),
  ]);
  for (const [part, steps] of [range(0, 20), range(10, 30)].entries()) {
    writeSteps("restarted", part, steps, (step) => [
      histogramValue(WEIGHT, summarise([-1, 0, part + 1]), [3]),
      scalarValue("train/loss", 3 - step / 30 - part),
      scalarValue("val/accuracy", step / 60),
      histogramValue("none", summarise([NaN, NaN]), [2]),
    ]);
  }
  writeSteps("unscored", 0, range(0, 3), () => [
    twoBuckets(WEIGHT),
    stringValue("note", "text", "a note"),
  ]);
  server = await serve(folder.path);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  folder.remove();
});

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}

/** An event file of `run`, later ones as a restarted job makes them. */
function writeSteps(
  run: string,
  part: number,
  steps: readonly number[],
  valuesAt: (step: number) => MessageWriter[],
): void {
  const startedAt = 1_780_000_000 + part * 10_000;
  const records = steps.map((step) => {
    return frameRecord(encodeEvent({ wallTime: startedAt + step, step, values: valuesAt(step) }));
  });
  mkdirSync(join(folder.path, run), { recursive: true });
  const file = join(folder.path, run, `events.out.tfevents.${startedAt}.host.1.0`);
  appendFileSync(file, Buffer.concat(records));
}

/** What PyTorch writes of BatchNorm weights around 1. */
function twoBuckets(tag: string): MessageWriter {
  const sums = new MessageWriter().double(1, 0.98).double(2, 1.02).double(3, 64).double(4, 64);
  const proto = sums.double(5, 64.1).doubles(6, [0.9, 1, 1.1]).doubles(7, [0, 30, 34]);
  return new MessageWriter().text(1, tag).message(5, proto);
}

it("another score is chosen by the keyboard, is in the address, and says which way is better", async () => {
  const { page, faults, tabTo, circle } = await openPage(browser, server.url);
  await page.getByTestId("mean-b").waitFor();
  const opener = page.getByTestId("metric");
  await tabTo(opener);
  await page.keyboard.press("Enter");
  await page.keyboard.type("lr");
  await until(async () => (await page.locator("[role=option]").count()) === 1);
  await page.keyboard.press("Escape");
  expect(await page.getByTestId("metric-list").count()).toBe(0);
  expect(await opener.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press("Enter");
  await page.keyboard.type("loss");
  await page.keyboard.press("Enter");
  await until(async () =>
    (await page.locator(".swarm").textContent())?.includes("lower is better"),
  );
  await until(() => page.url().includes("metric=train%2Floss"));
  expect(await circle("restarted").getAttribute("aria-label")).toContain("train loss 1.0");
  expect(await circle("unscored").getAttribute("aria-label")).toContain("no train loss logged");
  await page.reload();
  await until(async () => /train loss/.test((await opener.textContent()) ?? ""));
  expect(faults).toEqual([]);
  await page.context().close();
});

it("a model whose score ended in NaN is said to have diverged, by a mark and in words", async () => {
  const { page, circle } = await openPage(browser, `${server.url}?metric=train%2Floss`);
  await circle("diverged").waitFor();
  expect(await circle("diverged").locator(".circle-cross").count()).toBe(1);
  expect(await circle("restarted").locator(".circle-cross").count()).toBe(0);
  await circle("diverged").hover();
  const words = (await page.getByTestId("diverged").textContent()) ?? "";
  expect(words).toMatch(/newer values are not finite\. The last that was is 1\.003, step 1,995/);
  await circle("unscored").hover();
  await until(async () =>
    (await page.getByTestId("also-logged").textContent())?.includes("3 text (not drawn)"),
  );
  await page.context().close();
});

it("of thousands of snapshots a selection is drawn, and each is reached and exact", async () => {
  const { page, faults } = await openPage(browser, `${server.url}?a=diverged&b=restarted`);
  await page.getByTestId("drawn-a").waitFor();
  expect(await page.getByTestId("drawn-a").textContent()).toMatch(/shown \d{3} of 2,000 steps/);
  await page.getByTestId("drawn-a").click();
  await page.getByRole("note").waitFor();
  const slider = page.getByTestId("slider");
  await slider.press("Home");
  // Wherever the playhead stops, its own snapshot is shown: the largest weight tells the step.
  for (const step of [1, 2, 3, 13, 23]) {
    await slider.press(step <= 3 ? "ArrowRight" : "PageUp");
    await until(
      async () =>
        Number(await page.getByTestId("max-a").getAttribute("data-value")) === step + 1 &&
        (await page.getByTestId("step-a").textContent()) === `step ${step}`,
      { what: `step ${step}` },
    );
  }
  expect(faults).toEqual([]);
  await page.context().close();
});

it("what a restarted job wrote again is hidden, and shown when asked for", async () => {
  const { page, faults } = await openPage(browser, `${server.url}?a=restarted&b=unscored&at=12`);
  await until(async () => (await page.getByTestId("max-a").getAttribute("data-value")) === "2");
  expect(await page.getByTestId("rewritten-a").count()).toBe(0);
  const toggle = page.getByTestId("superseded");
  expect(await toggle.textContent()).toBe("20 superseded points");
  await toggle.click();
  await page.getByTestId("rewritten-a").getByRole("button").click();
  await until(async () => (await page.getByTestId("max-a").getAttribute("data-value")) === "1");
  expect(await page.getByTestId("rewritten-a").textContent()).toContain("step 12 as first written");
  await until(async () => (await page.locator(".curve-abandoned").count()) === 1);
  expect(faults).toEqual([]);
  await page.context().close();
});

it("the keyboard alone brings back what was written first, and puts it away", async () => {
  const { page, tabTo } = await openPage(browser, `${server.url}?a=restarted&b=unscored&at=12`);
  await until(async () => (await page.getByTestId("max-a").getAttribute("data-value")) === "2");
  const toggle = page.getByTestId("superseded");
  await tabTo(toggle);
  await page.keyboard.press("Space");
  expect(await toggle.getAttribute("aria-pressed")).toBe("true");
  const version = page.getByTestId("rewritten-a").getByRole("button");
  await version.waitFor();
  await tabTo(version);
  await page.keyboard.press("Enter");
  await until(async () => (await page.getByTestId("max-a").getAttribute("data-value")) === "1");
  expect(await version.textContent()).toBe("Show the later version");
  expect(await version.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press("Enter");
  await until(async () => (await page.getByTestId("max-a").getAttribute("data-value")) === "2");
  await until(() => page.url().includes("show=superseded"));
  await page.context().close();
});

it("numbers say whether they are exact, and two buckets that they hide the shape", async () => {
  const { page } = await openPage(browser, `${server.url}?a=restarted&b=unscored`);
  await page.getByTestId("mean-b").waitFor();
  const origin = (id: string) => page.getByTestId(id).getAttribute("data-origin");
  expect(await origin("mean-b")).toBe("exact");
  expect(await origin("q50-b")).toBe("estimated");
  expect(await origin("zeros-b")).toBe("unavailable");
  expect(await page.getByTestId("zeros-b").textContent()).toBe("—");
  expect(await page.getByTestId("sources-b").textContent()).toContain("zeros not logged");
  expect(await page.getByTestId("low-resolution-a").count()).toBe(0);
  await page.getByTestId("low-resolution-b").press("Enter");
  expect(await page.getByRole("note").textContent()).toContain("their shape is lost");
  await page.keyboard.press("Escape");
  expect(await page.getByRole("note").count()).toBe(0);
  await page.context().close();
});
