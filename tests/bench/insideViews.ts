// Looking inside while the playhead is dragged and while a digit is drawn: single weights, and activations live.
import { cpSync } from "node:fs";
import type { Page } from "playwright-core";
import { launchBrowser } from "../support/browser.ts";
import { serve, temporaryFolder, until } from "../support/layerlapse.ts";
import { openPage } from "../support/page.ts";
import { trainedLogdir } from "../support/trained.ts";
import { sweepSlider } from "./programs/sweeps.ts";

const PAPER = "a=paper/dropout-0.2&b=paper/dropout-0.9";
const LEAST_FRAMES = 30;

/** Prints how long slider events take with weights on the page, and how many answers a second a drawing has. */
export async function run(print: (line: string) => void): Promise<void> {
  const folder = temporaryFolder();
  cpSync(await trainedLogdir(), folder.path, { recursive: true });
  const server = await serve(folder.path);
  const browser = await launchBrowser();
  const scrubs = [
    ["Hinton diagrams of 784 × 512", `view=weights&${PAPER}&parameter=hidden1/kernel`],
    ["the change of 784 × 512", `view=weights&${PAPER}&parameter=hidden1/kernel&weights=change`],
    ["512 kernels of 28 × 28", `view=weights&${PAPER}&parameter=hidden1/kernel&weights=kernels`],
    ["activations", `view=activations&a=cnn/kernel-5x5&b=paper/dropout-0.2`],
  ] as const;
  for (const [name, query] of scrubs) {
    const { page } = await openPage(browser, `${server.url}?${query}`);
    const ready = query.startsWith("view=weights") ? "lit-b" : "top-b";
    await page.getByTestId(ready).waitFor();
    // Neighbours of the playhead are fetched ahead.
    await page.waitForLoadState("networkidle");
    await sweepSlider(page, (line) => print(`${name}: ${line}`));
    await page.context().close();
  }
  for (const query of ["a=cnn/kernel-5x5", "a=cnn/kernel-5x5&b=paper/dropout-0.2"]) {
    const { page } = await openPage(browser, `${server.url}?view=activations&${query}`);
    await page.getByTestId("top-a").waitFor();
    const { answers, seconds } = await drawn(page);
    const rate = answers / seconds;
    print(
      `a digit drawn (${query}): ${rate.toFixed(0)} answers a second on the page, ` +
        `${(rate / LEAST_FRAMES).toFixed(2)} of the ${LEAST_FRAMES} wanted`,
    );
    await page.context().close();
  }
  await browser.close();
  await server.stop();
  folder.remove();
}

const STROKES = 240;

/** How often the picture of the first layer was painted while strokes were drawn. */
async function drawn(page: Page): Promise<{ answers: number; seconds: number }> {
  await page.getByTestId("input-draw").click();
  const sheet = (await page.getByTestId("draw-sheet").boundingBox())!;
  await page.evaluate(() => {
    const counted = { answers: 0 };
    Object.assign(globalThis, { counted });
    type Clear = (this: CanvasRenderingContext2D, ...box: number[]) => void;
    const put: Clear = Reflect.get(CanvasRenderingContext2D.prototype, "clearRect");
    const maps = document.querySelector('[data-testid^="maps-a-"] canvas');
    CanvasRenderingContext2D.prototype.clearRect = function clear(...box) {
      if (this.canvas === maps) counted.answers++;
      return put.apply(this, box);
    };
  });
  const count = (): Promise<number> =>
    page.evaluate(
      () => (globalThis as unknown as { counted: { answers: number } }).counted.answers,
    );
  await page.mouse.move(sheet.x + sheet.width / 2, sheet.y + sheet.height / 4);
  await page.mouse.down();
  await until(async () => (await count()) >= 0);
  const [start, before] = [performance.now(), await count()];
  for (let i = 0; i < STROKES; i++) {
    const angle = i / 12;
    await page.mouse.move(
      sheet.x + sheet.width * (0.5 + 0.3 * Math.sin(angle)),
      sheet.y + sheet.height * (0.5 + 0.35 * Math.cos(angle * 0.7)),
    );
  }
  const seconds = (performance.now() - start) / 1000;
  const answers = (await count()) - before;
  await page.mouse.up();
  return { answers, seconds };
}
