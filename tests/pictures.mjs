// Takes the README's pictures from a running server that has the finished paper preset: `node tests/pictures.mjs URL`.
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import packaged from "@sparticuz/chromium";
import { chromium } from "playwright-core";

const FOLDER = fileURLToPath(new URL("../.github/pictures/", import.meta.url));
const PAGE = `${process.argv[2] ?? "http://localhost:6006/"}?show=initial`;
const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 390, height: 844 };
const PICTURES = [
  { name: "compare-dark", viewport: WIDE, colorScheme: "dark" },
  { name: "compare-light", viewport: WIDE, colorScheme: "light" },
  { name: "narrow-dark", viewport: NARROW, colorScheme: "dark" },
  { name: "narrow-light", viewport: NARROW, colorScheme: "light" },
];

mkdirSync(FOLDER, { recursive: true });
const browser = await chromium.launch({
  executablePath: await packaged.executablePath(),
  args: ["--headless", "--no-sandbox", "--disable-gpu"],
});
for (const { name, viewport, colorScheme } of PICTURES) {
  const page = await browser.newPage({ viewport, colorScheme, reducedMotion: "reduce" });
  await page.goto(PAGE);
  await page.getByTestId("mean-b").waitFor();
  await page.getByTestId("slider").press("End");
  await page.getByTestId("slider").blur();
  await page.screenshot({ path: `${FOLDER}${name}.png` });
  await page.close();
}
await browser.close();
