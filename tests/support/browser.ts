// A real Chromium for tests: the one inside @sparticuz/chromium, so that a machine with only Node can run them.
import { execFileSync } from "node:child_process";
import { type Browser, chromium } from "playwright-core";

/**
 * Unpacks the browser (once per machine, into the temporary folder) and returns its path. Where the system lacks the
 * libraries it needs, the ones in the package are unpacked beside it.
 */
export async function browserPath(): Promise<string> {
  if (!systemHasLibraries()) process.env["AWS_LAMBDA_JS_RUNTIME"] ??= "nodejs20.x";
  const { default: packaged } = await import("@sparticuz/chromium");
  return packaged.executablePath();
}

function systemHasLibraries(): boolean {
  try {
    return execFileSync("ldconfig", ["-p"], { encoding: "utf8" }).includes("libnss3.so");
  } catch {
    return false;
  }
}

/** Has pages film a pattern that moves, sixty pictures a second, without asking anybody. */
export const FAKE_CAMERA = [
  "--use-fake-ui-for-media-stream",
  "--use-fake-device-for-media-stream=fps=60",
] as const;

/** Starts a headless Chromium that talks to nothing but this machine. */
export async function launchBrowser(switches: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: await browserPath(),
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      ...switches,
    ],
  });
}
