// From a slider event to the drawn frame, with 401,408 weights in both slots, in a real browser.
import { launchBrowser } from "../support/browser.ts";
import { serve, temporaryFolder } from "../support/layerlapse.ts";
import { openPage } from "../support/page.ts";
import { writeRun } from "../support/writtenRun.ts";
import { sweepSlider } from "./programs/sweeps.ts";

const EPOCHS = 15;

/** Prints the percentiles of the page's own measures, in milliseconds. */
export async function run(print: (line: string) => void): Promise<void> {
  const folder = temporaryFolder();
  for (const name of ["one", "two"]) {
    const written = writeRun(folder.path, name, {
      epochs: EPOCHS,
      parameters: [{ tag: "hidden1/kernel", shape: [784, 512] }],
    });
    for (let step = 0; step <= EPOCHS; step++) written.epoch(step, step / EPOCHS);
    written.end();
  }
  const server = await serve(folder.path);
  const browser = await launchBrowser();
  const { page } = await openPage(browser, server.url);
  await page.getByTestId("mean-b").waitFor();
  await sweepSlider(page, print);
  await browser.close();
  await server.stop();
  folder.remove();
}
