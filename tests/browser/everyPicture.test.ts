// Every picture of every view can be taken along: its numbers as a table, CSV, JSON and NumPy, itself as SVG and PNG.
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { until } from "../support/layerlapse.ts";
import { trainedViews } from "../support/trainedViews.ts";
import type { Seen } from "../support/views.ts";

const VIEWS = readdirSync(fileURLToPath(new URL("../../client/views", import.meta.url)));
const { openTrained } = trainedViews();

const MODELS = "a=cnn/kernel-5x5&b=cnn/batch-norm&at=3";
/** High enough that no chart waits to be scrolled to. */
const TALL = { width: 1440, height: 3000 };
/** For every network to have answered. */
const LONGEST_SECONDS = 40;
/** For the first answer of those that attack 1,000 images, beside other pages. */
const PATIENT_SECONDS = 90;
const ACTIONS = ["table", "csv", "json", "numpy", "svg", "png"];

interface Pictures {
  all: number;
  /** Those whose nearest actions, if any, are of another part of the page. */
  without: string[];
  /** Ends of the test ids of all actions, and of the buttons that open some. */
  open: string[];
  closed: string[];
}

function picturesOf(page: Page): Promise<Pictures> {
  return page.evaluate(() => {
    // Words, buttons and the image that a network is shown are no pictures of anything; the grid of units is made of switches.
    const NONE = "button, .hint, header.header, .input-bar, [data-testid=unit-grid], .unit-grid";
    const WHOLE_PAGE = "main, .layout, .occlusion, .panel, body";
    const ICON_PX = 24;
    const offers = "[data-testid^=svg-], [data-testid^=files-]";
    const pictures = [...document.querySelectorAll("canvas, svg, .chart")].filter((element) => {
      return element.closest(NONE) === null && element.getBoundingClientRect().width > ICON_PX;
    });
    const without = pictures.flatMap((picture) => {
      let around: Element | null = picture;
      while (around !== null && around.querySelector(offers) === null)
        around = around.parentElement;
      const isOwn = around !== null && !around.matches(WHOLE_PAGE);
      const named = picture.closest("[data-testid]")?.getAttribute("data-testid");
      return isOwn ? [] : [`${picture.tagName} ${picture.className} in ${named}`];
    });
    const idsOf = (begin: string): string[] => [
      ...new Set(
        [...document.querySelectorAll(`[data-testid^=${begin}-]`)].map((element) =>
          element.getAttribute("data-testid")!.slice(begin.length + 1),
        ),
      ),
    ];
    return { all: pictures.length, without, open: idsOf("svg"), closed: idsOf("files") };
  });
}

/** The pictures once there are no more of them than a while ago, and no answer is on its way to one. */
async function settledPictures({ page }: Seen): Promise<Pictures> {
  let found = await picturesOf(page);
  await until(
    async () => {
      const before = JSON.stringify(found);
      await page.waitForTimeout(700);
      await page.waitForLoadState("networkidle");
      found = await picturesOf(page);
      const isStill = found.all > 0 && before === JSON.stringify(found);
      return isStill && found.without.length === 0;
    },
    { seconds: LONGEST_SECONDS },
  ).catch(() => undefined);
  return found;
}

/** What a click gives to be saved. Chromium passes over every eleventh file that a page saves in a row: none is. */
async function savedAfter({ page }: Seen, testId: string): Promise<Buffer> {
  await page.evaluate(() => {
    HTMLAnchorElement.prototype.click = () => undefined;
    const page = window as { taken?: Blob | null };
    page.taken = null;
    URL.createObjectURL = (blob) => {
      page.taken = blob as Blob;
      return "";
    };
  });
  await page.getByTestId(testId).click();
  const taken = await page.waitForFunction(() => (window as { taken?: Blob | null }).taken);
  // As one string: millions of numbers take the browser's driver seconds.
  const base64 = await taken.evaluate(async (blob) => {
    const AT_ONCE = 32_768;
    const bytes = new Uint8Array(await (blob as Blob).arrayBuffer());
    const pieces: string[] = [];
    for (let at = 0; at < bytes.length; at += AT_ONCE)
      pieces.push(String.fromCharCode(...bytes.subarray(at, at + AT_ONCE)));
    return btoa(pieces.join(""));
  });
  return Buffer.from(base64, "base64");
}

/** What each file has to be, at least. */
async function takeAll(seen: Seen, id: string): Promise<void> {
  for (const action of ACTIONS) {
    expect(await seen.page.getByTestId(`${action}-${id}`).count(), `${action} of ${id}`).not.toBe(
      0,
    );
  }
  const saved = (action: string): Promise<Buffer> => savedAfter(seen, `${action}-${id}`);
  // Of answers that come one by one, the first is enough.
  await until(
    async () => {
      const csv = (await saved("csv")).toString("utf8");
      return csv.split("\n").filter((line) => line !== "" && !line.startsWith("#")).length > 1;
    },
    { what: `rows of ${id}`, seconds: PATIENT_SECONDS },
  );
  const { columns } = JSON.parse((await saved("json")).toString("utf8")) as { columns: object };
  expect(Object.keys(columns).length, `columns of ${id}`).toBeGreaterThan(1);
  expect((await saved("svg")).toString("utf8"), `SVG of ${id}`).toMatch(/^<svg [^]*<(path|image)/);
  expect((await saved("png")).subarray(1, 4).toString("latin1"), `PNG of ${id}`).toBe("PNG");
}

it.concurrent.for(VIEWS)(
  "%s lets all its pictures be taken along",
  { timeout: 240_000 },
  async (view, { onTestFinished }) => {
    const seen = await openTrained(`view=${view}&${MODELS}`, { viewport: TALL }, onTestFinished);
    const { page, faults } = seen;
    await until(async () => (await page.locator("main.view > *").count()) > 1);
    const found = await settledPictures(seen);
    expect(found.without).toEqual([]);
    // Many cards, one way: of each kind the first is opened.
    const ofPanel = view === "distributions" ? [] : ["circles", "learning"];
    for (const id of found.open) await takeAll(seen, id);
    for (const id of found.closed.filter((one) => !ofPanel.includes(one))) {
      await page.getByTestId(`files-${id}`).first().click();
      await takeAll(seen, id);
      await page.keyboard.press("Escape");
      await page.getByTestId(`csv-${id}`).waitFor({ state: "detached" });
    }
    expect(faults).toEqual([]);
  },
);
