import { describe, expect, it } from "vitest";
import { seriousFaults } from "../support/axe.ts";
import { until } from "../support/layerlapse.ts";
import { NARROW, openPage, WIDE } from "../support/page.ts";
import { servedOnce } from "../support/views.ts";
import { writeRun } from "../support/writtenRun.ts";

const { browser, url } = servedOnce((logdir) => {
  for (const [index, name] of ["alpha", "beta", "gamma"].entries()) {
    const run = writeRun(logdir, name, { seed: index + 1, epochs: 5 });
    for (let step = 0; step <= 5; step++) run.epoch(step, 0.1 + 0.1 * step + 0.1 * index);
    run.end();
  }
});

describe.each([
  ["wide", WIDE],
  ["narrow", NARROW],
] as const)("%s", (_, viewport) => {
  it.each(["light", "dark"] as const)("axe finds no serious fault, %s", async (colorScheme) => {
    const { page, faults } = await openPage(browser(), url(), { viewport, colorScheme });
    await page.getByTestId("mean-b").waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByTestId("metric").click();
    await page.getByRole("option").first().waitFor();
    expect(await seriousFaults(page), "with the list of scalars open").toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByTestId("sources-a").press("Enter");
    await page.getByRole("note").waitFor();
    expect(await seriousFaults(page), "with a hint open").toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it("nothing is wider than the window", async () => {
    const { page } = await openPage(browser(), url(), { viewport });
    await page.getByTestId("mean-b").waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      viewport.width,
    );
    await page.context().close();
  });
});

it("the keyboard alone chooses models, a layer, and an epoch, and plays", async () => {
  const { page, circle, tabTo, faults } = await openPage(browser(), url());
  await page.getByTestId("mean-b").waitFor();
  const chosen = page.locator("[data-testid=circle][aria-pressed=true]");
  const before = await chosen.evaluateAll((all) => all.map((one) => one.getAttribute("data-run")));
  const missing = ["alpha", "beta", "gamma"].find((name) => !before.includes(name))!;
  await tabTo(page.locator("[data-testid=circle][tabindex='0']"));
  for (let i = 0; i < 3; i++) {
    if (await circle(missing).evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press("ArrowRight");
  }
  await page.getByTestId("card").waitFor();
  expect(await page.getByTestId("card").textContent()).toContain(missing);
  await page.keyboard.press("Enter");
  expect(await circle(missing).getAttribute("aria-pressed")).toBe("true");
  const said = page.getByTestId("said");
  expect(await said.textContent()).toMatch(/replaced (alpha|beta|gamma), the earlier choice/);
  expect((await said.boundingBox())!.height, "seen too, not only heard").toBeGreaterThan(20);
  await page.keyboard.press("Tab");
  const next = page.locator(":focus");
  expect(await next.getAttribute("data-testid"), "all circles are one stop").toBe("metric");

  await tabTo(page.getByTestId("parameter"));
  await page.keyboard.press("ArrowDown");
  await until(async () =>
    ((await page.getByTestId("parameter-a").textContent()) ?? "").includes("bias"),
  );

  await tabTo(page.getByTestId("slider"));
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  expect(await page.getByTestId("position").textContent()).toMatch(/1\s+of 5/);
  await page.keyboard.press("Space");
  await until(async () =>
    /5\s+of 5/.test((await page.getByTestId("position").textContent()) ?? ""),
  );
  await page.goBack();
  await page.goForward();
  expect(faults).toEqual([]);
  await page.context().close();
});
