import { appendFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { summarise } from "#contract/distribution.ts";
import { encodeEvent } from "#contract/eventlog/event.ts";
import { histogramValue } from "#contract/eventlog/histogram.ts";
import { frameRecord } from "#contract/eventlog/tfrecord.ts";
import { launchBrowser } from "../support/browser.ts";
import { serve, temporaryFolder, until } from "../support/layerlapse.ts";
import { NARROW, type Opened, openPage } from "../support/page.ts";
import { type WrittenRun, writeRun } from "../support/writtenRun.ts";

let browser: Browser;
const closing: (() => unknown)[] = [];
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function open(
  query: string,
  fill: (logdir: string) => void,
  look: Parameters<typeof openPage>[2] = {},
): Promise<Opened> {
  const folder = temporaryFolder();
  closing.push(() => folder.remove());
  fill(folder.path);
  const server = await serve(folder.path);
  closing.push(() => server.stop());
  const opened = await openPage(browser, `${server.url}?${query}`, look);
  closing.push(() => opened.page.context().close());
  return opened;
}

function twoModels(logdir: string, epochs = 4): WrittenRun[] {
  return ["one", "two"].map((name, i) => {
    const run = writeRun(logdir, name, { epochs, seed: i + 1 });
    for (let step = 0; step < epochs; step++) run.epoch(step, 0.2 * step + i / 50);
    return run;
  });
}

/** An epoch at which no weight of the first kernel is finite any more. */
function diverge({ file }: WrittenRun, step: number): void {
  const spoilt = summarise(new Float32Array(784 * 32).fill(NaN));
  const values = [histogramValue("hidden1/kernel", spoilt, [784, 32])];
  const event = { wallTime: 1_780_000_000 + step, step, values };
  appendFileSync(file, frameRecord(encodeEvent(event)));
}

const COMPARE = "view=compare&a=one&b=two";
const OVER_TIME = "view=overTime&a=one&b=two";

describe("the view compare", () => {
  it("shows both at the playhead, reads a bin of both under the pointer and the cursor, and names distances", async () => {
    const { page, faults } = await open(`${COMPARE}&at=2`, twoModels);
    const plot = page.getByTestId("overlay");
    await until(async () =>
      /A: one · epoch 2.*B: two · epoch 2/.test((await plot.getAttribute("aria-label")) ?? ""),
    );
    expect(
      Number(await page.getByTestId("wasserstein").getAttribute("data-value")),
    ).toBeGreaterThan(0);
    await plot.focus();
    await page.keyboard.press("ArrowRight");
    const said = await plot.getAttribute("aria-valuetext");
    expect(said).toMatch(/… .*: A [\d,]+ \(.*%\), B [\d,]+ \(/);
    expect(await page.getByTestId("overlay-tip").textContent()).toContain("A − B");
    await page.keyboard.press("Escape");
    await until(async () => (await page.getByTestId("overlay-tip").count()) === 0);
    const { x, y, width, height } = (await plot.boundingBox())!;
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.getByTestId("overlay-tip").waitFor();
    expect(faults).toEqual([]);
  });

  it("compares a model with itself at a pinned epoch, which the address holds, until it is unpinned", async () => {
    const { page, faults } = await open(`${COMPARE}&at=1`, twoModels);
    await page.getByTestId("pin-a").click();
    await page.getByTestId("slider").press("End");
    const words = page.getByTestId("overlay");
    await until(async () =>
      /one · epoch 3.*one · epoch 1, pinned/.test((await words.getAttribute("aria-label")) ?? ""),
    );
    await until(() => page.url().includes("compare=a%401"));
    await page.reload();
    await until(async () =>
      (await page.getByTestId("overlay").getAttribute("aria-label"))?.includes("epoch 1, pinned"),
    );
    await page.getByTestId("unpin").click();
    await until(async () => (await words.getAttribute("aria-label"))?.includes("B: two"));
    expect(faults).toEqual([]);
  });

  it("zooms into what is dragged over, which the address holds, and comes back", async () => {
    const { page } = await open(COMPARE, twoModels);
    const plot = page.getByTestId("overlay");
    await plot.waitFor();
    const { x, y, width, height } = (await plot.boundingBox())!;
    await page.mouse.move(x + width * 0.4, y + height / 3);
    await page.mouse.down();
    await page.mouse.move(x + width * 0.6, y + height / 3, { steps: 4 });
    await page.mouse.up();
    await until(() => page.url().includes("range="));
    await page.getByTestId("zoom-all").click();
    await until(async () => (await page.getByTestId("zoom-all").count()) === 0);
  });

  it("says what is missing: a finite value, a second model", async () => {
    const { page, faults } = await open(`${COMPARE}&at=4`, (logdir) => {
      const [one] = twoModels(logdir);
      diverge(one!, 4);
    });
    await until(async () =>
      /A: all 25,088 not finite at this epoch/.test(
        (await page.getByTestId("compare-missing").textContent()) ?? "",
      ),
    );
    const origin = page.getByTestId("wasserstein");
    await until(async () => (await origin.getAttribute("data-origin")) === "unavailable");
    await page.goto(page.url().replace(/\?.*/, "?view=compare&a=two"));
    await until(async () =>
      (await page.getByTestId("compare-missing").textContent())?.includes("no model B"),
    );
    expect(faults).toEqual([]);
  });

  it("gives its numbers as a table, CSV, JSON, NumPy, SVG and PNG", async () => {
    const { page, faults } = await open(COMPARE, twoModels);
    await page.getByTestId("overlay").waitFor();
    for (const [ending, sign] of [
      ["csv", "from,to,weights A,weights B"],
      ["json", '"A minus B"'],
      ["svg", "<svg"],
      ["png", "PNG"],
    ] as const) {
      const [saved] = await Promise.all([
        page.waitForEvent("download"),
        page.getByTestId(`${ending}-compare`).click(),
      ]);
      expect(saved.suggestedFilename()).toMatch(new RegExp(`\\.${ending}$`));
      const parts: Buffer[] = [];
      for await (const part of await saved.createReadStream()) parts.push(part as Buffer);
      expect(Buffer.concat(parts).toString("latin1")).toContain(sign);
    }
    await page.getByTestId("table-compare").click();
    expect(await page.getByTestId("numbers-compare").locator("tbody tr").count()).toBeGreaterThan(
      20,
    );
    expect(faults).toEqual([]);
  });
});

describe("the view over time", () => {
  it("shows all epochs of both, and a click puts the playhead where it is", async () => {
    const { page, faults } = await open(`${OVER_TIME}&overTime=bands`, (path) => {
      twoModels(path, 9);
    });
    const course = page.getByTestId("course-a");
    await until(async () => (await course.getAttribute("aria-label"))?.includes("9 epochs"));
    await course.click();
    await until(async () =>
      /epoch\s*4/.test((await page.getByTestId("position").textContent()) ?? ""),
    );
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
    const { page, faults } = await open(
      OVER_TIME,
      (logdir) => {
        runs = twoModels(logdir);
      },
      { viewport: NARROW, colorScheme: "dark" },
    );
    const course = page.getByTestId("course-a");
    await until(async () => (await course.getAttribute("aria-label"))?.includes("4 epochs"));
    diverge(runs[0]!, 4);
    await until(async () => (await course.getAttribute("aria-label"))?.includes("5 epochs"));
    expect(await page.getByTestId("notes-a").textContent()).toContain("from epoch 4 on");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(NARROW.width);
    expect(faults).toEqual([]);
  });

  it("says in words that there is no second model", async () => {
    const { page } = await open("view=overTime", (path) => writeRun(path, "alone").epoch(0, 0.5));
    await page.getByTestId("course-a").waitFor();
    expect(await page.getByTestId("frame-state-b").textContent()).toContain("no second model");
  });
});
