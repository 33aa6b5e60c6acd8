// Looking inside colour networks that Keras trained: its own numbers stand on the page.
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { COLOUR_NETWORKS } from "../support/colourNetworks.ts";
import { until } from "../support/layerlapse.ts";
import { type Seen, views } from "../support/views.ts";

interface Answers {
  /** Share of the examples that Keras got right. */
  accuracy: number;
  predicted: number[];
  logits: number[];
}

const ANSWERS = JSON.parse(readFileSync(join(COLOUR_NETWORKS, "answers.json"), "utf8")) as Record<
  "branched" | "stacked" | "binary",
  Answers
>;
const CLASSES = 4;
/** The page writes four digits. */
const DECIMALS = 2;

const { open } = views();

const openOn = (query: string): Promise<Seen> =>
  open(query, (logdir) => cpSync(join(COLOUR_NETWORKS, "runs"), logdir, { recursive: true }));

async function numberOf({ page, words }: Seen, testId: string): Promise<number> {
  await page.getByTestId(testId).waitFor();
  return Number((await words(testId)).replace("−", "-").replace("%", ""));
}

/** An image of one colour, as BMP. */
function plain(blue: number, green: number, red: number): Buffer {
  const bytes = Buffer.alloc(58);
  bytes.write("BM");
  bytes.writeUInt32LE(bytes.length, 2);
  for (const [at, value] of [
    [10, 54],
    [14, 40],
    [18, 1],
    [22, 1],
  ] as const)
    bytes.writeUInt32LE(value, at);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(24, 28);
  bytes.set([blue, green, red], 54);
  return bytes;
}

describe("looking inside networks of Keras's own", () => {
  it("shows its logits and its probabilities, and as many right", async () => {
    const seen = await openOn("view=relevance&a=branched&b=stacked&x=1");
    for (const [slot, { logits, predicted }] of [
      ["a", ANSWERS.branched],
      ["b", ANSWERS.stacked],
    ] as const) {
      const largest = Math.max(...logits.slice(CLASSES, 2 * CLASSES));
      expect(await numberOf(seen, `logit-${slot}`)).toBeCloseTo(largest, DECIMALS);
      expect(await seen.words(`decision-${slot}`)).toContain("red disc, right");
      const share = Math.max(...predicted.slice(CLASSES, 2 * CLASSES));
      expect(await numberOf(seen, `asked-${slot}`)).toBeCloseTo(share * 100, 1);
      const lost =
        (await numberOf(seen, `sum-${slot}`)) + (await numberOf(seen, `absorbed-${slot}`));
      expect(Math.abs(lost - largest)).toBeLessThan(0.05 * largest);
    }
    await seen.page.goto(`${seen.server.url}?view=predictions&a=branched&b=stacked`);
    for (const [slot, { accuracy }] of [
      ["a", ANSWERS.branched],
      ["b", ANSWERS.stacked],
    ] as const) {
      const score = `${(accuracy * 100 + 1e-9).toFixed(1)}% right of 80`;
      await until(async () => (await seen.words(`score-${slot}`)) === score, { what: score });
    }
    expect(seen.faults).toEqual([]);
  });

  it("takes one sigmoid unit for two classes, and says what takes images of another size", async () => {
    const seen = await openOn("view=relevance&a=binary&b=branched&x=0");
    const [logit] = ANSWERS.binary.logits;
    expect(await numberOf(seen, "logit-a")).toBeCloseTo(logit!, DECIMALS);
    expect(await seen.words("decision-a")).toContain("red, right");
    expect(await seen.words("inside-state-b")).toContain("It takes 24 × 24 × 3");
    await seen.page.getByTestId("target").selectOption("0");
    await until(async () => (await numberOf(seen, "logit-a")) < 0);
    expect(await numberOf(seen, "logit-a")).toBeCloseTo(-logit!, DECIMALS);
    await seen.page.goto(`${seen.server.url}?view=predictions&a=binary&b=branched`);
    await until(async () => (await seen.words("score-a")) === "100.0% right of 80");
    expect(await seen.words("examples-state-b")).toContain("the examples are 12 × 12 × 3");
    await seen.page.goto(`${seen.server.url}?view=unit&a=binary&b=branched`);
    await until(async () =>
      (await seen.words("top-nine-b")).includes("takes 24 × 24 × 3 values, and the examples have"),
    );
    expect(seen.faults).toEqual([]);
  });

  it("gives an image in colour to networks of both sizes", async () => {
    const seen = await openOn("view=relevance&a=binary&b=branched");
    await seen.page.getByTestId("input-file").click();
    await seen.page.getByTestId("image-file").setInputFiles({
      name: "red.bmp",
      mimeType: "image/bmp",
      buffer: plain(30, 40, 230),
    });
    await until(async () => (await seen.words("decision-a")).startsWith("red"));
    await seen.page.getByTestId("sum-b").waitFor();
    expect(seen.faults).toEqual([]);
  });
});
