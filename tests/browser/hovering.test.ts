// What is pointed at in one place lights up everywhere else that knows it, in a real browser; and nothing moves.
import { expect, it } from "vitest";
import type { Page } from "playwright-core";
import { until } from "../support/layerlapse.ts";
import { twoModels } from "../support/twoModels.ts";
import { views } from "../support/views.ts";

const { open } = views();
const EPOCHS = 5;
const fill = (logdir: string): void => void twoModels(logdir, EPOCHS);
/** Where a playhead is asked for, the page does not play on opening. */
const MODELS = "a=one&b=two&at=3";

/** What the canvas in front, on which only marks are, shows. */
function marksOf(page: Page, testId: string): Promise<string> {
  return page
    .getByTestId(testId)
    .locator("canvas")
    .last()
    .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
}

/** The same once it stays as it is: fonts and answers that come late paint it anew. */
async function settledMarks(page: Page, testId: string): Promise<string> {
  let before = "";
  await until(async () => {
    const last = before;
    before = await marksOf(page, testId);
    await page.waitForTimeout(STILL_MS);
    return before === last;
  });
  return before;
}

const STILL_MS = 250;

/** Points at a place of the element, from 0 to 1 in both directions, until it shows. */
async function pointAt(
  page: Page,
  [testId, x, y]: readonly [testId: string, x: number, y: number],
  shows: () => Promise<boolean>,
): Promise<void> {
  // What comes late may move the place from under the pointer.
  await until(async () => {
    await point(page, testId, x, y);
    return shows();
  });
}

async function point(page: Page, testId: string, x: number, y: number): Promise<void> {
  const { left, top, width, height } = await page.getByTestId(testId).evaluate((element) => {
    const target = element.querySelector("svg[role=img]") ?? element;
    return target.getBoundingClientRect().toJSON() as DOMRect;
  });
  await page.mouse.move(left + x * width, top + y * height);
}

const stepOfTick = async (page: Page): Promise<number> =>
  Number(await page.getByTestId("hover-tick").getAttribute("data-step"));

it("a cell of the matrix lights its epoch in slider and curve, its layer beneath and in the other matrix", async () => {
  const { page, words, faults } = await open(`view=network&${MODELS}`, fill);
  await until(async () => (await words("network-readout")).includes("hidden1/kernel"));
  await until(async () => (await words("network-progress")) === "");
  await page.getByTestId("multiples-b").waitFor();
  const before = {
    multiples: await settledMarks(page, "multiples-b"),
    other: await settledMarks(page, "matrix-b"),
    body: await page.locator("body").boundingBox(),
  };
  // The lower of two rows, the first of the epochs.
  await pointAt(page, ["matrix-a", 0.3, 0.75], async () =>
    (await words("network-readout")).startsWith("output/kernel"),
  );
  const told = Number(/epoch (\d)/.exec(await words("network-readout"))![1]);
  expect(told).toBeLessThan(3);
  expect(await stepOfTick(page)).toBe(told);
  expect(await page.getByTestId("hover-line").count()).toBe(1);
  expect(await page.getByTestId("hover-ring").count()).toBe(1);
  expect((await marksOf(page, "multiples-b")) === before.multiples).toBe(false);
  expect((await marksOf(page, "matrix-b")) === before.other).toBe(false);
  expect(await page.locator("body").boundingBox()).toEqual(before.body);
  await page.mouse.move(5, 5);
  await until(async () => (await page.getByTestId("hover-tick").count()) === 0);
  await until(async () => (await marksOf(page, "multiples-b")) === before.multiples);
  await until(async () => (await marksOf(page, "matrix-b")) === before.other);
  expect(faults).toEqual([]);
});

it("a place on the learning curve lights its epoch in the matrix and in the courses", async () => {
  const { page, words, faults } = await open(`view=network&${MODELS}`, fill);
  await until(async () => (await words("network-readout")).includes("epoch 3"));
  await pointAt(page, ["learning-curve", 0.5, 0.5], async () =>
    /epoch [12]/.test(await words("network-readout")),
  );
  expect(await words("network-readout")).toContain(`epoch ${await stepOfTick(page)}`);
  await page.mouse.move(5, 5);
  await until(async () => (await words("network-readout")).includes("epoch 3"));

  await page.locator(".tabs button", { hasText: "Over time" }).click();
  for (const kind of ["ridges", "heat", "bands"]) {
    await page.getByTestId(kind).click();
    await page.mouse.move(5, 5);
    const before = await settledMarks(page, "course-b");
    await pointAt(
      page,
      ["learning-curve", 0.5, 0.5],
      async () => (await marksOf(page, "course-b")) !== before,
    );
    await page.mouse.move(5, 5);
    await until(async () => (await marksOf(page, "course-b")) === before, { what: kind });
  }
  expect(faults).toEqual([]);
});

it("the slider lights its epoch in the frames, the rows of distances and all scalars", async () => {
  const { page, words, faults } = await open(`view=distributions&${MODELS}`, fill);
  await page.getByTestId("mean-b").waitFor();
  const needle = page.getByTestId("spread-b").locator(".needle-hovered");
  await pointAt(page, ["slider", 0.5, 0.5], () => needle.isVisible());
  await page.goto(page.url().replace("view=distributions", "view=distances"));
  await page.getByTestId("distances-row").first().waitFor();
  await pointAt(
    page,
    ["slider", 0.5, 0.5],
    async () => (await page.locator(".sparkline .hover-line").count()) > 0,
  );
  await page.goto(page.url().replace("view=distances", "view=scalars"));
  await page.getByTestId("scalar-a").first().waitFor();
  await page.mouse.move(5, 5);
  await until(async () => /\d/.test(await words("scalar-a")));
  const last = await words("scalar-a");
  await pointAt(page, ["slider", 0.1, 0.5], async () => (await words("scalar-a")) !== last);
  await page.mouse.move(5, 5);
  await until(async () => (await words("scalar-a")) === last);
  expect(faults).toEqual([]);
});

it("a circle lights its row and its lines, a row of the table its circle; another view has forgotten", async () => {
  const { page, faults } = await open(`view=scalars&${MODELS}`, fill);
  await page.getByTestId("scalar-a").first().waitFor();
  const before = await settledMarks(page, "scalar-chart");
  await page.locator("[data-testid=circle][data-run=two]").hover();
  await page.locator(".row-hovered[data-run=two]").waitFor();
  expect((await marksOf(page, "scalar-chart")) === before).toBe(false);
  await page.keyboard.press("x");
  await page.locator(".tabs button", { hasText: "Models" }).click();
  await page.locator("tbody tr", { hasText: "one" }).first().hover();
  await page.locator(".row-hovered[data-run=one]").waitFor();
  expect(await page.getByTestId("hover-ring").count()).toBe(1);
  await page.keyboard.press("1");
  await until(async () => (await page.getByTestId("hover-ring").count()) === 0);
  expect(faults).toEqual([]);
});
