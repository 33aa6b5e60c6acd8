// Takes the README's pictures: `node tests/pictures.mjs URL OTHERS INSIDE`, all running servers, any may be "-". URL has the finished paper preset, OTHERS a copy of the folders in tests/fixtures/, INSIDE the finished presets paper and cnn.
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import packaged from "@sparticuz/chromium";
import { chromium } from "playwright-core";

const FOLDER = fileURLToPath(new URL("../.github/pictures/", import.meta.url));
const [url = "http://localhost:6006/", others = "-", inside = "-"] = process.argv.slice(2);
const PAPER = { server: url, query: "?show=initial", shown: "mean-b" };
const OTHERS = {
  server: others,
  query: "?a=tf_keras&b=keras3_before_14&show=initial",
  shown: "mean-b",
};
const CNN = "?a=cnn/kernel-5x5&b=cnn/batch-norm";
/** What is worked out over all examples and epochs has arrived by then. */
const LONGEST_ANSWER_MS = 40_000;
const insideView = (query) => ({ server: inside, query, shown: "frame-b", ms: LONGEST_ANSWER_MS });
const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 390, height: 844 };
const wide = (name, query) => ({
  name,
  of: insideView(query),
  viewport: WIDE,
  colorScheme: "dark",
});
const PICTURES = [
  { name: "compare-dark", of: PAPER, viewport: WIDE, colorScheme: "dark" },
  { name: "compare-light", of: PAPER, viewport: WIDE, colorScheme: "light" },
  { name: "narrow-dark", of: PAPER, viewport: NARROW, colorScheme: "dark" },
  { name: "narrow-light", of: PAPER, viewport: NARROW, colorScheme: "light" },
  { name: "others-dark", of: OTHERS, viewport: WIDE, colorScheme: "dark" },
  wide("weights-dark", `${CNN}&view=weights`),
  wide("activations-dark", `${CNN}&view=activations&x=3`),
  wide("unit-dark", `${CNN}&view=unit&unit=conv2.4`),
  wide("relevance-dark", `${CNN}&view=relevance&x=3`),
  wide("occlusion-dark", `${CNN}&view=occlusion&x=3`),
  wide("clusters-dark", `${CNN}&view=clusters`),
  wide("adversarial-dark", `${CNN}&view=adversarial&x=3`),
  wide("predictions-dark", `${CNN}&view=predictions&x=3`),
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
  await page.getByTestId(of.shown).waitFor();
  await page.getByTestId("slider").press("End");
  await page.getByTestId("slider").blur();
  await page.waitForTimeout(of.ms ?? 0);
  // Where the logs lay when they were taken is nobody's business.
  await page.locator(".logdir > *").evaluateAll((paths) => {
    for (const path of paths) path.textContent = "logs";
  });
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
