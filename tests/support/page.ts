// A page of the real browser that remembers everything that went wrong in it.
import type { Browser, Locator, Page } from "playwright-core";

export const WIDE = { width: 1440, height: 900 };
export const NARROW = { width: 390, height: 844 };

export interface Opened {
  page: Page;
  /** Uncaught errors, console errors and refusals by the content security policy. */
  faults: string[];
  circle: (run: string) => Locator;
  /** Presses Tab until the element has the focus; throws when it is never reached. */
  tabTo: (target: Locator) => Promise<void>;
}

/** What the person prefers and looks through. */
export interface Look {
  viewport?: { width: number; height: number };
  colorScheme?: "light" | "dark";
}

/** Opens `url` in a context of its own, dark or light, wide or narrow. */
export async function openPage(
  browser: Browser,
  url: string,
  { viewport = WIDE, colorScheme = "light" }: Look = {},
): Promise<Opened> {
  const context = await browser.newContext({ viewport, colorScheme });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => {
    // A server that is down, and an answer about a run that was replaced while it was asked for, are told of by the
    // browser itself, whatever the page does.
    const isToldOf = /ERR_CONNECTION|WebSocket connection|status of 410/.test(message.text());
    if (message.type() === "error" && !isToldOf) faults.push(message.text());
  });
  await page.goto(url);
  const circle = (run: string): Locator => page.locator(`[data-testid=circle][data-run="${run}"]`);
  return { page, faults, circle, tabTo: (target) => tabTo(page, target) };
}

async function tabTo(page: Page, target: Locator): Promise<void> {
  const MOST_STOPS = 80;
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${MOST_STOPS} tab stops and never at ${String(target)}`);
}
