import { readFileSync } from "node:fs";
import type { Locator, Page } from "playwright-core";
import { expect, it } from "vitest";
import { until } from "../support/layerlapse.ts";
import { NARROW, openPage } from "../support/page.ts";
import { servedOnce } from "../support/views.ts";
import { writeRun } from "../support/writtenRun.ts";

const MODELS = 30;
const LAWS = ["adam", "sgd"];

/** Model i: accuracy rises with i; the last one diverges. */
function write(logdir: string, i: number): void {
  const name = `model ${String(i).padStart(2, "0")}`;
  const rate = (i % 3) + 1;
  const parameters = [{ tag: "hidden1/kernel", shape: [20, 10] }];
  const run = writeRun(logdir, name, {
    parameters,
    seed: i,
    startedAt: 1_780_000_000 + i,
    hparams: { rate, law: LAWS[i % 2]! },
  });
  for (let step = 0; step < 3; step++) {
    run.epoch(step, i === MODELS - 1 && step === 2 ? NaN : 0.3 + i / 100 + step / 10);
  }
  run.end();
}

const { browser, url, logdir } = servedOnce((logdir) => {
  for (let i = 0; i < MODELS; i++) write(logdir, i);
});

const at = (query: string): string => `${url()}?view=models&a=model+00&b=model+01&${query}`;
const rows = (page: Page): Locator => page.getByTestId("model-row");
const firstRow = (page: Page): Promise<string | null> =>
  rows(page).first().getAttribute("data-run");
const listed = (page: Page): Promise<string | null> => {
  return page.getByTestId("models-listed").textContent();
};

it("a column sorts the table, down, up, and not; what diverged is last both ways", async () => {
  const { page, faults } = await openPage(browser(), at(""));
  await until(async () => (await listed(page)) === `${MODELS} models`);
  const score = page.locator("[data-sort=score]");
  await score.click();
  await until(async () => (await firstRow(page)) === "model 28");
  expect(await rows(page).last().getAttribute("data-run")).toBe("model 29");
  expect(await rows(page).last().locator("[data-column=score]").textContent()).toBe("not finite");
  await score.click();
  await until(async () => (await firstRow(page)) === "model 00");
  expect(await rows(page).last().getAttribute("data-run")).toBe("model 29");
  expect(await page.locator("th[aria-sort=ascending]").count()).toBe(1);
  await until(() => page.url().includes("models=by*score"));
  await score.click();
  await until(async () => (await page.locator("th[aria-sort=ascending]").count()) === 0);
  expect(faults).toEqual([]);
  await page.context().close();
});

it("a drag along an axis narrows table, circles and pictures; a click on it lets all back", async () => {
  const { page, faults } = await openPage(browser(), at(""));
  const plot = page.getByTestId("parallel");
  await plot.waitFor();
  await until(async () => (await page.getByTestId("circle").count()) === MODELS);
  const box = (await plot.boundingBox())!;
  // The first axis has the two laws, one at a quarter and one at three quarters of its height.
  await page.mouse.move(box.x + 58, box.y + 42);
  await page.mouse.down();
  await page.mouse.move(box.x + 58, box.y + 100, { steps: 4 });
  await page.mouse.up();
  await until(async () => (await listed(page)) === `15 of ${MODELS} models`);
  expect(await page.getByTestId("brush").textContent()).toMatch(/^law sgd/);
  expect(await page.getByTestId("circle").count()).toBe(15);
  await until(() => page.url().includes("of.set.law*sgd"));
  await page.reload();
  await until(async () => (await listed(page)) === `15 of ${MODELS} models`);
  await page.mouse.click(box.x + 58, box.y + 150);
  await until(async () => (await listed(page)) === `${MODELS} models`);
  expect(faults).toEqual([]);
  await page.context().close();
});

it("keys narrow an axis from above and below, say how many are left, and free it", async () => {
  const { page, faults } = await openPage(browser(), at(""));
  const plot = page.getByTestId("parallel");
  await plot.waitFor();
  await until(async () => (await listed(page)) === `${MODELS} models`);
  await plot.focus();
  await page.keyboard.press("ArrowRight");
  expect(await plot.getAttribute("aria-valuetext")).toBe(
    `rate: all; ${MODELS} of ${MODELS} models`,
  );
  await page.keyboard.press("ArrowDown");
  await until(async () => (await listed(page)) === `20 of ${MODELS} models`);
  await page.keyboard.press("Shift+ArrowUp");
  await until(async () => (await listed(page)) === `10 of ${MODELS} models`);
  expect(await plot.getAttribute("aria-valuetext")).toBe(`rate: 2 … 2; 10 of ${MODELS} models`);
  await page.keyboard.press("Delete");
  await until(async () => (await listed(page)) === `${MODELS} models`);
  expect(faults).toEqual([]);
  await page.context().close();
});

it("a row gives its model to A or B, by its buttons and by the keys a and b", async () => {
  const { page, circle } = await openPage(browser(), at("models=by*score*down"));
  await until(async () => (await firstRow(page)) === "model 28");
  await rows(page).first().getByTestId("put-b").click();
  await until(async () => (await circle("model 28").getAttribute("aria-label"))?.includes("B"));
  await rows(page).first().focus();
  await page.keyboard.press("ArrowDown");
  await until(() =>
    page.evaluate(() => (document.activeElement as HTMLElement).dataset["run"] === "model 27"),
  );
  await page.keyboard.press("a");
  await until(() => page.url().includes("a=model+27"));
  await page.keyboard.press("End");
  await until(() =>
    page.evaluate(() => (document.activeElement as HTMLElement).dataset["run"] === "model 29"),
  );
  await page.context().close();
});

it("columns are chosen, and the file has what the table has", async () => {
  const { page } = await openPage(browser(), at("models=by*name"));
  await rows(page).first().waitFor();
  await page.getByTestId("choose-columns").click();
  await page.getByTestId("columns").locator("input[data-column='last.loss/test']").check();
  await page.getByTestId("columns").locator("input[data-column=state]").uncheck();
  await page.keyboard.press("Escape");
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByTestId("csv-models").click(),
  ]);
  const [head, first, ...others] = readFileSync(await file.path(), "utf8").split("\n");
  expect(head).toMatch(/^model,test accuracy,.*,loss\/test$/);
  expect(first).toMatch(/^model 00,0\.5/);
  expect(others).toHaveLength(MODELS);
  await page.context().close();
});

it("one parameter of the first 24 is drawn at the playhead, said so, and chosen by a click", async () => {
  const { page, faults } = await openPage(browser(), at("models=by*name"));
  const pictures = page.getByTestId("multiples");
  await pictures.scrollIntoViewIfNeeded();
  const said = page.getByTestId("multiples-shown");
  expect(await said.textContent()).toContain(`shown 24 of ${MODELS} models`);
  expect(await pictures.getAttribute("aria-label")).toMatch(/hidden1\/kernel of 24 models/);
  await page.mouse.wheel(0, 2000);
  const box = (await pictures.boundingBox())!;
  await page.mouse.click(box.x + 40, box.y + 60);
  // A, which was the first, is no longer chosen.
  await until(() => !page.url().includes("a=model+00"));
  expect(faults).toEqual([]);
  await page.context().close();
});

it("says that no model is left, and brings all back", async () => {
  const { page } = await openPage(browser(), at("filter=nothing+like+it"));
  await page.getByTestId("no-models").getByRole("button").click();
  await until(async () => (await listed(page)) === `${MODELS} models`);
  await page.context().close();
});

it("a new model appears as it is logged, and the row that has the focus keeps it", async () => {
  const { page } = await openPage(browser(), at("models=by*name"));
  await rows(page).nth(2).focus();
  const run = writeRun(logdir, "newcomer", { startedAt: 1_780_009_999 });
  run.epoch(0, 0.9);
  await until(async () => (await listed(page)) === `${MODELS + 1} models`);
  const focused = await page.evaluate(() => (document.activeElement as HTMLElement).dataset["run"]);
  expect(focused).toBe("model 02");
  await page.context().close();
});

it("table and list keep their order while somebody is in them, say so, and are sorted again after", async () => {
  const { page, circle } = await openPage(browser(), at("models=by*score*down"));
  const overtake = async (name: string, score: number): Promise<void> => {
    writeRun(logdir, name, { startedAt: 1_780_009_000 }).epoch(3, score);
    const told = `${score * 100}`;
    await until(async () => (await circle(name).getAttribute("aria-label"))?.includes(told));
  };
  const firstListed = (): Promise<string | null> =>
    page.getByTestId("row").first().getAttribute("data-run");
  const best = await until(() => firstRow(page));
  await rows(page).first().focus();
  await overtake("model 11", 0.96);
  expect(await firstRow(page)).toBe(best);
  expect(await page.getByTestId("models-table").textContent()).toContain("order kept");
  expect(await firstListed()).toBe("model 11");
  await page.getByTestId("row").first().hover();
  await page.keyboard.press("Tab");
  await until(async () => (await firstRow(page)) === "model 11");
  await overtake("model 12", 0.98);
  expect([await firstListed(), await firstRow(page)]).toEqual(["model 11", "model 12"]);
  expect(await page.getByTestId("panel").textContent()).toContain("order kept");
  await page.mouse.move(720, 5);
  await until(async () => (await firstListed()) === "model 12");
  await page.context().close();
});

it("fits a narrow screen", async () => {
  const { page, faults } = await openPage(browser(), at(""), { viewport: NARROW });
  await rows(page).first().waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(NARROW.width);
  expect(faults).toEqual([]);
  await page.context().close();
});
