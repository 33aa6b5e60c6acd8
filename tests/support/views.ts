// A browser for all tests of a file, and log directories of their own that are seen in it.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, onTestFinished } from "vitest";
import { launchBrowser } from "./browser.ts";
import { type Running, serve, temporaryFolder } from "./layerlapse.ts";
import { type Look, type Opened, openPage } from "./page.ts";

/** Calls back when the test is over. A test that runs beside others gives the `onTestFinished` of its own context. */
export type Afterwards = (close: () => Promise<void> | void) => void;

/** A page on a server. */
export interface Seen extends Opened {
  logdir: string;
  server: Running;
  /** What stands in the first element with that test id. */
  words: (testId: string) => Promise<string>;
}

export interface Views {
  browser: () => Browser;
  /** Opens the page with that query over what `fill` writes, on a server of its own; closed after the test. */
  open: (
    query: string,
    fill: (logdir: string) => void,
    look?: Look,
    afterwards?: Afterwards,
  ) => Promise<Seen>;
}

/** Called once at the top of a file of tests: starts the browser before the first of them. */
export function views(): Views {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());
  return {
    browser: () => browser,
    async open(query, fill, look, afterwards = onTestFinished) {
      const folder = temporaryFolder();
      afterwards(() => folder.remove());
      fill(folder.path);
      const server = await serve(folder.path);
      afterwards(async () => void (await server.stop()));
      return seenOn({ browser, server, logdir: folder.path }, query, look, afterwards);
    },
  };
}

/** The page of a server with that query; closed after the test. */
export async function seenOn(
  { browser, server, logdir }: { browser: Browser; server: Running; logdir: string },
  query: string,
  look?: Look,
  afterwards: Afterwards = onTestFinished,
): Promise<Seen> {
  const opened = await openPage(browser, `${server.url}?${query}`, look);
  afterwards(() => opened.page.context().close());
  const words = async (testId: string): Promise<string> =>
    (await opened.page.getByTestId(testId).first().textContent()) ?? "";
  return { ...opened, logdir, server, words };
}

/** One log directory on one server for all tests of a file, as `fill` leaves it before the first of them. */
export interface Served {
  browser: () => Browser;
  url: () => string;
  /** There from the start: tests may write into it too. */
  logdir: string;
}

/** Called once at the top of a file of tests. */
export function servedOnce(fill: (logdir: string) => unknown): Served {
  const folder = temporaryFolder();
  let browser: Browser;
  let server: Running;
  beforeAll(async () => {
    await fill(folder.path);
    server = await serve(folder.path);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
    folder.remove();
  });
  return { browser: () => browser, url: () => server.url, logdir: folder.path };
}

/** How much wider than the window the page is. */
export function overflowOf({ page }: Opened): Promise<number> {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}

/** What a click on a button with that test id gives to take along. */
export async function savedBy(
  { page }: Opened,
  testId: string,
): Promise<{ name: string; bytes: Buffer }> {
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    page.getByTestId(testId).click(),
  ]);
  const parts: Buffer[] = [];
  for await (const part of await saved.createReadStream()) parts.push(part as Buffer);
  return { name: saved.suggestedFilename(), bytes: Buffer.concat(parts) };
}
