// Keras' checkpoints beside its log: the page says which number a file bears where that is not the epoch of the log.
import { copyFileSync, cpSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { views } from "../support/views.ts";

const { open } = views();
const FIXTURES = fileURLToPath(new URL("../fixtures", import.meta.url));

function write(logdir: string): void {
  cpSync(join(FIXTURES, "from_keras/my-run"), join(logdir, "run"), { recursive: true });
  for (const name of ["weights.01-0.61.weights.h5", "weights.02-0.67.weights.h5"])
    copyFileSync(join(FIXTURES, "checkpoints/keras3", name), join(logdir, "run", name));
}

it("what a file says is told beside the epoch, of weights from files only", async () => {
  const { page, words, faults } = await open("", write);
  await page.getByTestId("mean-a").waitFor();
  expect(await page.getByTestId("file-says-a").count()).toBe(0);
  await page.getByTestId("parameter").selectOption("stem/kernel");
  await page.getByTestId("file-says-a").waitFor();
  expect(await words("file-says-a")).toBe("file says epoch 2");
  await page.getByTestId("slider").press("Home");
  await page.getByTestId("file-says-a").getByText("file says epoch 1").waitFor();
  await page.getByTestId("file-says-a").click();
  expect(await page.getByRole("note").textContent()).toContain("ModelCheckpoint");
  expect(faults).toEqual([]);
});
