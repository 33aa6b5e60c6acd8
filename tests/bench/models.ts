// The view of 2,000 models in a real browser: until it is there, and from a hand's move to the next frame.
import type { Page } from "playwright-core";
import { launchBrowser } from "../support/browser.ts";
import { serve, temporaryFolder, until } from "../support/layerlapse.ts";
import { openPage } from "../support/page.ts";
import { writeRun } from "../support/writtenRun.ts";
import { percentile } from "./programs/figures.ts";

const MODELS = 2000;
const LAWS = ["adam", "sgd", "rmsprop"];
const REPETITIONS = 20;
/** What feels like an answer, and a frame. */
const ANSWER_MS = 100;
const FRAME_MS = 16;

/** Prints milliseconds, and what share of those allowed they are. */
export async function run(print: (line: string) => void): Promise<void> {
  const folder = temporaryFolder();
  for (let i = 0; i < MODELS; i++) {
    const hparams = { rate: 10 ** -(1 + (i % 40) / 10), law: LAWS[i % 3]!, seed: i, width: i % 7 };
    const written = writeRun(folder.path, `sweep/model-${i}`, { parameters: [], hparams });
    written.epoch(0, 0.5 + 0.4 * Math.sin(i));
    written.end();
  }
  const server = await serve(folder.path);
  const browser = await launchBrowser();
  const { page } = await openPage(browser, "about:blank");
  const started = performance.now();
  await page.goto(`${server.url}?view=models`);
  const listed = page.getByTestId("models-listed");
  const all = `${MODELS.toLocaleString("en")} models`;
  await until(async () => (await listed.textContent()) === all, { seconds: 120 });
  print(`${MODELS} models: all are listed after ${(performance.now() - started).toFixed(0)} ms`);

  const told = (name: string, times: number[], allowed: number): void => {
    const at = (share: number): number => percentile(times, share);
    const share = (at(0.5) / allowed).toFixed(2);
    print(
      `${name}: p50 ${at(0.5).toFixed(1)} ms, p95 ${at(0.95).toFixed(1)} ms; p50 is ${share} of the ${allowed} ms allowed`,
    );
  };
  told("a column sorts the table", await timed(page, "[data-sort=score]", "click"), ANSWER_MS);
  told("a row is scrolled to", await timed(page, "[data-testid=models-table]", "scroll"), FRAME_MS);
  told(
    "the pointer crosses the lines",
    await timed(page, "[data-testid=parallel]", "hover"),
    ANSWER_MS,
  );
  told("a key narrows an axis", await timed(page, "[data-testid=parallel]", "key"), ANSWER_MS);
  await browser.close();
  await server.stop();
  folder.remove();
}

type Move = "click" | "scroll" | "hover" | "key";

/** From the event until the frame after it has been made, again and again. */
async function timed(page: Page, selector: string, move: Move): Promise<number[]> {
  await page.locator(selector).first().scrollIntoViewIfNeeded();
  return page.evaluate(
    async ([selector, move, repetitions]) => {
      const target = document.querySelector<HTMLElement>(selector)!;
      const { left, top, width, height } = target.getBoundingClientRect();
      const moves: Record<string, (nth: number) => void> = {
        click: () => target.click(),
        scroll: (nth) => (target.scrollTop = 900 * nth),
        hover(nth) {
          const at = { clientX: left + (width * (nth + 1)) / 22, clientY: top + height / 2 };
          target.dispatchEvent(new PointerEvent("pointermove", { ...at, bubbles: true }));
        },
        key: (nth) =>
          target.dispatchEvent(
            new KeyboardEvent("keydown", {
              key: nth % 2 === 0 ? "ArrowDown" : "ArrowUp",
              bubbles: true,
            }),
          ),
      };
      const times: number[] = [];
      for (let nth = 0; nth < repetitions; nth++) {
        const start = performance.now();
        moves[move]!(nth);
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        times.push(performance.now() - start);
      }
      return times;
    },
    [selector, move, REPETITIONS] as const,
  );
}
