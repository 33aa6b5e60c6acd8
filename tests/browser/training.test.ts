import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { exitCode, layerlapse, serve, temporaryFolder, until } from "../support/layerlapse.ts";
import { launchBrowser } from "../support/browser.ts";
import { openPage } from "../support/page.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

it("a browser follows a training from an empty directory to its last epoch, through a restart of the server", async () => {
  const folder = temporaryFolder();
  const logdir = join(folder.path, "logs");
  let server = await serve(logdir);
  const { port } = new URL(server.url);
  const { page, faults, circle } = await openPage(browser, server.url);
  await page.getByTestId("state-missing").waitFor();

  const training = layerlapse(["train", "--logdir", logdir, "--preset", "tiny", "--epochs", "4"]);
  await page.getByTestId("circle").nth(2).waitFor({ timeout: 60_000 });
  expect(await page.getByTestId("circle").count()).toBe(3);

  // Two are chosen already; the third replaces the older one, and says so.
  const chosen = page.locator("[data-testid=circle][aria-pressed=true]");
  await until(async () => (await chosen.count()) === 2);
  const third = page.locator("[data-testid=circle][aria-pressed=false]");
  await third.click();
  expect(await chosen.count()).toBe(2);
  await until(async () => /replace/i.test((await page.getByTestId("said").textContent()) ?? ""));

  // The playhead follows while epochs arrive, and the server may go away meanwhile.
  await until(async () =>
    ((await page.getByTestId("position").textContent()) ?? "").includes("of"),
  );
  await server.stop();
  await page.getByTestId("reconnecting").waitFor();
  server = await serve(logdir, "--port", port);
  expect(await exitCode(training.process), training.output()).toBe(0);
  await page.getByTestId("reconnecting").waitFor({ state: "detached" });
  await until(async () =>
    /4\s+of 4/.test((await page.getByTestId("position").textContent()) ?? ""),
  );

  // Every weight is in the picture, at every epoch; the numbers are those of the log.
  await page.getByRole("button", { name: "Live" }).waitFor();
  for (const key of ["Home", "ArrowRight", "ArrowRight"]) {
    await page.getByTestId("slider").press(key);
    for (const slot of ["a", "b"]) {
      const summary = page.getByTestId(`summary-${slot}`);
      const count = await page.getByTestId(`count-${slot}`).getAttribute("data-value");
      const [inside, below, above] = await Promise.all(
        ["inside", "below", "above"].map(async (name) =>
          Number(await summary.getAttribute(`data-${name}`)),
        ),
      );
      expect(inside! + below! + above!).toBe(Number(count));
    }
  }
  expect(await page.getByTestId("position").textContent()).toMatch(/2\s+of 4/);
  expect(await page.getByTestId("live").getAttribute("aria-pressed")).toBe("false");

  // Dragging moves it, playing runs to the end, and the address holds where it stands.
  const track = (await page.getByTestId("slider").boundingBox())!;
  const middle = track.y + track.height / 2;
  await page.mouse.move(track.x + track.width / 2, middle);
  await page.mouse.down();
  await page.mouse.move(track.x + 2, middle, { steps: 8 });
  await page.mouse.up();
  expect(await page.getByTestId("position").textContent()).toMatch(/0\s+of 4/);
  await page.getByTestId("play").click();
  await until(async () =>
    /4\s+of 4/.test((await page.getByTestId("position").textContent()) ?? ""),
  );
  const address = page.url();
  const names = await chosen.evaluateAll((circles) =>
    circles.map((one) => one.getAttribute("data-run")),
  );
  await page.goto("about:blank");
  await page.goto(address);
  for (const name of names) {
    await until(async () => (await circle(name!).getAttribute("aria-pressed")) === "true");
  }
  expect(faults).toEqual([]);
  await server.stop();
  folder.remove();
}, 180_000);
