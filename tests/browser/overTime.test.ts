import { describe, expect, it } from "vitest";
import { until } from "../support/layerlapse.ts";
import { NARROW } from "../support/page.ts";
import { diverge, twoModels } from "../support/twoModels.ts";
import { overflowOf, views } from "../support/views.ts";
import { type WrittenRun, writeRun } from "../support/writtenRun.ts";

const { open } = views();

const OVER_TIME = "view=overTime&a=one&b=two";

describe("the view over time", () => {
  it("shows all epochs of both, reads the same place in both, and a click puts the playhead where it is", async () => {
    const { page, faults } = await open(`${OVER_TIME}&overTime=bands`, (path) => {
      twoModels(path, 9);
    });
    const course = page.getByTestId("course-a");
    await until(async () => (await course.getAttribute("aria-label"))?.includes("9 epochs"));
    await course.hover();
    for (const slot of ["a", "b"]) {
      const read = page.getByTestId(`read-${slot}`);
      await until(async () => /epoch 4: median/.test((await read.textContent()) ?? ""));
    }
    await course.click();
    await until(async () =>
      /epoch\s*4/.test((await page.getByTestId("position").textContent()) ?? ""),
    );
    expect(faults).toEqual([]);
  });

  it("is walked through by keys, lit in both, and Enter puts the playhead there", async () => {
    const { page, faults } = await open(`${OVER_TIME}&at=2`, (path) => {
      twoModels(path, 9);
    });
    const course = page.getByTestId("course-a");
    await until(async () => (await course.getAttribute("aria-label"))?.includes("9 epochs"));
    await course.focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    for (const slot of ["a", "b"]) {
      const read = page.getByTestId(`read-${slot}`);
      await until(async () => /epoch 4: [\d,]+ in/.test((await read.textContent()) ?? ""));
    }
    expect(await course.getAttribute("aria-valuetext")).toMatch(/^epoch 4: /);
    await page.keyboard.press("Enter");
    await until(() => page.url().includes("at=4"));
    await page.keyboard.press("Escape");
    await until(async () => (await page.getByTestId("read-b").count()) === 0);
    expect(faults).toEqual([]);
  });

  it("chooses the epochs that are dragged over, which the address holds, or typed", async () => {
    const { page, faults } = await open(`${OVER_TIME}&overTime=heat`, (path) => {
      twoModels(path, 9);
    });
    const course = page.getByTestId("course-b");
    await course.waitFor();
    const { x, y, width, height } = (await course.boundingBox())!;
    await page.mouse.move(x + width * 0.3, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width * 0.8, y + height / 2, { steps: 4 });
    await page.mouse.up();
    await until(() => /overTime=heat%2C2_[67]/.test(page.url()));
    expect(await page.getByTestId("notes-a").textContent()).toMatch(
      /epochs 2 to \d: shown (\d) of \1/,
    );
    await page.getByTestId("steps-to").fill("4");
    await page.getByTestId("steps-to").press("Enter");
    await until(async () =>
      (await page.getByTestId("notes-a").textContent())?.includes("epochs 2 to 4: shown 3 of 3"),
    );
    await page.getByTestId("steps-all").click();
    await until(async () => (await course.getAttribute("aria-label"))?.includes("9 epochs"));
    expect(faults).toEqual([]);
  });

  it("takes a new epoch in while it is looked at, and says from when on values are not finite", async () => {
    let runs: WrittenRun[] = [];
    const seen = await open(
      OVER_TIME,
      (logdir) => {
        runs = twoModels(logdir);
      },
      { viewport: NARROW, colorScheme: "dark" },
    );
    const { page, faults } = seen;
    const course = page.getByTestId("course-a");
    await until(async () => (await course.getAttribute("aria-label"))?.includes("4 epochs"));
    diverge(runs[0]!, 4);
    await until(async () => (await course.getAttribute("aria-label"))?.includes("5 epochs"));
    expect(await page.getByTestId("notes-a").textContent()).toContain("from epoch 4 on");
    expect(await overflowOf(seen)).toBe(0);
    expect(faults).toEqual([]);
  });

  it("says in words that there is no second model", async () => {
    const { page } = await open("view=overTime", (path) => writeRun(path, "alone").epoch(0, 0.5));
    await page.getByTestId("course-a").waitFor();
    expect(await page.getByTestId("frame-state-b").textContent()).toContain("no second model");
  });
});
