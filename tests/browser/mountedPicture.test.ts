import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import { chartsPage } from "../support/chartsPage.ts";
import { until } from "../support/layerlapse.ts";
import type * as Mounted from "./gallery/mounted.ts";

declare const charts: typeof Mounted;

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
  const program = fileURLToPath(new URL("gallery/mounted.ts", import.meta.url));
  page = await chartsPage(browser, program);
});
afterAll(() => browser.close());

const painted = () => page.evaluate(() => ({ ...charts.painted }));

describe("a picture on the page", () => {
  it("is painted once when it is mounted, in the page's pixels", async () => {
    // By the second frame, the page has told of all sizes.
    await page.evaluate(() => new Promise(requestAnimationFrame));
    await page.evaluate(() => new Promise(requestAnimationFrame));
    expect(await painted()).toEqual({ picture: 1, marks: 1, size: "300×120 at 1" });
  });

  it("stays as it is when only the playhead moves", async () => {
    await page.evaluate(() => charts.movePlayhead());
    expect(await painted()).toMatchObject({ picture: 1, marks: 2 });
  });

  it("is painted anew when its place grows", async () => {
    await page.evaluate(() => charts.grow());
    await until(async () => (await painted()).picture === 2);
    expect(await painted()).toEqual({ picture: 2, marks: 3, size: "420×120 at 1" });
    expect(await page.locator("#root canvas").count()).toBe(2);
  });

  it("leaves nothing behind when it is removed", async () => {
    await page.evaluate(() => charts.remove());
    await page.evaluate(() => charts.movePlayhead());
    expect((await painted()).marks).toBe(3);
    expect(await page.locator("#root canvas").count()).toBe(0);
  });
});
