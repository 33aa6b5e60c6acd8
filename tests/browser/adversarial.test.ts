// Adversarial images on the page, of networks that really were trained.
import { describe, expect, it } from "vitest";
import { follow, scalars } from "../server/logdir/followed.ts";
import { seriousFaults } from "../support/axe.ts";
import { until } from "../support/layerlapse.ts";
import { type Look, NARROW } from "../support/page.ts";
import { TRAINED_EPOCHS } from "../support/trained.ts";
import { trainedViews } from "../support/trainedViews.ts";
import { overflowOf, savedBy, type Seen } from "../support/views.ts";

const { logdir, openTrained } = trainedViews();

/** Of tests that wait for all examples at every checkpoint. */
const PATIENT_MS = 240_000;

const QUERY = "view=adversarial&a=paper/dropout-0.2&b=paper/dropout-0.9";

async function openOn(query = QUERY, look?: Look): Promise<Seen> {
  const seen = await openTrained(query, look);
  for (const slot of ["a", "b"]) await seen.page.getByTestId(`norms-${slot}`).waitFor();
  return seen;
}

async function largestOf({ page }: Seen, slot: string): Promise<number> {
  return Number(await page.getByTestId(`norms-${slot}`).getAttribute("data-largest"));
}

async function predictedOf({ page }: Seen, testId: string): Promise<number> {
  return Number(await page.getByTestId(testId).getAttribute("data-predicted"));
}

describe("the view of adversarial images", () => {
  it("follows ε: nothing changes at 0, and no pixel by more than what is allowed", async () => {
    const seen = await openOn();
    const { page, words, faults } = seen;
    await page.getByTestId("epsilon").fill("0");
    await until(async () => (await largestOf(seen, "a")) === 0);
    expect(await words("after-a")).toBe((await words("before-a")).replace("Before", "After"));
    for (const epsilon of [0.05, 0.15, 0.3]) {
      await page.getByTestId("epsilon").fill(String(epsilon));
      await until(async () => Math.abs((await largestOf(seen, "a")) - epsilon) < 1e-6);
    }
    await until(async () => (await words("fooled-a")) === "yes");
    expect(await predictedOf(seen, "after-a")).not.toBe(await predictedOf(seen, "before-a"));
    await until(() => page.url().includes("adversarial=epsilon*0.3"));
    expect(faults).toEqual([]);
  });

  it("reaches the class that is aimed at, by many steps, for the image that is chosen", async () => {
    const seen = await openOn(`${QUERY}&adversarial=pgd+epsilon*0.3&x=4`);
    const { page, words, faults } = seen;
    const before = await predictedOf(seen, "before-a");
    const aim = (before + 3) % 10;
    await page.getByTestId("towards").selectOption(String(aim));
    await until(async () => (await predictedOf(seen, "after-a")) === aim);
    await until(async () => (await words("fooled-a")) === "yes");
    const { bytes } = await savedBy(seen, "json-a");
    const { facts, columns } = JSON.parse(bytes.toString("utf8")) as {
      facts: Record<string, unknown>;
      columns: Record<string, number[]>;
    };
    expect(facts["predicted after"]).toBe(aim);
    const changes = columns.image!.map((value, i) => Math.abs(columns.changed![i]! - value));
    expect(changes).toHaveLength(784);
    expect(Math.max(...changes)).toBeLessThanOrEqual(0.3 + 1e-6);
    expect(faults).toEqual([]);
  });

  it(
    "counts errors on all examples, from those that were logged on, and over the epochs",
    async () => {
      const followed = follow(logdir());
      await followed.logdir.ready;
      const seen = await openOn();
      const { page, faults } = seen;
      await until(async () => (await seen.words("adversarial-curve-title")).includes("1,000"), {
        seconds: 90,
        what: "the errors on all examples",
      });
      await until(async () => (await coursePoints(seen)) === 2 * (TRAINED_EPOCHS + 1), {
        seconds: 90,
        what: "the errors at every checkpoint",
      });
      const { bytes } = await savedBy(seen, "csv-adversarial-curve");
      const rows = bytes.toString("utf8").trim().split("\n").slice(1);
      for (const [model, run] of [
        ["A", "paper/dropout-0.2"],
        ["B", "paper/dropout-0.9"],
      ] as const) {
        const logged = await scalars(followed, run, "accuracy/test");
        const accuracy = logged.find(([at]) => at === TRAINED_EPOCHS)![1];
        const own = rows.find((row) => row.startsWith(`${model},0,`))!;
        expect(Number(own.split(",")[2])).toBeCloseTo(1 - accuracy, 3);
      }
      expect(rows.some((row) => row.startsWith("A → B,0.1,"))).toBe(true);
      const course = page.getByTestId("adversarial-course");
      const box = (await course.boundingBox())!;
      await course.click({ position: { x: 54, y: box.height / 2 } });
      await until(() => new URL(page.url()).searchParams.get("at") === "0");
      expect(faults).toEqual([]);
    },
    PATIENT_MS,
  );

  it(
    "leaves no tensor behind after a hundred scrubs",
    async () => {
      const seen = await openOn();
      const { page, words, faults } = seen;
      const held = (): Promise<number> =>
        page
          .workers()[0]!
          .evaluate(() => (self as unknown as { heldTensors(): number }).heldTensors());
      const visit = async (step: number): Promise<void> => {
        await page.getByTestId("slider").fill(String(step));
        await until(async () => (await words("checkpoint-a")).includes(String(step)));
      };
      const scrub = async (rounds: number): Promise<void> => {
        for (let round = 0; round < rounds; round++) {
          for (let step = 0; step <= TRAINED_EPOCHS; step++) await visit(step);
        }
        await until(async () => (await coursePoints(seen)) === 2 * (TRAINED_EPOCHS + 1), {
          seconds: 120,
          what: "all that was asked",
        });
      };
      await scrub(2);
      const before = await held();
      await scrub(25);
      // A batch that is on its way holds some for a moment.
      await until(async () => (await held()) <= before);
      expect(faults).toEqual([]);
    },
    PATIENT_MS,
  );

  it("fits a narrow window", async () => {
    const seen = await openOn(QUERY, { viewport: NARROW, colorScheme: "dark" });
    expect(await overflowOf(seen)).toBe(0);
    expect(await seriousFaults(seen.page)).toEqual([]);
    expect(seen.faults).toEqual([]);
  });
});

async function coursePoints({ page }: Seen): Promise<number> {
  const figure = page.getByTestId("adversarial-course-figure");
  return Number(await figure.getAttribute("data-points"));
}
