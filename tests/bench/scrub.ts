// From a slider event to the drawn frame, with 401,408 weights in both slots, in a real browser.
import { PAINT_MEASURE, SCRUB_MEASURE } from "../../client/shell/scrubMeter.ts";
import { launchBrowser } from "../support/browser.ts";
import { serve, temporaryFolder } from "../support/layerlapse.ts";
import { openPage } from "../support/page.ts";
import { writeRun } from "../support/writtenRun.ts";

const EPOCHS = 15;
const SWEEPS = 6;
const FRAME_MS = 16;

/** Drags the playhead to and fro with the mouse; prints the percentiles of the page's own measures, in milliseconds. */
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
  const track = (await page.getByTestId("slider").boundingBox())!;
  const y = track.y + track.height / 2;
  await page.mouse.move(track.x + 2, y);
  await page.mouse.down();
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const x = sweep % 2 === 0 ? track.x + track.width - 2 : track.x + 2;
    await page.mouse.move(x, y, { steps: 60 });
  }
  await page.mouse.up();
  for (const [name, until] of [
    [SCRUB_MEASURE, "drawn"],
    [PAINT_MEASURE, "on the screen, which waits for its next frame"],
  ] as const) {
    const durations = await page.evaluate(
      (measure) => performance.getEntriesByName(measure).map(({ duration }) => duration),
      name,
    );
    durations.sort((a, b) => a - b);
    const at = (p: number): number => durations[Math.floor(p * (durations.length - 1))]!;
    print(
      `${durations.length} slider events until ${until}: p50 ${at(0.5).toFixed(1)} ms, ` +
        `p95 ${at(0.95).toFixed(1)} ms, worst ${at(1).toFixed(1)} ms`,
    );
    if (name === SCRUB_MEASURE) {
      print(`p95 is ${(at(0.95) / FRAME_MS).toFixed(2)} of the ${FRAME_MS} ms allowed`);
    }
  }
  await browser.close();
  await server.stop();
  folder.remove();
}
