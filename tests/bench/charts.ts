// How long the charts of large networks and long trainings take to draw, in a real browser without a graphics card.
import { fileURLToPath } from "node:url";
import { launchBrowser } from "../support/browser.ts";
import { chartsPage } from "../support/chartsPage.ts";
import type * as InPage from "./programs/chartsInPage.ts";

declare const charts: typeof InPage;

const PROGRAM = fileURLToPath(new URL("programs/chartsInPage.ts", import.meta.url));

/** Prints for each chart how long it takes and which share of what is allowed that is. */
export async function run(print: (line: string) => void): Promise<void> {
  const browser = await launchBrowser();
  const page = await chartsPage(browser, PROGRAM);
  for (const { name, times, allowed } of await page.evaluate(() => charts.timed())) {
    const at = (share: number): string => times[Math.floor(share * (times.length - 1))]!.toFixed(1);
    const share = (times[Math.floor(times.length / 2)]! / allowed).toFixed(2);
    print(
      `${name}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms; p50 is ${share} of the ${allowed} ms allowed`,
    );
  }
  await browser.close();
}
