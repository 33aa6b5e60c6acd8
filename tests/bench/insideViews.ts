// Looking inside while the playhead is dragged, while a digit is drawn and before a camera: single weights, and activations live.
import { cpSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { FAKE_CAMERA, launchBrowser } from "../support/browser.ts";
import { serve, temporaryFolder, until } from "../support/layerlapse.ts";
import { openPage } from "../support/page.ts";
import { trainedLogdir } from "../support/trained.ts";
import { sweepSlider } from "./programs/sweeps.ts";
import { threadTasks, type ThreadTasks, total } from "./programs/threadTasks.ts";

const PAPER = "a=paper/dropout-0.2&b=paper/dropout-0.9";
const LEAST_FRAMES = 30;

/** Prints how long slider events take with weights on the page, and how many answers a second a drawing and a camera have. */
export async function run(print: (line: string) => void): Promise<void> {
  const folder = temporaryFolder();
  cpSync(await trainedLogdir(), folder.path, { recursive: true });
  const server = await serve(folder.path);
  const browser = await launchBrowser(FAKE_CAMERA);
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
  const live = [
    ["a digit drawn", drawn],
    ["the webcam", filmed],
  ] as const;
  for (const query of ["a=cnn/kernel-5x5", "a=cnn/kernel-5x5&b=paper/dropout-0.2"]) {
    for (const [name, look] of live) {
      const { page } = await openPage(browser, `${server.url}?view=activations&${query}`);
      await page.getByTestId("top-a").waitFor();
      print(`${name} (${query}): ${await rateOf(browser, page, look)}`);
      await page.context().close();
    }
  }
  await browser.close();
  await server.stop();
  folder.remove();
}

/** Has the networks asked again and again for as long as `whileOn` takes. */
type Look = (page: Page, whileOn: () => Promise<void>) => Promise<void>;

/** How often the picture of the first layer was painted meanwhile, and the processor time that each of these took. */
async function rateOf(browser: Browser, page: Page, look: Look): Promise<string> {
  const count = await countedAnswers(page);
  let [answers, seconds] = [0, 0];
  let tasks: ThreadTasks = { page: [], worker: [] };
  await look(page, async () => {
    await until(async () => (await count()) > 0);
    const traced = await threadTasks(browser);
    const [start, before] = [performance.now(), await count()];
    await page.waitForTimeout(LOOK_MS);
    seconds = (performance.now() - start) / 1000;
    answers = (await count()) - before;
    tasks = await traced();
  });
  const rate = answers / seconds;
  const each = (durations: readonly number[]): string => (total(durations) / answers).toFixed(1);
  return (
    `${rate.toFixed(0)} answers a second on the page, ${(rate / LEAST_FRAMES).toFixed(2)} of the ${LEAST_FRAMES} wanted; ` +
    `processor time of each: page ${each(tasks.page)} ms, worker ${each(tasks.worker)} ms`
  );
}

const LOOK_MS = 4000;

/** Tells how often the picture of A's first layer has been painted since now. */
async function countedAnswers(page: Page): Promise<() => Promise<number>> {
  const counted = await page.evaluateHandle(() => {
    const painted = { answers: 0 };
    type Clear = (this: CanvasRenderingContext2D, ...box: number[]) => void;
    const put: Clear = Reflect.get(CanvasRenderingContext2D.prototype, "clearRect");
    const maps = document.querySelector('[data-testid^="maps-a-"] canvas');
    CanvasRenderingContext2D.prototype.clearRect = function clear(...box) {
      if (this.canvas === maps) painted.answers++;
      return put.apply(this, box);
    };
    return painted;
  });
  return () => counted.evaluate(({ answers }) => answers);
}

/** One stroke without an end, as fast as the browser takes it. */
async function drawn(page: Page, whileOn: () => Promise<void>): Promise<void> {
  await page.getByTestId("input-draw").click();
  const sheet = (await page.getByTestId("draw-sheet").boundingBox())!;
  await page.mouse.move(sheet.x + sheet.width / 2, sheet.y + sheet.height / 4);
  await page.mouse.down();
  const measured = { isDone: false };
  const done = whileOn().finally(() => (measured.isDone = true));
  for (let i = 0; !measured.isDone; i++) {
    const angle = i / 12;
    await page.mouse.move(
      sheet.x + sheet.width * (0.5 + 0.3 * Math.sin(angle)),
      sheet.y + sheet.height * (0.5 + 0.35 * Math.cos(angle * 0.7)),
    );
  }
  await page.mouse.up();
  await done;
}

async function filmed(page: Page, whileOn: () => Promise<void>): Promise<void> {
  await page.getByTestId("input-webcam").click();
  await whileOn();
}
