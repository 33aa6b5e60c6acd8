import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import { chartsPage } from "../support/chartsPage.ts";
import type * as Gallery from "./gallery/page.ts";
import { INSIDE_SCENES } from "./gallery/inside.ts";
import { SCENES } from "./gallery/scenes.ts";

declare const charts: typeof Gallery;

const PROGRAM = fileURLToPath(new URL("gallery/page.ts", import.meta.url));
const GOLDEN = fileURLToPath(new URL("../golden", import.meta.url));
/** Set, the pictures are taken anew instead of compared; look at every one of them before it is committed. */
const TAKES = process.env["LAYERLAPSE_TAKE_GOLDEN"] !== undefined;

/** Each theme once and each width once: the files are kept with the code. */
const LOOKS = [
  { theme: "dark", width: 760 },
  { theme: "light", width: 360 },
] as const;
/** The same browser draws the same pixels; another build of it may round an edge otherwise. */
const ALLOWED_SHARE = 0.002;
/** SVG places words and edges with a little less precision. */
const ROUNDED_SHARE = 0.012;
/** Its images are made for screens of twice the pixels: seen on this one, thin rows and hatches differ. */
const HATCHED_SHARE = 0.05;
/** Where a number stands in every cell, the edges of its figures are a larger part of the picture. */
const LETTERED_SHARE = 0.03;

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
  page = await chartsPage(browser, PROGRAM);
});
afterAll(() => browser.close());

function png(bytes: Buffer): string {
  return `data:image/png;base64,${bytes.toString("base64")}`;
}

function difference(one: string, two: string): Promise<number> {
  return page.evaluate((both) => charts.difference(...both), [one, two] as const);
}

describe.each(Object.keys(SCENES))("%s", (name) => {
  it.each(LOOKS)("looks as it did, $theme, $width pixels wide", async ({ theme, width }) => {
    const asked = { name, theme, width, ratio: 1 };
    const now = await page.evaluate((look) => charts.png(look), asked);
    const file = `${name.replaceAll(" ", "-")}.${theme}.${width}.png`;
    const bytes = Buffer.from(now.slice(now.indexOf(",") + 1), "base64");
    if (TAKES) {
      mkdirSync(GOLDEN, { recursive: true });
      writeFileSync(join(GOLDEN, file), bytes);
      return;
    }
    const share = await difference(now, png(readFileSync(join(GOLDEN, file))));
    const seen = join(tmpdir(), `layerlapse-${file}`);
    if (share > ALLOWED_SHARE) writeFileSync(seen, bytes);
    expect(share, `differs from tests/golden/${file}; now it is ${seen}`).toBeLessThanOrEqual(
      ALLOWED_SHARE,
    );
  });

  it("is the same picture as SVG", async () => {
    const asked = { name, theme: "light", width: 760, ratio: 1 } as const;
    const canvas = await page.evaluate((look) => charts.png(look), asked);
    const svg = await page.evaluate((look) => charts.svg(look), asked);
    const sheet = page.locator("#svg");
    const isXml = await page.evaluate((text) => {
      document.querySelector("#svg")?.remove();
      const box = document.createElement("div");
      box.id = "svg";
      box.style.width = "760px";
      box.style.lineHeight = "0";
      box.innerHTML = text;
      document.body.append(box);
      const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
      return parsed.querySelector("parsererror") === null;
    }, svg);
    expect(isXml).toBe(true);
    await page.setViewportSize({ width: 760, height: SCENES[name]!.height });
    const share = await difference(canvas, png(await sheet.screenshot()));
    const isLettered = Object.hasOwn(INSIDE_SCENES, name);
    const rounded = isLettered ? LETTERED_SHARE : ROUNDED_SHARE;
    expect(share).toBeLessThanOrEqual(name.startsWith("matrix") ? HATCHED_SHARE : rounded);
  });
});
