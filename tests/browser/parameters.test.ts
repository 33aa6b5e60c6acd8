import { describe, expect, it } from "vitest";
import { until } from "../support/layerlapse.ts";
import { NARROW, openPage, WIDE } from "../support/page.ts";
import { servedOnce } from "../support/views.ts";
import { writeRun } from "../support/writtenRun.ts";

const BLOCKS = 25;
const parameters = Array.from({ length: BLOCKS }, (_, i) => [
  { tag: `model.layers.${i}.mlp.weight`, shape: [4, 4] },
  { tag: `gradients/model.layers.${i}.mlp.weight`, shape: [4, 4] },
]).flat();

const { browser, url } = servedOnce((logdir) => {
  for (const name of ["one", "two"]) writeRun(logdir, name, { parameters }).epoch(0, 0.5);
});

describe.each([
  ["wide", WIDE],
  ["narrow", NARROW],
] as const)("a network of many layers, %s", (_, viewport) => {
  it("opens on the weights of its first layer, and lists blocks in short", async () => {
    const { page, faults } = await openPage(browser(), url(), { viewport });
    const picker = page.getByTestId("parameter");
    await page.getByTestId("mean-b").waitFor();
    expect(await picker.inputValue()).toBe("model.layers.0.mlp/weight");
    const groups = await picker
      .locator("optgroup")
      .evaluateAll((all) => all.map((group) => (group as HTMLOptGroupElement).label));
    expect(groups).toHaveLength(BLOCKS);
    expect(groups[10]).toBe("layers.10");
    expect(await picker.locator("optgroup").nth(10).locator("option").allTextContents()).toEqual([
      "layers.10.mlp/weight  (4 × 4)",
      "layers.10.mlp/weight (gradient)  (4 × 4)",
    ]);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it("is searched by words, and nothing moves while they are typed", async () => {
    const { page } = await openPage(browser(), url(), { viewport });
    await page.getByTestId("mean-b").waitFor();
    const picker = page.getByTestId("parameter");
    const before = await page.getByTestId("frame-a").boundingBox();
    await page.getByTestId("parameter-filter").pressSequentially("layers.17 grad");
    await until(
      async () => (await page.getByTestId("parameters-found").textContent()) === "1 found",
    );
    expect(await page.getByTestId("frame-a").boundingBox()).toEqual(before);
    expect(await picker.inputValue(), "until Enter").toBe("model.layers.0.mlp/weight");
    await page.keyboard.press("Enter");
    await until(
      async () => (await picker.inputValue()) === "model.layers.17.mlp/weight (gradient)",
    );
    expect(await page.getByTestId("summary-a").textContent()).toContain("16 gradients in the bars");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      viewport.width,
    );
    await page.context().close();
  });
});
