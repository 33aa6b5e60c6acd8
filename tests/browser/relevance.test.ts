// Relevance on the page, of networks that really were trained.
import { describe, expect, it } from "vitest";
import { until } from "../support/layerlapse.ts";
import { type Look, NARROW } from "../support/page.ts";
import { TRAINED_EPOCHS } from "../support/trained.ts";
import { trainedViews } from "../support/trainedViews.ts";
import { overflowOf, savedBy, type Seen } from "../support/views.ts";

const { openTrained } = trainedViews();

const CNN = "view=relevance&a=cnn/kernel-5x5&b=cnn/batch-norm";
const PAPER = "view=relevance&a=paper/dropout-0.2&b=paper/dropout-0.9";

async function openOn(query: string, look?: Look): Promise<Seen> {
  const seen = await openTrained(query, look);
  await seen.page.getByTestId("sum-a").waitFor();
  await seen.page.getByTestId("sum-b").waitFor();
  return seen;
}

const number = (text: string): number => Number(text.replace("−", "-"));

async function numberOf({ words }: Seen, testId: string): Promise<number> {
  return number(await words(testId));
}

describe("the view of relevance", () => {
  it("loses none of the logit by deep Taylor, and leaves it to the biases by ε", async () => {
    const seen = await openOn(`${CNN}&relevance=by*deepTaylor`);
    const { page, faults } = seen;
    for (const slot of ["a", "b"]) expect(await numberOf(seen, `share-${slot}`)).toBeCloseTo(1, 3);
    await page.getByTestId("way").selectOption("epsilon");
    await page.getByTestId("absorbed-a").waitFor();
    const [logit, sum, absorbed] = await Promise.all(
      ["logit-a", "sum-a", "absorbed-a"].map((id) => numberOf(seen, id)),
    );
    // What ε itself takes is all that is missing.
    expect(Math.abs(sum! + absorbed! - logit!)).toBeLessThan(0.05 * Math.abs(logit!) + 0.05);
    expect(faults).toEqual([]);
  });

  it("shows the map of every checkpoint, and goes to the one that is clicked", async () => {
    const seen = await openOn(CNN);
    const { page, faults } = seen;
    const tiles = page.getByTestId("strip-a").locator(".strip-tile canvas");
    await until(async () => (await tiles.count()) === TRAINED_EPOCHS + 1);
    const before = await seen.words("logit-a");
    await page.getByTestId("strip-a").locator("[data-step='0']").click();
    await until(async () => (await seen.words("logit-a")) !== before);
    expect(await seen.words("checkpoint-a")).toContain("0");
    await until(() => new URL(page.url()).searchParams.get("at") === "0");
    const pointed = page.getByTestId("strip-b").locator(".strip-pointed");
    await page.getByTestId("strip-a").locator("[data-step='2']").hover();
    await until(async () => (await pointed.getAttribute("data-step")) === "2");
    expect(await page.getByTestId("hover-tick").getAttribute("data-step")).toBe("2");
    await page.getByTestId("slider").hover({ position: { x: 1, y: 4 } });
    await until(async () => (await pointed.getAttribute("data-step")) === "0");
    expect(faults).toEqual([]);
  });

  it("asks about the class that is chosen, and keeps class, image and method in the address", async () => {
    const { page, words, server, faults } = await openOn(PAPER);
    await page.getByTestId("target").selectOption("3");
    await until(async () => (await words("frame-a")).includes("P(3)"));
    await page.getByRole("button", { name: "The example after" }).click();
    await page.getByTestId("way").selectOption("inputTimesGradient");
    await until(() => page.url().includes("inputTimesGradient"));
    const query = new URL(page.url()).searchParams;
    expect([query.get("x"), query.get("class")]).toEqual(["1", "3"]);
    const sum = await words("sum-a");
    await page.goto(`${server.url}?${query}`);
    await until(
      async () =>
        (await page
          .getByTestId("sum-a")
          .textContent()
          .catch(() => "")) === sum,
    );
    expect(faults).toEqual([]);
  });

  it("chooses a layer's rule for both models, and takes it back", async () => {
    const { page, words, faults } = await openOn(`${CNN}&relevance=by*epsilon`);
    await page.getByTestId("layers-a").locator("summary").click();
    const first = await words("sum-a");
    await page.getByTestId("layers-a").getByTestId("rule-conv1").selectOption("flat");
    await until(async () => (await words("sum-a")) !== first);
    await until(() => page.url().includes("rule*conv1*flat"));
    await page.getByRole("button", { name: "Preset’s rules again" }).click();
    await until(async () => (await words("sum-a")) === first);
    expect(faults).toEqual([]);
  });

  it("reads a pixel in both models by keys, and gives all of them as CSV", async () => {
    const seen = await openOn(PAPER);
    const { page, words, faults } = seen;
    await page.getByTestId("relevance-a").focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowDown");
    const read = await words("read-b");
    expect(read).toMatch(/^row 16, column 15: A .+ · B .+/);
    const { bytes } = await savedBy(seen, "csv-a");
    const lines = bytes.toString().trim().split("\n");
    expect(lines.filter((line) => /^\d+,\d+,/.test(line))).toHaveLength(784);
    const own = lines.find((line) => line.startsWith("15,14,"))!;
    const shown = number(/: A (\S+)/.exec(read)![1]!);
    expect(number(own.split(",")[2]!)).toBeCloseTo(shown, 3);
    expect(faults).toEqual([]);
  });

  it("tells how alike the map is to those of networks that have learned nothing", async () => {
    const { page, faults } = await openOn(CNN);
    const figure = page.getByTestId("shuffled-a");
    await until(async () => /^−?\d\.\d\d$/.test((await figure.textContent()) ?? ""));
    await until(async () => {
      return /^−?\d\.\d\d$/.test((await page.getByTestId("first-a").textContent()) ?? "");
    });
    expect(faults).toEqual([]);
  });

  it("fits a narrow screen", async () => {
    const seen = await openOn(PAPER, { viewport: NARROW, colorScheme: "dark" });
    expect(await overflowOf(seen)).toBe(0);
    expect(seen.faults).toEqual([]);
  });
});
