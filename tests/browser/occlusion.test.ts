// Occlusion and lesions on the page, of networks that really were trained.
import { describe, expect, it } from "vitest";
import { follow, scalars } from "../server/logdir/followed.ts";
import { until } from "../support/layerlapse.ts";
import { type Look, NARROW } from "../support/page.ts";
import { TRAINED_EPOCHS } from "../support/trained.ts";
import { trainedViews } from "../support/trainedViews.ts";
import { overflowOf, savedBy, type Seen } from "../support/views.ts";

const { logdir, openTrained } = trainedViews();

const QUERY = "view=occlusion&a=cnn/kernel-5x5&b=paper/dropout-0.9";

async function openOn(query = QUERY, look?: Look): Promise<Seen> {
  const seen = await openTrained(query, look);
  for (const slot of ["a", "b"]) await seen.page.getByTestId(`whole-${slot}`).waitFor();
  return seen;
}

/** Lines of numbers of the map's file. */
async function placesOf(seen: Seen, slot: string): Promise<number[][]> {
  const { bytes } = await savedBy(seen, `csv-map-${slot}`);
  return bytes
    .toString("utf8")
    .split("\n")
    .filter((line) => /^\d/.test(line))
    .map((line) => line.split(",").map(Number));
}

describe("the sliding square", () => {
  it("stands at as many places as its size and stride leave, and says what is answered there by key", async () => {
    const seen = await openOn(`${QUERY}&occlusion=size*10+stride*3`);
    const { page, words, faults } = seen;
    const side = Math.floor((28 - 10) / 3) + 1;
    const places = await placesOf(seen, "a");
    expect(places).toHaveLength(side * side);
    const map = page.getByTestId("map-a");
    await map.focus();
    for (const key of ["ArrowDown", "ArrowDown", "ArrowRight"]) await page.keyboard.press(key);
    const [top, left, probability, , answer] = places[side + 1]!;
    expect([top, left]).toEqual([3, 3]);
    const said = await map.getAttribute("aria-valuetext");
    expect(said).toContain("rows 3 to 12, columns 3 to 12: ");
    const told = /P\(\d\) (< 0\.001|[\d.]+) .* answer (\d)$/.exec(said!)!;
    expect(Number(told[1]!.replace("< ", ""))).toBeCloseTo(probability!, 2);
    expect(Number(told[2])).toBe(answer);
    // The same place in both.
    expect(await words("covered-b")).toContain("rows 3 to 12, columns 3 to 12");
    expect(faults).toEqual([]);
  });

  it("as large as the image leaves one value; its map follows the playhead, and what it shows is in the address", async () => {
    const seen = await openOn(`${QUERY}&occlusion=size*28`);
    const { page, words, faults } = seen;
    expect(await placesOf(seen, "b")).toHaveLength(1);
    const before = await words("whole-a");
    await page.getByTestId("slider").fill("0");
    await until(async () => (await words("whole-a")) !== before);
    await page.getByTestId("activity").click();
    await page.getByTestId("square-fill").selectOption("mean");
    await until(() => page.url().includes("activity"));
    await until(async () => (await words("covered-a")).includes("unit "));
    await page.getByTestId("square-strip").click();
    const tiles = page.getByTestId("strip-a").locator(".strip-tile canvas");
    await until(async () => (await tiles.count()) === TRAINED_EPOCHS + 1);
    expect(faults).toEqual([]);
  });
});

describe("a lesion", () => {
  it("of nothing has the accuracy that was logged, of dead units changes no answer, of a layer most", async () => {
    const followed = follow(logdir());
    await followed.logdir.ready;
    const seen = await openOn();
    const { page, words, faults } = seen;
    const logged = (await scalars(followed, "paper/dropout-0.9", "accuracy/test")).at(-1)![1];
    const whole = `${(logged * 100).toFixed(1)}% right with all units on`;
    await until(async () => (await words("lesion-score-b")).includes(whole));
    // Dead units are those of A; its first dense layer has some.
    await page.getByTestId("lesion-layer").selectOption("hidden1");
    await page.getByTestId("lesion-dead").click();
    await until(async () => (await words("lesion-score-a")).includes("no answer changes"));
    await page.getByTestId("undo").click();
    await until(async () => (await words("lesion-score-a")).includes("with all units on"));
    await page.getByTestId("lesion-whole").click();
    await until(async () =>
      / answers change: [\d,]+ right ones lost/.test(await words("lesion-score-b")),
    );
    await until(() => page.url().includes("off.hidden1*all"));
    const { bytes } = await savedBy(seen, "csv-lesion-a");
    const rows = bytes
      .toString("utf8")
      .split("\n")
      .filter((line) => /^\d/.test(line));
    const changes = rows.map((line) => line.split(",").map(Number));
    expect(changes.reduce((sum, [, , before]) => sum + before!, 0)).toBe(1000);
    for (const [, , before, after, change] of changes) expect(change).toBe(after! - before!);
    await page.getByTestId("redo").isDisabled();
    await page.getByTestId("undo").click();
    await until(() => !page.url().includes("off.hidden1"));
    expect(faults).toEqual([]);
  });

  it("of units is switched by key, in the model that has them, and says where there are none", async () => {
    const { page, words, faults } = await openOn(`${QUERY}&occlusion=in*conv1`);
    await page.getByTestId("unit-grid").focus();
    for (const key of ["ArrowRight", "ArrowRight", "Enter"]) await page.keyboard.press(key);
    await until(() => page.url().includes("off.conv1*1"));
    expect(await words("lesion-off")).toContain("conv1: unit 1 ×");
    await until(async () => (await words("lesion-score-a")).includes("→"));
    expect(await words("lesion-score-b")).toContain("B has nothing of what is switched off");
    await page.keyboard.press("Enter");
    await until(() => !page.url().includes("off.conv1"));
    expect(faults).toEqual([]);
  });

  it("fits a narrow window", async () => {
    const look = { viewport: NARROW, colorScheme: "dark" } as const;
    const seen = await openOn(`${QUERY}&occlusion=off.hidden1*1*2`, look);
    await seen.page.getByTestId("lesion-matrix-a").waitFor();
    expect(await overflowOf(seen)).toBe(0);
    expect(seen.faults).toEqual([]);
  });
});
