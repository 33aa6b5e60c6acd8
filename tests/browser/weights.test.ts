// Single weights on the page, of networks that really were trained: the right ones, read, compared, zoomed into.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type RunSummary, tensorPath } from "#contract/protocol.ts";
import { until } from "../support/layerlapse.ts";
import { type Look, NARROW } from "../support/page.ts";
import { TRAINED_EPOCHS } from "../support/trained.ts";
import { trainedViews } from "../support/trainedViews.ts";
import { overflowOf, savedBy, type Seen } from "../support/views.ts";

const { open, openTrained, copyTrained } = trainedViews();

const PAPER = "view=weights&a=paper/dropout-0.2&b=paper/dropout-0.9&parameter=output/kernel";

function openOn(query: string, look?: Look): Promise<Seen> {
  return openTrained(query, look);
}

/** The weights of a file in the order of its lines: from, to, weight. */
async function fileOf(seen: Seen, slot: string): Promise<number[][]> {
  const { bytes } = await savedBy(seen, `csv-${slot}`);
  const lines = bytes.toString("utf8").split("\n");
  return lines.filter((line) => /^\d/.test(line)).map((line) => line.split(",").map(Number));
}

/** As the server hands them out. */
async function tensorOf({ server }: Seen, run: string, step: number, name: string) {
  const listed = (await (await fetch(`${server.url}api/runs`)).json()) as {
    server: string;
    runs: RunSummary[];
  };
  const { id, generation } = listed.runs.find((one) => one.name === run)!;
  const answer = await fetch(server.url + tensorPath(listed.server, id, generation, step, name));
  return new Float32Array(await answer.arrayBuffer());
}

const epoch = (seen: Seen, slot: string, step: number): Promise<unknown> =>
  until(async () => (await seen.words(`lit-${slot}`)).startsWith(`epoch ${step}`));

describe("the view of weights", () => {
  it("shows every weight of both at the playhead, on one scale for all epochs", async () => {
    const seen = await openOn(PAPER);
    const scales = new Set<string | null>();
    for (const step of [TRAINED_EPOCHS, 0]) {
      await epoch(seen, "a", TRAINED_EPOCHS);
      await seen.page.getByTestId("slider").fill(String(step));
      for (const [slot, run] of [
        ["a", "paper/dropout-0.2"],
        ["b", "paper/dropout-0.9"],
      ] as const) {
        await epoch(seen, slot, step);
        const lines = await fileOf(seen, slot);
        const expected = await tensorOf(seen, run, step, "output/kernel");
        expect(lines.length).toBe(512 * 10);
        expect(
          lines.every(([from, to], at) => from === Math.floor(at / 10) && to === at % 10),
        ).toBe(true);
        expect(Float32Array.from(lines, ([, , weight]) => weight!)).toEqual(expected);
        scales.add(await seen.page.getByTestId(`most-${slot}`).getAttribute("data-value"));
      }
    }
    expect(scales.size).toBe(1);
    expect(seen.faults).toEqual([]);
  });

  it("subtracts another epoch's, or the other model's", async () => {
    const seen = await openOn(`${PAPER}&weights=change&at=2`);
    const { page } = seen;
    await epoch(seen, "a", 2);
    const [now, first] = await Promise.all(
      [2, 0].map((step) => tensorOf(seen, "paper/dropout-0.2", step, "output/kernel")),
    );
    const weights = async (): Promise<Float32Array> =>
      Float32Array.from(await fileOf(seen, "a"), ([, , weight]) => weight!);
    await until(async () => (await seen.words("lit-a")).includes("− epoch 0"));
    expect(await weights()).toEqual(now!.map((weight, i) => weight - first![i]!));
    await page.getByTestId("weights-since").fill("2");
    await page.keyboard.press("Enter");
    await until(async () => (await seen.words("lit-a")).includes("− epoch 2"));
    expect((await weights()).every((weight) => weight === 0)).toBe(true);
    await page.getByTestId("weights-shown").selectOption("other");
    await until(async () => (await page.getByTestId("frame-b").count()) === 0);
    const other = await tensorOf(seen, "paper/dropout-0.9", 2, "output/kernel");
    expect(await weights()).toEqual(now!.map((weight, i) => weight - other[i]!));
    expect(seen.faults).toEqual([]);
  });

  it("reads a weight of both by key, and is zoomed into by dragging", async () => {
    const seen = await openOn(PAPER.replace("output", "hidden2"));
    const { page, words } = seen;
    await epoch(seen, "b", TRAINED_EPOCHS);
    const [own, other] = await Promise.all(
      ["paper/dropout-0.2", "paper/dropout-0.9"].map((run) =>
        tensorOf(seen, run, TRAINED_EPOCHS, "hidden2/kernel"),
      ),
    );
    const diagram = page.getByTestId("hinton-a");
    await diagram.focus();
    for (const key of ["Home", "PageDown", "ArrowRight"]) await page.keyboard.press(key);
    const at = 16 * 512 + 1;
    const value = async (slot: string): Promise<number> =>
      Number(/from 16 to 1: (.+)/.exec(await words(`read-${slot}`))![1]!.replace("−", "-"));
    expect(await value("a")).toBeCloseTo(own![at]!, 4);
    expect(await value("b")).toBeCloseTo(other![at]!, 4);
    expect(await diagram.getAttribute("aria-valuetext")).toMatch(/^from 16 to 1: /);
    const box = (await diagram.boundingBox())!;
    await page.mouse.move(box.x + 150, box.y + 100);
    await page.mouse.down();
    await page.mouse.move(box.x + 190, box.y + 130, { steps: 4 });
    await page.mouse.up();
    await page.getByTestId("weights-all").waitFor();
    const lines = await fileOf(seen, "b");
    expect(lines.length).toBeLessThan(100 * 100);
    expect(lines.every(([from, to, weight]) => weight === other![from! * 512 + to!])).toBe(true);
    await until(() => page.url().includes("part*"));
    await page.getByTestId("weights-all").click();
    await until(() => !page.url().includes("part*"));
    expect(seen.faults).toEqual([]);
  });

  it("shows kernels of convolutions and of the first dense layer, narrow and dark too", async () => {
    const look = { viewport: NARROW, colorScheme: "dark" } as const;
    const query = "view=weights&a=cnn/kernel-5x5&b=paper/dropout-0.2&weights=kernels";
    const seen = await openOn(`${query}&parameter=conv2/kernel`, look);
    const { page, words } = seen;
    await until(async () => (await words("notes-a")).includes("a row for each sending channel"));
    expect(await words("frame-b")).toContain("B has no conv2/kernel.");
    await page.getByTestId("parameter").selectOption("hidden1/kernel");
    await until(async () => (await words("notes-b")).includes("an image for each receiving unit"));
    expect(await words("notes-a")).toContain("a rectangle for each receiving unit");
    await page.getByTestId("kernels-b").focus();
    for (const key of ["ArrowRight", "ArrowRight"]) await page.keyboard.press(key);
    expect(await words("read-b")).toMatch(/^from \d+ to 1: −?0\.\d+$/);
    expect(await overflowOf(seen)).toBe(0);
    expect(seen.faults).toEqual([]);
  });

  it("keeps units in place while the playhead moves, in the order of the newest norms", async () => {
    const seen = await openOn(`${PAPER}&weights=norm&at=0`);
    await until(async () => (await seen.words("notes-a")).includes("units in order of norm"));
    const newest = await tensorOf(seen, "paper/dropout-0.2", TRAINED_EPOCHS, "output/kernel");
    const norm = (row: number): number =>
      newest.subarray(row * 10, row * 10 + 10).reduce((sum, weight) => sum + weight ** 2, 0);
    const order = async (): Promise<number[]> => [
      ...new Set((await fileOf(seen, "a")).map(([from]) => from!)),
    ];
    await until(async () => (await order())[0] !== 0);
    const before = await order();
    before.slice(1).forEach((row, i) => expect(norm(row)).toBeLessThanOrEqual(norm(before[i]!)));
    await seen.page.getByTestId("slider").fill("2");
    await epoch(seen, "a", 2);
    expect(await order()).toEqual(before);
  });

  it("says what is missing where there are no weights to draw", async () => {
    const seen = await open(PAPER, (logdir) => {
      copyTrained(logdir);
      rmSync(join(logdir, "paper/dropout-0.9/checkpoints"), { recursive: true });
    });
    await until(async () => (await seen.words("frame-b")).includes("has no checkpoints"));
    await epoch(seen, "a", TRAINED_EPOCHS);
    expect(seen.faults).toEqual([]);
  });
});
