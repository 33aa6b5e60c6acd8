// The view "spectrum" in a real browser: kernels with checkpoints, a bias, a model without checkpoints, a diverged one, a live one.
import { describe, expect, it } from "vitest";
import { until } from "../support/layerlapse.ts";
import { NARROW } from "../support/page.ts";
import { savedBy, views } from "../support/views.ts";
import { writeCheckpoint } from "../support/writtenCheckpoint.ts";
import { writeRun } from "../support/writtenRun.ts";

const { open } = views();

const LAYERS = [
  { tag: "hidden/kernel", shape: [24, 16] },
  { tag: "hidden/bias", shape: [16] },
  { tag: "small/kernel", shape: [16, 4] },
];

function writeModel(logdir: string, name: string, checkpoints: readonly number[]): void {
  const run = writeRun(logdir, name, { parameters: LAYERS, epochs: 6 });
  for (let step = 0; step < 6; step++) run.epoch(step, step / 10);
  for (const step of checkpoints) writeCheckpoint(logdir, name, step, LAYERS);
}

const BOTH = "view=spectrum&a=one&b=two&parameter=hidden/kernel";

describe("the view spectrum", () => {
  it("shows the playhead's singular values of both, the nearest where it has no checkpoint, and reads them by key", async () => {
    const { page, faults } = await open(`${BOTH}&at=3`, (logdir) => {
      writeModel(logdir, "one", [0, 1, 2, 3, 4, 5]);
      writeModel(logdir, "two", [0, 5]);
    });
    const words = async (slot: string): Promise<string> =>
      (await page.getByTestId(`notes-${slot}`).textContent()) ?? "";
    await until(async () => (await words("a")).includes("all 6 epochs with a checkpoint"));
    expect(await words("a")).toMatch(/^epoch 3, 24 × 16α = /);
    await until(async () => (await words("b")).includes("all 2 epochs with a checkpoint"));
    expect(await words("b")).toContain("epoch 5 (the nearest to epoch 3 with a checkpoint)");
    const value = page.getByTestId("stable-rank-a");
    expect(Number(await value.getAttribute("data-value"))).toBeGreaterThan(1);
    const plot = page.getByTestId("spectrum-a");
    await plot.focus();
    await page.keyboard.press("End");
    expect(await plot.getAttribute("aria-valuetext")).toMatch(/^rank 16 of 16: /);
    await page.getByTestId("course-largest").click();
    await until(async () => (await words("a")).startsWith("epoch 2,"));
    expect(faults).toEqual([]);
  });

  it("refuses a power law below ten eigenvalues, a bias, and a model without checkpoints, in words", async () => {
    const { page, faults } = await open(BOTH.replace("hidden", "small"), (logdir) => {
      writeModel(logdir, "one", [0, 1]);
      writeModel(logdir, "two", []);
    });
    const state = page.getByTestId("spectrum-state-b");
    await until(async () =>
      (await state.textContent())?.includes("Singular values need the weights themselves"),
    );
    const notes = page.getByTestId("notes-a");
    await until(async () =>
      (await notes.textContent())?.includes("4 eigenvalues, and fewer than 10 fit any"),
    );
    expect(await page.getByTestId("alpha-a").textContent()).toBe("A none");
    await page.getByTestId("parameter").selectOption("hidden/bias");
    const bias = page.getByTestId("spectrum-state-a");
    await until(async () => (await bias.textContent())?.includes("hidden/bias is no matrix."));
    await bias.getByRole("button").click();
    await until(async () => (await page.getByTestId("parameter").inputValue()) === "hidden/kernel");
    await notes.waitFor();
    expect(faults).toEqual([]);
  });

  it("takes a new checkpoint in while it is looked at, on a narrow screen too", async () => {
    const { page, faults, logdir } = await open(
      BOTH,
      (logdir) => writeModel(logdir, "one", [0, 1]),
      { viewport: NARROW, colorScheme: "dark" },
    );
    const notes = page.getByTestId("notes-a");
    await until(async () => (await notes.textContent())?.includes("all 2 epochs"));
    writeCheckpoint(logdir, "one", 5, LAYERS);
    await until(async () => (await notes.textContent())?.includes("all 3 epochs"));
    expect(await notes.textContent()).toMatch(/^epoch 5, /);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(NARROW.width);
    expect(faults).toEqual([]);
  });

  it("says that weights which are not finite have no singular values", async () => {
    const { page } = await open("view=spectrum&a=lost&parameter=hidden/kernel&at=2", (logdir) => {
      for (const step of [0, 1, 2, 3]) writeCheckpoint(logdir, "lost", step, LAYERS, step > 1);
    });
    const notes = page.getByTestId("notes-a");
    await until(async () =>
      (await notes.textContent())?.includes("2: not all weights are finite, so there is none"),
    );
    expect(await notes.textContent()).toMatch(/none at 2 \w+s from \w+ 2 on/);
  });

  it("gives its numbers and pictures", async () => {
    const seen = await open(BOTH, (logdir) => {
      writeModel(logdir, "one", [0, 1, 2]);
      writeModel(logdir, "two", [0, 1, 2]);
    });
    const { page, faults } = seen;
    await until(async () =>
      (await page.getByTestId("notes-a").textContent())?.includes("all 3 epochs"),
    );
    await until(async () =>
      (await page.getByTestId("notes-b").textContent())?.includes("all 3 epochs"),
    );
    for (const [button, sign] of [
      ["csv-a", "rank,epoch 0,epoch 1,epoch 2"],
      ["json-b", '"power-law exponent"'],
      ["svg-a", "singular value"],
      [
        "csv-measures",
        "epoch,A stable rank,A effective rank,A exponent α,A largest σ,B stable rank",
      ],
      ["svg-measures", "effective rank"],
      ["png-measures", "PNG"],
    ] as const) {
      const { bytes } = await savedBy(seen, button);
      const latin = button.startsWith("png");
      expect(bytes.toString(latin ? "latin1" : "utf8"), button).toContain(sign);
    }
    await page.getByTestId("table-a").click();
    expect(await page.getByTestId("numbers-a").locator("tbody tr").count()).toBe(16);
    expect(faults).toEqual([]);
  });
});
