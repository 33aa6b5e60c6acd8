// Drags the page's slider to and fro with the mouse, and prints how long its frames took.
import type { Page } from "playwright-core";
import { PAINT_MEASURE, SCRUB_MEASURE } from "../../../client/shell/scrubMeter.ts";

const SWEEPS = 6;
const EVENTS = 60;
const FRAME_MS = 16;

/** Prints the percentiles of the page's own measures, in milliseconds. */
export async function sweepSlider(page: Page, print: (line: string) => void): Promise<void> {
  const track = (await page.getByTestId("slider").boundingBox())!;
  const y = track.y + track.height / 2;
  await page.mouse.move(track.x + 2, y);
  await page.mouse.down();
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const x = sweep % 2 === 0 ? track.x + track.width - 2 : track.x + 2;
    await page.mouse.move(x, y, { steps: EVENTS });
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
}
