// Two models whose epochs have different numbers of steps, aligned by epoch: one control that every view follows.
import { appendFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { summarise } from "#contract/distribution.ts";
import { encodeEvent, scalarValue } from "#contract/eventlog/event.ts";
import { histogramValue } from "#contract/eventlog/histogram.ts";
import { frameRecord } from "#contract/eventlog/tfrecord.ts";
import { until } from "../support/layerlapse.ts";
import { NARROW, WIDE } from "../support/page.ts";
import { views } from "../support/views.ts";

const EPOCHS = 4;
const { open } = views();

/** Weights, a score and the number of the epoch, each `stepsAnEpoch` steps. */
function writeSteps(logdir: string, name: string, stepsAnEpoch: number): void {
  mkdirSync(join(logdir, name), { recursive: true });
  const records = Array.from({ length: EPOCHS }, (_, epoch) => {
    const weights = Float64Array.from({ length: 200 }, (_, i) => Math.sin(i) * (1 + epoch));
    const values = [
      histogramValue("fc/kernel", summarise(weights), [20, 10]),
      scalarValue("epoch", epoch),
      scalarValue("accuracy/test", 0.2 * epoch),
    ];
    const step = epoch * stepsAnEpoch;
    return frameRecord(encodeEvent({ wallTime: 1_780_000_000 + step, step, values }));
  });
  appendFileSync(join(logdir, name, "events.out.tfevents.1780000000.host"), Buffer.concat(records));
}

function twoPaces(logdir: string): void {
  writeSteps(logdir, "one", 10);
  writeSteps(logdir, "two", 25);
}

it("by epoch, B stands at its own step of A's epoch in every view, and a click in B moves A to its", async () => {
  const seen = await open("a=one&b=two&at=20", twoPaces);
  const { page, words, faults } = seen;
  await until(async () => (await words("step-b")).startsWith("step 0"));
  await page.getByTestId("alignment").selectOption("epoch");
  await until(async () => (await words("step-b")) === "step 50");
  expect(await words("step-a")).toBe("step 20");
  await page.waitForURL(/align=epoch/);
  const tab = (name: string) => page.locator(".tabs button", { hasText: name }).click();
  await tab("Compare");
  const overlay = page.getByTestId("overlay");
  await until(async () =>
    /A: one · step 20:.*B: two · step 50:/.test((await overlay.getAttribute("aria-label")) ?? ""),
  );
  await tab("Scalars");
  await until(async () => (await words("scalar-b")) === (await words("scalar-a")));
  await tab("Over time");
  await page.getByTestId("bands").click();
  const course = page.getByTestId("course-b");
  await course.focus();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await until(async () => /step\s+30/.test(await words("position")));
  expect(faults).toEqual([]);
});

it.each([
  ["wide", WIDE],
  ["narrow", NARROW],
])(
  "on a %s screen the slider stays where it is, whatever is told of A and B",
  async (_, viewport) => {
    const { page, words } = await open("a=one&b=two", twoPaces, { viewport });
    await until(async () => (await words("step-b")) === "step 75");
    const slider = page.getByTestId("slider");
    for (const by of ["epoch", "time", "fraction", "score"]) {
      await page.getByTestId("alignment").selectOption(by);
      const places = new Set<string>();
      for (const [key, step] of [
        ["Home", 0],
        ["ArrowRight", 10],
        ["ArrowRight", 20],
        ["End", 30],
      ] as const) {
        await slider.press(key);
        await until(async () => (await words("step-a")) === `step ${step}`);
        places.add(JSON.stringify(await slider.boundingBox()));
      }
      expect([...places], by).toHaveLength(1);
    }
  },
);
