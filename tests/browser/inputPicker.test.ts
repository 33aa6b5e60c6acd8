// The image that networks are given, chosen by pointer and keyboard, drawn, dropped and filmed, with trained networks.
import { chromium, type Page } from "playwright-core";
import { describe, expect, it, onTestFinished } from "vitest";
import { seriousFaults } from "../support/axe.ts";
import { browserPath } from "../support/browser.ts";
import { until } from "../support/layerlapse.ts";
import { type Look, NARROW, type Opened, openPage } from "../support/page.ts";
import { TRAINED_EPOCHS } from "../support/trained.ts";
import { trainedViews } from "../support/trainedViews.ts";
import { overflowOf } from "../support/views.ts";

const { browser, url } = trainedViews();

const BOTH = "a=cnn/kernel-5x5&b=paper/dropout-0.2&view=activations";

async function open(query = BOTH, look?: Look): Promise<Opened> {
  const opened = await openPage(browser(), `${url()}?${query}`, look);
  onTestFinished(() => opened.page.context().close());
  // On opening, the page plays through the epochs once.
  await unmoved(() => answerOf(opened.page));
  return opened;
}

const query = (page: Page): URLSearchParams => new URL(page.url()).searchParams;
const wordsOf = async (page: Page, testId: string): Promise<string> =>
  (await page.getByTestId(testId).textContent()) ?? "";
/** What A answers, from the most probable class on. */
const answerOf = (page: Page): Promise<string> => wordsOf(page, "top-a");

/** From 0 (black) to 255, of what an element's canvas shows. */
const brightestOf = (page: Page, testId: string): Promise<number> =>
  page
    .getByTestId(testId)
    .locator("canvas")
    .evaluate((canvas: HTMLCanvasElement) => {
      const { width, height } = canvas;
      const { data } = canvas.getContext("2d")!.getImageData(0, 0, width, height);
      return data.filter((_, i) => i % 4 === 0).reduce((most, one) => Math.max(most, one), 0);
    });

/** What is read, when it has been the same for a while: the worker has caught up. */
async function unmoved<T>(read: () => Promise<T>): Promise<T> {
  const SAME = 12;
  let last = await read();
  let times = 0;
  await until(async () => {
    const now = await read();
    times = now === last ? times + 1 : 0;
    last = now;
    return times === SAME;
  });
  return last;
}

describe("the examples", () => {
  it("are chosen by pointer and by arrows, and come back with the link", async () => {
    const { page, faults } = await open();
    const first = await answerOf(page);
    await page.getByTestId("input-examples").click();
    const grid = page.getByTestId("examples");
    await grid.locator("[data-index='2']").click();
    await until(async () => (await wordsOf(page, "input-words")).includes("Example 2"));
    await until(async () => (await answerOf(page)) !== first);
    await until(() => query(page).get("x") === "2");
    await grid.focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await until(async () => (await wordsOf(page, "input-words")).includes("Example 4"));
    await page.keyboard.press("End");
    await until(async () => (await wordsOf(page, "input-words")).includes("Example 999"));
    expect(await grid.getAttribute("aria-activedescendant")).toBe("examples-999");
    await grid.locator("[data-index='999']").waitFor();
    // Of a thousand only those in sight are drawn.
    expect(await grid.getByRole("option").count()).toBeLessThan(300);
    await until(() => query(page).get("x") === "999");
    await page.reload();
    await until(async () => (await wordsOf(page, "input-words")).includes("Example 999"));
    expect(faults).toEqual([]);
  });

  it("are found by class, by what a model gets wrong, and by what both disagree on", async () => {
    const { page, faults } = await open();
    await page.getByTestId("input-examples").click();
    const filter = page.getByTestId("example-filter");
    const found = async (): Promise<number> =>
      Number(
        /^([\d,]+) of 1,000/.exec(await wordsOf(page, "example-count"))?.[1]!.replace(",", ""),
      );
    expect(await found()).toBe(1000);
    await filter.selectOption("3");
    await until(async () => (await found()) < 200);
    await page.getByTestId("examples").getByRole("option").first().click();
    await until(async () => (await wordsOf(page, "input-words")).includes("class 3"));
    for (const name of ["wrongA", "wrongB", "disagree", "flippedA", "flippedB"]) {
      await filter.selectOption(name);
      await until(async () => (await found()) > 0);
      expect(await found(), name).toBeLessThan(900);
    }
    // The list is stepped through, also when it is closed, and comes back with the link.
    await filter.selectOption("3");
    await page.getByTestId("examples").getByRole("option").first().click();
    await page.getByTestId("input-examples").click();
    for (let step = 0; step < 3; step++) {
      const before = await wordsOf(page, "input-words");
      await page.getByRole("button", { name: "The example after" }).click();
      await until(async () => (await wordsOf(page, "input-words")) !== before);
      expect(await wordsOf(page, "input-words")).toContain("class 3");
    }
    expect(await wordsOf(page, "input-words")).toMatch(/one of \d+: class 3/);
    await until(() => query(page).get("among") === "3");
    await page.reload();
    await until(async () => /one of \d+: class 3/.test(await wordsOf(page, "input-words")));
    // Before the first checkpoint there is none to have changed since.
    await page.keyboard.press("Escape");
    await page.goto(`${url()}?${BOTH}&at=0`);
    await page.getByTestId("input-examples").click();
    await page.getByTestId("example-filter").selectOption("flippedA");
    await until(async () =>
      (await wordsOf(page, "example-count")).includes("A has no checkpoint before this one."),
    );
    expect(faults).toEqual([]);
  });
});

describe("an own image", () => {
  it("is drawn by hand, and every stroke changes what the networks answer", async () => {
    const { page, faults } = await open();
    const before = await answerOf(page);
    await page.getByTestId("input-draw").click();
    const sheet = (await page.getByTestId("draw-sheet").boundingBox())!;
    await page.mouse.move(sheet.x + 98, sheet.y + 30);
    await page.mouse.down();
    await page.mouse.move(sheet.x + 98, sheet.y + 160, { steps: 12 });
    await page.mouse.up();
    await until(async () => (await wordsOf(page, "input-words")).includes("Drawn here"));
    await until(async () => (await answerOf(page)) !== before);
    const stroke = await unmoved(() => answerOf(page));
    await page.getByTestId("draw-inverted").click();
    await until(async () => (await answerOf(page)) !== stroke);
    await page.getByTestId("draw-inverted").click();
    await until(async () => (await answerOf(page)) === stroke);
    expect(query(page).has("x")).toBe(false);
    await until(() => query(page).has("drawing"));
    expect(await wordsOf(page, "input-words")).not.toContain("not part");
    const answers = await unmoved(() => answerOf(page));
    await page.reload();
    await until(async () => (await answerOf(page)) === answers);
    expect(await wordsOf(page, "input-words")).toContain("Drawn here");
    await page.getByTestId("input-draw").click();
    await until(async () => (await brightestOf(page, "draw-sheet")) > 200, {
      what: "the drawing on its sheet",
    });
    expect(await answerOf(page)).toBe(answers);
    await page.getByTestId("input-examples").click();
    await page.getByTestId("examples").locator("[data-index='0']").click();
    await until(async () => (await answerOf(page)) === before);
    expect(faults).toEqual([]);
  });

  it("is a file that the browser can read, in each network's own size", async () => {
    const { page, faults } = await open();
    const before = await answerOf(page);
    const picture = await page.screenshot();
    await page.getByTestId("input-file").click();
    const file = page.getByTestId("image-file");
    await file.setInputFiles({ name: "a.png", mimeType: "image/png", buffer: picture });
    await until(async () => (await wordsOf(page, "input-words")).includes("An own image"));
    await until(async () => (await answerOf(page)) !== before);
    const own = await answerOf(page);
    await page.getByTestId("image-inverted").click();
    await until(async () => (await answerOf(page)) !== own);
    expect(await page.getByTestId("seen").locator("canvas").getAttribute("width")).toBe("28");
    const text = { name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("words") };
    await file.setInputFiles(text);
    await until(async () =>
      (await page.getByRole("alert").textContent())?.includes("no image that the browser can read"),
    );
    expect(faults).toEqual([]);
  });

  it("is filmed, frame after frame, until it is frozen", async () => {
    const filming = await chromium.launch({
      executablePath: await browserPath(),
      args: [
        "--headless",
        "--no-sandbox",
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
      ],
    });
    onTestFinished(() => filming.close());
    const { page, faults } = await openPage(filming, `${url()}?${BOTH}`);
    await page.getByTestId("top-a").waitFor();
    await page.getByTestId("input-webcam").click();
    await until(async () => (await wordsOf(page, "input-words")).includes("From the webcam"));
    const seen = (): Promise<string> =>
      page
        .getByTestId("seen")
        .locator("canvas")
        .first()
        .evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
    const first = await seen();
    await until(async () => (await seen()) !== first);
    await page.getByRole("button", { name: "Freeze" }).click();
    const frozen = await unmoved(seen);
    await page.getByTestId("image-inverted").click();
    expect(await unmoved(seen)).toBe(frozen);
    expect(faults).toEqual([]);
  });

  it("does not come from a camera where there is none, and says so", async () => {
    const { page, faults } = await open();
    await page.getByTestId("input-webcam").click();
    await until(async () => /camera/.test((await page.getByRole("alert").textContent()) ?? ""));
    expect(faults).toEqual([]);
  });
});

describe("the worker", () => {
  /** Tensors that it holds. */
  const held = (page: Page): Promise<number> =>
    page
      .workers()[0]!
      .evaluate(() => (globalThis as unknown as { heldTensors(): number }).heldTensors());
  /** When nothing is being answered any more: their number, which moves while something is. */
  const settled = (page: Page): Promise<number> => unmoved(() => held(page));
  const scrub = async (page: Page, keys: readonly string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };

  it("holds as many tensors after a hundred scrubs as before", async () => {
    const { page, faults } = await open();
    await page.locator("body").click({ position: { x: 5, y: 5 } });
    const back = Array.from({ length: TRAINED_EPOCHS }, () => "ArrowLeft");
    const there = back.map(() => "ArrowRight");
    for (const key of [...back, ...there]) {
      await scrub(page, [key]);
      await settled(page);
    }
    const before = await settled(page);
    expect(before).toBeGreaterThan(0);
    const times = Math.ceil(100 / (2 * TRAINED_EPOCHS));
    for (let time = 0; time < times; time++) await scrub(page, [...back, ...there]);
    expect(await settled(page)).toBe(before);
    expect(faults).toEqual([]);
  });

  it("is started again when it dies", async () => {
    const { page, faults } = await open();
    const before = await answerOf(page);
    const [worker] = page.workers();
    const gone = new Promise((resolve) => worker!.once("close", resolve));
    await worker!.evaluate(() => void setTimeout(() => JSON.parse("{")));
    await gone;
    await page.getByRole("button", { name: "The example after" }).click();
    await until(async () => (await answerOf(page)) !== before);
    expect(faults).toEqual([]);
  });
});

it("has no serious fault of accessibility, whatever is open", async () => {
  const { page } = await open();
  for (const name of ["examples", "draw", "file"]) {
    await page.getByTestId(`input-${name}`).click();
    expect(await seriousFaults(page), name).toEqual([]);
  }
});

it("fits on a narrow screen, in the dark", async () => {
  const opened = await open(BOTH, { viewport: NARROW, colorScheme: "dark" });
  for (const name of ["examples", "draw", "file"]) {
    await opened.page.getByTestId(`input-${name}`).click();
    expect(await overflowOf(opened), name).toBe(0);
  }
  expect(opened.faults).toEqual([]);
});
