// One unit on the page, of networks that really were trained: what it responds to, would respond to, and its like.
import { describe, expect, it } from "vitest";
import { until } from "../support/layerlapse.ts";
import { type Look, NARROW } from "../support/page.ts";
import { TRAINED_EPOCHS } from "../support/trained.ts";
import { trainedViews } from "../support/trainedViews.ts";
import { overflowOf, savedBy, type Seen } from "../support/views.ts";

const { openTrained } = trainedViews();

const QUERY = "view=unit&a=cnn/kernel-5x5&b=paper/dropout-0.2";
const PATIENT = { seconds: 90 };

async function openOn(query: string, look?: Look): Promise<Seen> {
  const seen = await openTrained(query, look);
  await seen.page.getByTestId("top-nine-a").locator("li").first().waitFor({ timeout: 60_000 });
  return seen;
}

/** Example, class and largest activation, line by line. */
async function peaksOf(seen: Seen): Promise<number[][]> {
  const { bytes } = await savedBy(seen, "csv-a");
  const lines = bytes.toString("utf8").split("\n");
  return lines.filter((line) => /^\d/.test(line)).map((line) => line.split(",").map(Number));
}

describe("the view of one unit", () => {
  it("lists the examples that it responds to most, and gives one of them to all views", async () => {
    const seen = await openOn(`${QUERY}&unit=conv2.3&at=${TRAINED_EPOCHS}`);
    const { page, faults } = seen;
    const peaks = await peaksOf(seen);
    expect(peaks.length).toBe(1000);
    const best = peaks.toSorted((one, other) => other[2]! - one[2]!)[0]!;
    const words = await page
      .getByTestId("top-nine-a")
      .locator("li button")
      .first()
      .getAttribute("aria-label");
    expect(words).toMatch(
      new RegExp(`^${best[1]} [\\d.]+: Example ${best[0]}, class ${best[1]}: `),
    );
    await page.getByTestId("top-nine-a").locator("li button").first().click();
    await until(() => new URL(page.url()).searchParams.get("x") === String(best[0]));
    const means = await page.getByTestId("classes-a").locator("[data-value]").all();
    const class5 = peaks.filter(([, label]) => label === 5).map(([, , peak]) => peak!);
    const mean = class5.reduce((sum, peak) => sum + peak, 0) / class5.length;
    expect(Number(await means[5]!.getAttribute("data-value"))).toBeCloseTo(mean, 4);
    expect(faults).toEqual([]);
  });

  it("optimises images for it, which it says more to than to almost every example, and finds its like", async () => {
    const seen = await openOn("view=unit&a=paper/dropout-0.2&b=paper/dropout-0.9&unit=output.3");
    const { page, words, faults } = seen;
    const reached = async (): Promise<string> => words("optimised-a-blurred");
    await until(async () => (await reached()).includes("of examples"), PATIENT);
    const share = Number(/above ([\d.]+)% of examples/.exec(await reached())![1]);
    expect(share).toBeGreaterThan(95);
    await until(async () => (await words("cka-a")).includes("output"), PATIENT);
    const like = page.getByTestId("matches-a").locator("li").first();
    expect(await like.textContent()).toContain("output · 3");
    const correlation = Number(await like.locator("[data-value]").getAttribute("data-value"));
    expect(correlation).toBeGreaterThan(0.5);
    expect(faults).toEqual([]);
  }, 180_000);

  it("shows how it became so at every checkpoint, and moves the playhead there", async () => {
    const seen = await openOn(`${QUERY}&unit=conv1.0`);
    const { page, words, faults } = seen;
    const tiles = page.getByTestId("strip-a").locator("canvas");
    await until(async () => (await tiles.count()) === TRAINED_EPOCHS + 1, PATIENT);
    await page.getByTestId("strip-a").locator("[data-step='1']").click();
    await until(async () => (await words("checkpoint-a")) === "epoch 1");
    await page.getByTestId("unit-strip").selectOption("projection");
    await until(() => page.url().includes("units=projection"));
    await page.getByTestId("unit-index").fill("5");
    await until(async () => (await words("unit-a")) === "conv1 · 5");
    expect(faults).toEqual([]);
  }, 120_000);

  it("fits a narrow window", async () => {
    const seen = await openOn(`${QUERY}&unit=conv1.2`, { viewport: NARROW, colorScheme: "dark" });
    expect(await overflowOf(seen)).toBe(0);
    expect(seen.faults).toEqual([]);
  });
});
