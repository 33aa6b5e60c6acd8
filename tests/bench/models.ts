// The view of 2,000 models in a real browser: until it is there, and what a hand's move costs the page's main thread.
import type { CDPSession, Page } from "playwright-core";
import { launchBrowser } from "../support/browser.ts";
import { serve, temporaryFolder, until } from "../support/layerlapse.ts";
import { openPage } from "../support/page.ts";
import { writeRun } from "../support/writtenRun.ts";
import { percentile } from "./programs/figures.ts";

const MODELS = 2000;
const LAWS = ["adam", "sgd", "rmsprop"];
const REPETITIONS = 20;
/** What feels like an answer, and a frame; in processor time, whatever else the machine is at. */
const ANSWER_MS = 100;
const FRAME_MS = 16;

/** Prints milliseconds until all are there; then milliseconds of processor time, and what share of those allowed they are. */
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

  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
  for (const { name, selector, move, allowed } of ACTIONS) {
    const times = await costs(page, cdp, selector, move);
    const at = (share: number): number => percentile(times, share);
    const share = (at(0.5) / allowed).toFixed(2);
    print(
      `${name}: p50 ${at(0.5).toFixed(1)} ms, p95 ${at(0.95).toFixed(1)} ms; p50 is ${share} of the ${allowed} ms allowed`,
    );
  }
  await browser.close();
  await server.stop();
  folder.remove();
}

type Move = "click" | "scroll" | "hover" | "key" | "type";

const PARALLEL = "[data-testid=parallel]";
const ACTIONS: readonly { name: string; selector: string; move: Move; allowed: number }[] = [
  {
    name: "a score sorts the table",
    selector: "[data-sort=score]",
    move: "click",
    allowed: ANSWER_MS,
  },
  { name: "names sort the table", selector: "[data-sort=name]", move: "click", allowed: ANSWER_MS },
  {
    name: "a row is scrolled to",
    selector: "[data-testid=models-table]",
    move: "scroll",
    allowed: ANSWER_MS,
  },
  { name: "the pointer crosses the lines", selector: PARALLEL, move: "hover", allowed: FRAME_MS },
  {
    name: "the pointer crosses the circles",
    selector: "[data-testid=crowd]",
    move: "hover",
    allowed: FRAME_MS,
  },
  { name: "a key narrows an axis", selector: PARALLEL, move: "key", allowed: ANSWER_MS },
  {
    name: "a word filters the models",
    selector: "[data-testid=filter]",
    move: "type",
    allowed: ANSWER_MS,
  },
];

/** Of each repetition the processor time from the event until the frame after it has been made. */
async function costs(page: Page, cdp: CDPSession, selector: string, move: Move): Promise<number[]> {
  await page.locator(selector).first().scrollIntoViewIfNeeded();
  const busyMs = async (): Promise<number> => {
    const { metrics } = await cdp.send("Performance.getMetrics");
    return 1000 * metrics.find(({ name }) => name === "TaskDuration")!.value;
  };
  const times: number[] = [];
  for (let nth = 0; nth < REPETITIONS; nth++) {
    const before = await busyMs();
    await page.evaluate(
      async ([selector, move, nth]) => {
        const target = document.querySelector<HTMLInputElement>(selector)!;
        const { left, top, width, height } = target.getBoundingClientRect();
        const bubbles = true;
        const moves: Record<string, () => void> = {
          click: () => target.click(),
          scroll: () => (target.scrollTop = 900 * nth),
          hover() {
            const at = { clientX: left + (width * (nth + 1)) / 22, clientY: top + height / 2 };
            target.dispatchEvent(new PointerEvent("pointermove", { ...at, bubbles }));
          },
          key() {
            const key = nth % 2 === 0 ? "ArrowDown" : "ArrowUp";
            target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles }));
          },
          type() {
            target.value = nth % 2 === 0 ? "model-1" : "";
            target.dispatchEvent(new InputEvent("input", { bubbles }));
          },
        };
        moves[move]!();
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      },
      [selector, move, nth] as const,
    );
    times.push((await busyMs()) - before);
  }
  return times;
}
