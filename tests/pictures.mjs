// Takes the README's pictures: `node tests/pictures.mjs URL OTHERS`, both running servers, either may be "-". URL has the finished paper preset, OTHERS the folders in tests/fixtures/ under /experiments/other-peoples-logs.
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import packaged from "@sparticuz/chromium";
import { chromium } from "playwright-core";

const FOLDER = fileURLToPath(new URL("../.github/pictures/", import.meta.url));
const [url = "http://localhost:6006/", others = "-"] = process.argv.slice(2);
const PAPER = { server: url, query: "?show=initial" };
const OTHERS = { server: others, query: "?a=tf_keras&b=keras3_before_14&show=initial" };
const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 390, height: 844 };
const PICTURES = [
  { name: "compare-dark", of: PAPER, viewport: WIDE, colorScheme: "dark" },
  { name: "compare-light", of: PAPER, viewport: WIDE, colorScheme: "light" },
  { name: "narrow-dark", of: PAPER, viewport: NARROW, colorScheme: "dark" },
  { name: "narrow-light", of: PAPER, viewport: NARROW, colorScheme: "light" },
  { name: "others-dark", of: OTHERS, viewport: WIDE, colorScheme: "dark" },
];

mkdirSync(FOLDER, { recursive: true });
const browser = await chromium.launch({
  executablePath: await packaged.executablePath(),
  args: ["--headless", "--no-sandbox", "--disable-gpu"],
});
for (const { name, of, viewport, colorScheme } of PICTURES) {
  if (of.server === "-") continue;
  const page = await browser.newPage({ viewport, colorScheme, reducedMotion: "reduce" });
  await page.goto(`${of.server}${of.query}`);
  await page.getByTestId("mean-b").waitFor();
  await page.getByTestId("slider").press("End");
  await page.getByTestId("slider").blur();
  const picture = await page.screenshot();
  if (of === PAPER) writeFileSync(`${FOLDER}${name}.png`, picture);
  else writeFileSync(`${FOLDER}${name}.webp`, await asWebp(page, picture));
  await page.close();
}
await browser.close();

/** Half the size; the browser has the encoder. */
async function asWebp(page, picture) {
  await page.goto("about:blank");
  const url = await page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.width, image.height];
    canvas.getContext("2d").drawImage(image, 0, 0);
    return canvas.toDataURL("image/webp", 0.9);
  }, picture.toString("base64"));
  return Buffer.from(url.slice(url.indexOf(",") + 1), "base64");
}
