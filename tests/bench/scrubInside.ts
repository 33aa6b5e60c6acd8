// From a slider event to the drawn frame with the view of relevance open: two trained CNNs are run in the worker meanwhile.
import type { Page } from "playwright-core";
import { launchBrowser } from "../support/browser.ts";
import { serve } from "../support/layerlapse.ts";
import { openPage } from "../support/page.ts";
import { trainedLogdir } from "../support/trained.ts";
import { sweepSlider } from "./programs/sweeps.ts";

const VIEW = "view=relevance&a=cnn/kernel-5x5&b=cnn/batch-norm";

/** Prints the percentiles of the page's own measures in milliseconds, and how often its thread was held up. */
export async function run(print: (line: string) => void): Promise<void> {
  const server = await serve(await trainedLogdir());
  const browser = await launchBrowser();
  const { page } = await openPage(browser, `${server.url}?${VIEW}`);
  for (const sum of ["sum-a", "sum-b"]) await page.getByTestId(sum).waitFor();
  const longTasks = await countLongTasks(page);
  await sweepSlider(page, print);
  const durations = await longTasks();
  const longest = Math.max(0, ...durations).toFixed(0);
  print(
    `${durations.length} tasks of more than 50 ms on the page's thread, the longest ${longest} ms`,
  );
  await browser.close();
  await server.stop();
}

/** Counts from now on; the result gives their durations. */
async function countLongTasks(page: Page): Promise<() => Promise<number[]>> {
  const counted = await page.evaluateHandle(() => {
    const durations: number[] = [];
    const observer = new PerformanceObserver((list) => {
      durations.push(...list.getEntries().map(({ duration }) => duration));
    });
    observer.observe({ entryTypes: ["longtask"] });
    return durations;
  });
  return () => counted.jsonValue();
}
