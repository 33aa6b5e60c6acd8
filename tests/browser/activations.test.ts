// Activations on the page, of networks that really were trained: the right ones, live, pinned, dead, and nothing left behind.
import { describe, expect, it } from "vitest";
import { examplesPath, type RunSummary } from "#contract/protocol.ts";
import { deadUnits } from "../../client/network/deadUnits.ts";
import { inProcess, networkAt } from "../client/network/asked.ts";
import { until } from "../support/layerlapse.ts";
import { type Look, NARROW } from "../support/page.ts";
import { TRAINED_EPOCHS } from "../support/trained.ts";
import { trainedViews } from "../support/trainedViews.ts";
import { overflowOf, savedBy, type Seen } from "../support/views.ts";

const { openTrained } = trainedViews();

const QUERY_RUNS = { a: "cnn/kernel-5x5", b: "paper/dropout-0.9" };
const QUERY = `view=activations&a=${QUERY_RUNS.a}&b=${QUERY_RUNS.b}`;

async function openOn(query = QUERY, look?: Look): Promise<Seen> {
  const seen = await openTrained(query, look);
  for (const slot of ["a", "b"]) await seen.page.getByTestId(`top-${slot}`).waitFor();
  return seen;
}

/** The same network in this process, on the page's own server. */
async function beside({ server }: Seen, run: string, step: number) {
  const listed = (await (await fetch(`${server.url}api/runs`)).json()) as {
    server: string;
    runs: RunSummary[];
  };
  const own = listed.runs.find((one) => one.name === run)!;
  const network = networkAt(server.url, listed.server, own, step);
  const examples = server.url + examplesPath(listed.server, own.examples!.id);
  return { explainer: inProcess().explainer, network, examples, runs: listed.runs };
}

/** "7 99.1%" for each of the classes listed. */
async function topOf({ page }: Seen, slot: string): Promise<string[]> {
  const rows = await page.getByTestId(`top-${slot}`).locator("li").all();
  return Promise.all(
    rows.map(async (row) => {
      const name = (await row.locator(".top-name").textContent())!.replace(" ✓", "");
      return `${name} ${await row.locator(".top-share").textContent()}`;
    }),
  );
}

describe("the view of activations", () => {
  it("gives every layer's activations and the answer at every epoch", async () => {
    const seen = await openOn(`${QUERY}&x=7`);
    const { page, words, faults } = seen;
    for (const step of [TRAINED_EPOCHS, 0]) {
      await page.getByTestId("slider").fill(String(step));
      await until(async () => (await words("checkpoint-a")) === `epoch ${step}`);
      const { explainer, network, examples } = await beside(seen, "cnn/kernel-5x5", step);
      const input = { kind: "example", examples, index: 7 } as const;
      const expected = await explainer.ask("activations", { network, input });
      const top = expected.top.map(
        ({ class: index, probability }) => `${index} ${(probability * 100).toFixed(1)}%`,
      );
      await until(async () => (await topOf(seen, "a")).join() === top.join(), { what: "answer" });
      const { bytes } = await savedBy(seen, "csv-a");
      const lines = bytes
        .toString("utf8")
        .split("\n")
        .filter((line) => /^\d/.test(line));
      const units = expected.layers.reduce((sum, { shape }) => sum + shape.at(-1)!, 0);
      expect(lines.length).toBe(units);
      const conv = expected.layers[0]!;
      const channels = conv.shape.at(-1)!;
      const most = conv.values
        .filter((_, at) => at % channels === 3)
        .reduce((a, b) => Math.max(a, b));
      expect(Number(lines[3]!.split(",")[2])).toBeCloseTo(most, 5);
    }
    expect(faults).toEqual([]);
  });

  it("pins a unit by click and by key, in the address, large in both models that have it", async () => {
    const seen = await openOn("view=activations&a=cnn/kernel-5x5&b=cnn/batch-norm");
    const { page, words, faults } = seen;
    await page.getByTestId("maps-a-conv1").click({ position: { x: 10, y: 10 } });
    await page.getByTestId("pinned-a").waitFor();
    await page.getByTestId("pinned-b").waitFor();
    await until(() => new URL(page.url()).searchParams.get("unit") === "conv1.0");
    await page.getByTestId("maps-a-conv1").focus();
    for (const key of ["Home", "ArrowRight", "ArrowRight", "Enter"]) await page.keyboard.press(key);
    await until(() => new URL(page.url()).searchParams.get("unit") === "conv1.2");
    expect(await words("pinned-a")).toContain("channel 2: at most ");
    await page.keyboard.press("Enter");
    await until(async () => (await page.getByTestId("pinned-a").count()) === 0);
    expect(faults).toEqual([]);
  });

  it("follows a drawing while it is drawn", async () => {
    const seen = await openOn(QUERY, { colorScheme: "dark" });
    const { page, faults } = seen;
    const before = await topOf(seen, "a");
    await page.getByTestId("input-draw").click();
    const sheet = (await page.locator(".draw-sheet").boundingBox())!;
    await page.mouse.move(sheet.x + sheet.width / 2, sheet.y + sheet.height * 0.15);
    await page.mouse.down();
    await page.mouse.move(sheet.x + sheet.width / 2, sheet.y + sheet.height * 0.5, { steps: 6 });
    // The button is still held.
    await until(async () => (await topOf(seen, "a")).join() !== before.join(), { what: "drawing" });
    const halfway = await topOf(seen, "b");
    await page.mouse.move(sheet.x + sheet.width * 0.9, sheet.y + sheet.height * 0.9, { steps: 6 });
    await page.mouse.up();
    await until(async () => (await topOf(seen, "b")).join() !== halfway.join());
    expect(faults).toEqual([]);
  });

  it("counts the units that no example activates, and leaves no tensor behind", async () => {
    const seen = await openOn(`${QUERY}&at=${TRAINED_EPOCHS}`);
    const { page, words, faults } = seen;
    const { explainer, network, examples, runs } = await beside(seen, QUERY_RUNS.b, TRAINED_EPOCHS);
    const { layers } = await explainer.ask("activity", { network, examples });
    const dead = layers.reduce((sum, layer) => sum + deadUnits(layer).length, 0);
    const told =
      dead === 0 ? "No unit is dead" : dead === 1 ? "1 unit is dead" : `${dead} units are dead`;
    await until(async () => (await words("activity-b")) === `${told} on 1,000 examples`, {
      seconds: 60,
    });
    const held = (): Promise<number> =>
      page
        .workers()[0]!
        .evaluate(() => (globalThis as unknown as { heldTensors: () => number }).heldTensors());
    const walk = async (times: number): Promise<void> => {
      for (let i = 0; i < times; i++) {
        const step = i % (TRAINED_EPOCHS + 1);
        await page.getByTestId("slider").fill(String(step));
        await until(async () => (await words("checkpoint-a")) === `epoch ${step}`);
      }
      await until(async () => (await words("activity-a")).endsWith("on 1,000 examples"));
      await until(async () => (await words("activity-b")).endsWith("on 1,000 examples"));
    };
    await walk(6 * (TRAINED_EPOCHS + 1));
    // Both networks' weights at every epoch, and nothing else.
    const weights = [QUERY_RUNS.a, QUERY_RUNS.b].map((name) => {
      return runs.find((run) => run.name === name)!.parameters.length * (TRAINED_EPOCHS + 1);
    });
    const isAll = async (): Promise<boolean> => (await held()) === weights[0]! + weights[1]!;
    await until(
      async () => {
        // A busy machine passes over epochs that the slider does not rest at.
        if (!(await isAll())) await walk(TRAINED_EPOCHS + 1);
        return isAll();
      },
      { what: "weights alone", seconds: 90 },
    );
    expect(faults).toEqual([]);
  }, 180_000);

  it("fits a narrow window", async () => {
    const seen = await openOn(`${QUERY}&unit=hidden1.4`, { viewport: NARROW });
    await seen.page.getByTestId("pinned-b").waitFor();
    expect(await overflowOf(seen)).toBe(0);
    expect(seen.faults).toEqual([]);
  });
});
