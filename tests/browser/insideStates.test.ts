// What is said where a network cannot be looked into, and what would change that.
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { until } from "../support/layerlapse.ts";
import { trainedViews } from "../support/trainedViews.ts";
import type { Seen } from "../support/views.ts";

const FIXTURES = fileURLToPath(new URL("../fixtures", import.meta.url));

const { open, logdir: trained } = trainedViews();

const copy = (from: string, to: string): void => cpSync(from, to, { recursive: true });

/** Waits until the slot's frame says so. */
async function says({ page }: Seen, slot: string, words: string): Promise<void> {
  const state = page.getByTestId(`inside-state-${slot}`);
  await until(async () => (await state.textContent())?.includes(words), { what: words });
}

describe("a network that cannot be looked into", () => {
  it("lacks its structure, or its checkpoints", async () => {
    const seen = await open("view=relevance&a=torch&b=keras", (logdir) => {
      copy(join(FIXTURES, "from_pytorch/my-run"), join(logdir, "torch"));
      copy(join(FIXTURES, "from_keras/my-run"), join(logdir, "keras"));
    });
    await says(seen, "a", "This model’s structure was not logged.");
    await says(seen, "b", "This model has no checkpoints.");
    expect(await seen.words("input-words")).toContain("No image yet");
    // Of PyTorch's checkpoints the weights alone are enough, [out, in] as they are.
    expect(await seen.page.getByTestId("to-weights-b").count()).toBe(0);
    await seen.page.getByTestId("to-weights-a").click();
    await seen.page.getByTestId("parameter").selectOption("3/weight");
    await until(async () => (await seen.words("notes-a")).includes("a full square is"));
    const read = seen.page.getByTestId("hinton-a");
    await until(async () =>
      (await read.getAttribute("aria-label"))?.includes("16 sending and 2 receiving"),
    );
    expect(seen.faults).toEqual([]);
  });

  it("has its first checkpoint after the playhead", async () => {
    const seen = await open("view=relevance&a=late&b=whole&at=1", (logdir) => {
      for (const name of ["late", "whole"]) {
        copy(join(trained(), "cnn/kernel-5x5"), join(logdir, name));
      }
      for (const step of ["0000", "0001"]) {
        rmSync(join(logdir, "late/checkpoints", `epoch-${step}.safetensors`));
      }
    });
    await says(seen, "a", "A’s first checkpoint is of epoch 2.");
    await says(seen, "b", "There are no examples to look at.");
    expect(seen.faults).toEqual([]);
  });

  it("is given no example that there is not, and looks at the one that is chosen instead", async () => {
    const seen = await open("view=relevance&a=cnn/kernel-5x5&x=5000", (logdir) => {
      copy(join(trained(), "cnn"), join(logdir, "cnn"));
    });
    await says(seen, "a", "There is no example 5,000.");
    await says(seen, "b", "Choose a model for B.");
    await seen.page.getByTestId("input-examples").click();
    await seen.page.getByTestId("examples").locator("[data-index='3']").click();
    await seen.page.getByTestId("sum-a").waitFor();
    expect(seen.faults).toEqual([]);
  });
});

it("a unit is picked by what it makes of the image, and is in the address", async () => {
  const { page, faults } = await open("view=unit&a=cnn/kernel-5x5&unit=conv2.3", (logdir) => {
    copy(join(trained(), "cnn"), join(logdir, "cnn"));
  });
  await page.getByTestId("unit-all").click();
  const units = page.getByTestId("units");
  await units.locator("[data-index='3'] canvas").waitFor();
  expect(await units.getByRole("option").count()).toBe(32);
  await units.focus();
  await page.keyboard.press("ArrowRight");
  await until(() => new URL(page.url()).searchParams.get("unit") === "conv2.4");
  await units.locator("[data-index='7']").click();
  await until(() => new URL(page.url()).searchParams.get("unit") === "conv2.7");
  expect(await page.getByTestId("unit-index").inputValue()).toBe("7");
  expect(faults).toEqual([]);
});
