// Logs of scalars alone: the playhead moves along them, and one score far from all others stands at the end of its axis.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { encodeEvent, scalarValue } from "#contract/eventlog/event.ts";
import { frameRecord } from "#contract/eventlog/tfrecord.ts";
import { until } from "../support/layerlapse.ts";
import { views } from "../support/views.ts";

const { open } = views();
const STEPS = 120;
const LOSSES = [0.31, 0.28, 0.35, 0.33, 0.4, 0.29, 900];

/** Losses that fall to those above; the first model's leaps once, the last one's rises. */
function write(logdir: string): void {
  LOSSES.forEach((last, i) => {
    const folder = join(logdir, `run ${i}`);
    mkdirSync(folder);
    const records = Array.from({ length: STEPS }, (_, step) => {
      const falling = last + 2 * Math.exp(-step / 10);
      const loss = i === 0 && step === 60 ? 5000 : last > 10 ? (last * step) / STEPS : falling;
      const values = [scalarValue("loss", loss)];
      return frameRecord(encodeEvent({ wallTime: 1.7e9 + step, step: step * 10, values }));
    });
    writeFileSync(join(folder, "events.out.tfevents.1"), Buffer.concat(records));
  });
}

it("the playhead stands on their steps, and moves along them", async () => {
  const { page, words, faults } = await open("a=run%200&b=run%201", write);
  const slider = page.getByTestId("slider");
  await until(async () => (await words("position")).includes("1,190 of 1,190"));
  await slider.press("Home");
  expect(await words("position")).toContain("0 of 1,190");
  await slider.press("ArrowRight");
  expect(await slider.getAttribute("aria-valuetext")).toBe("step 10 of 1,190");
  expect(faults).toEqual([]);
});

it("a score far from all others stands at the end of the axis, which says so, as the curve says of its leap", async () => {
  const look = { viewport: { width: 1440, height: 1200 } };
  const { page, words, circle, faults } = await open("a=run%200&b=run%201", write, look);
  await page.getByTestId("score-beyond").waitFor();
  expect(await words("score-beyond")).toMatch(/1 beyond: 892\.5/);
  expect(await circle("run 6").locator(".circle-chevron").count()).toBe(1);
  expect(await page.locator(".circle-chevron").count()).toBe(1);
  expect(await circle("run 6").getAttribute("aria-label")).toContain("beyond the axis");
  expect(await words("curve-spike")).toContain("up to 5000");
  expect(faults).toEqual([]);
});
