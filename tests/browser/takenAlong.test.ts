// What leads through the page and out of it: keys and help, findings, alignment, the snapshot, a page inside another.
import { statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, it } from "vitest";
import { temporaryFolder, until } from "../support/layerlapse.ts";
import { NARROW, openPage } from "../support/page.ts";
import { writeCheckpoint } from "../support/writtenCheckpoint.ts";
import { servedOnce } from "../support/views.ts";
import { writeRun } from "../support/writtenRun.ts";

const EPOCHS = 6;
const KERNEL = [{ tag: "hidden1/kernel", shape: [24, 16] }];
/** The limit. */
const MOST_SNAPSHOT_BYTES = 2_000_000;

const saved = temporaryFolder();
const { browser, url } = servedOnce((logdir) => {
  const [alpha, beta] = ["alpha", "beta"].map((name, i) => {
    return writeRun(logdir, name, { seed: i + 1, epochs: EPOCHS });
  });
  for (let step = 0; step <= EPOCHS; step++) {
    alpha!.epoch(step, 0.3 + 0.1 * step);
    // Its score, and with it its loss, is no number any more.
    beta!.epoch(step, step > 4 ? NaN : 0.2 + 0.15 * step);
  }
  alpha!.end();
  // A restarted job writes the last two epochs again.
  const again = writeRun(logdir, "alpha", { seed: 7, epochs: EPOCHS, startedAt: 1_780_000_500 });
  for (let step = EPOCHS - 1; step <= EPOCHS; step++) again.epoch(step, 0.3 + 0.1 * step);
  again.end();
  for (const name of ["alpha", "beta"]) {
    for (const step of [0, 1, 2]) writeCheckpoint(logdir, name, step, KERNEL);
  }
});
afterAll(() => saved.remove());

it("keys open the help and views, walk through layers, swap A and B; fields keep their letters", async () => {
  const { page, faults } = await openPage(browser(), `${url()}?a=alpha&b=beta&at=2`);
  await page.getByTestId("mean-b").waitFor();
  await page.keyboard.press("?");
  const help = page.getByTestId("help");
  await help.waitFor();
  expect(await help.textContent()).toContain("swap A and B");
  const views = await page.locator(".tabs button").count();
  expect(await help.locator(".help-view").count()).toBeGreaterThanOrEqual(views);
  for (const view of await help.locator(".help-view").all()) {
    expect((await view.locator("p").textContent())!.length).toBeGreaterThan(40);
    expect(await view.locator("svg > *").count()).toBeGreaterThan(0);
  }
  await page.keyboard.press("x");
  await page.keyboard.press("Escape");
  await help.waitFor({ state: "detached" });

  await page.keyboard.press("ArrowDown");
  await until(async () => (await page.getByTestId("parameter").inputValue()) === "hidden1/bias");
  await page.keyboard.press("ArrowUp");
  await until(async () => (await page.getByTestId("parameter").inputValue()) === "hidden1/kernel");
  await page.keyboard.press("x");
  await page.waitForURL(/a=beta&b=alpha/);
  await page.keyboard.press(String(views));
  await page.waitForURL(/view=findings/);
  expect(faults).toEqual([]);
  await page.context().close();
});

it("a finding is counted on its tab, says its numbers, and leads to its evidence", async () => {
  const { page, faults } = await openPage(browser(), `${url()}?view=findings&a=alpha&b=beta`, {
    viewport: NARROW,
    colorScheme: "dark",
  });
  const finding = page.getByTestId("finding").first();
  await finding.waitFor();
  const text = (await finding.textContent())!;
  expect(text).toMatch(/Grave.*beta.*is NaN at step 5/);
  const count = await page.getByTestId("finding").count();
  expect(await page.locator(".tab-count").textContent()).toBe(String(count));
  await finding.getByRole("button").click();
  await page.waitForURL(/view=scalars/);
  const line = page.getByTestId("finding-line");
  expect(await line.textContent()).toMatch(new RegExp(`is NaN at step 5.*1 of ${count}`));
  await page.keyboard.press("]");
  await page.keyboard.press("[");
  expect(await line.textContent()).toContain(`1 of ${count}`);
  expect(await page.getByTestId("position").textContent()).toMatch(/5\s+of/);
  expect(faults).toEqual([]);
  await page.context().close();
});

it("nothing found is said, with what was looked at", async () => {
  const { page } = await openPage(browser(), `${url()}?view=findings&a=alpha`);
  await page.getByText("Nothing to report.").waitFor();
  expect(await page.getByTestId("findings").textContent()).toContain("4 parameters");
  await page.context().close();
});

it("A and B are aligned by what is asked for, which is said and stays in the address", async () => {
  const { page, faults } = await openPage(browser(), `${url()}?a=alpha&b=beta&at=2`);
  await page.getByTestId("mean-b").waitFor();
  await page.getByTestId("alignment").selectOption("score");
  // 0.3 + 0.1 · 2 is reached by 0.2 + 0.15 · 2.
  await until(async () =>
    ((await page.getByTestId("aligned").textContent()) ?? "").includes(
      "A epoch 2 · B epoch 2: both reached 50.00%",
    ),
  );
  await page.waitForURL(/align=score/);
  await page.getByTestId("slider").press("End");
  await until(async () =>
    /B never reached 90.00%/.test((await page.getByTestId("aligned").textContent()) ?? ""),
  );
  expect(faults).toEqual([]);
  await page.context().close();
});

it("a snapshot opens from its file without a server, and its playhead moves", async () => {
  const { page } = await openPage(browser(), `${url()}?a=alpha&b=beta&at=1`);
  await page.getByTestId("mean-b").waitFor();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByTestId("snapshot").click(),
  ]);
  const file = join(saved.path, "snapshot.html");
  await download.saveAs(file);
  await page.context().close();
  expect(statSync(file).size).toBeLessThan(MOST_SNAPSHOT_BYTES);

  const context = await browser().newContext({ offline: true, reducedMotion: "reduce" });
  const copy = await context.newPage();
  const faults: string[] = [];
  copy.on("pageerror", (error) => faults.push(String(error)));
  copy.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  const asked: string[] = [];
  copy.on("request", (request) => asked.push(request.url()));
  await copy.goto(pathToFileURL(file).href);
  await copy.getByTestId("mean-b").waitFor();
  expect(await copy.getByTestId("status").textContent()).toMatch(/^Saved /);
  expect(await copy.getByTestId("position").textContent()).toMatch(/1\s+of/);
  const before = await copy.getByTestId("mean-a").textContent();
  await copy.keyboard.press("End");
  await until(async () => (await copy.getByTestId("mean-a").textContent()) !== before);
  for (const tab of await copy.locator(".tabs button").all()) {
    await tab.click();
    expect(await copy.getByText("This view failed").count()).toBe(0);
  }
  await copy.getByTestId("finding").first().waitFor();
  await copy.locator(".tabs button", { hasText: "Spectrum" }).click();
  await until(async () =>
    (await copy.getByTestId("notes-b").textContent())?.includes("all 3 epochs with a checkpoint"),
  );
  await copy.locator(".tabs button", { hasText: "Distributions" }).click();
  await copy.keyboard.press("End");
  await copy.getByTestId("superseded").click();
  await copy.getByTestId("rewritten-a").getByRole("button").click();
  await copy.keyboard.press("Home");
  await copy.locator(".tabs button", { hasText: "Compare" }).click();
  const exact = copy.getByTestId("wasserstein");
  await until(async () => (await exact.getAttribute("data-origin")) === "exact");
  expect(asked.filter((url) => !/^(file|data|blob):/.test(url))).toEqual([]);
  expect(faults).toEqual([]);
  await context.close();
});

it("inside another page only the view and the playhead are shown", async () => {
  const { page, faults } = await openPage(browser(), `${url()}?a=alpha&b=beta&embed=1`);
  await page.getByTestId("mean-b").waitFor();
  expect(await page.locator("header.header").count()).toBe(0);
  expect(await page.getByTestId("panel").count()).toBe(0);
  await page.getByTestId("play").waitFor();
  expect(faults).toEqual([]);
  await page.context().close();
});
