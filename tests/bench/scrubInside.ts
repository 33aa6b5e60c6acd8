// From a slider event to the drawn frame with the view of relevance open: two trained CNNs are run in the worker meanwhile.
import { copyFileSync, cpSync } from "node:fs";
import { join } from "node:path";
import { launchBrowser } from "../support/browser.ts";
import { serve, temporaryFolder, until } from "../support/layerlapse.ts";
import { openPage } from "../support/page.ts";
import { TRAINED_EPOCHS, trainedLogdir } from "../support/trained.ts";
import { sweepSlider } from "./programs/sweeps.ts";
import { threadTasks } from "./programs/threadTasks.ts";

const MODELS = ["cnn/kernel-5x5", "cnn/batch-norm"] as const;
const VIEW = `view=relevance&a=${MODELS[0]}&b=${MODELS[1]}`;
/** As many as the `paper` preset leaves: 0 … 15. */
const LAST_EPOCH = 15;
/** Of a screen that shows 60 frames a second: a longer task drops one. */
const FRAME_MS = 1000 / 60;

/** Prints the percentiles of the page's own measures in milliseconds, and how many of its thread's tasks were longer than a frame. */
export async function run(print: (line: string) => void): Promise<void> {
  const folder = temporaryFolder();
  cpSync(await trainedLogdir(), folder.path, { recursive: true });
  for (const model of MODELS) repeatCheckpoints(join(folder.path, model, "checkpoints"));
  const server = await serve(folder.path);
  const browser = await launchBrowser();
  const { page } = await openPage(browser, `${server.url}?${VIEW}`);
  for (const sum of ["sum-a", "sum-b"]) await page.getByTestId(sum).waitFor();
  await until(async () => (await page.locator("[data-step]").count()) >= 2 * (LAST_EPOCH + 1));
  const traced = await threadTasks(browser);
  await sweepSlider(page, print);
  const { page: tasks } = await traced();
  const at = (share: number): string => tasks[Math.floor(share * (tasks.length - 1))]!.toFixed(1);
  const over = tasks.filter((ms) => ms > FRAME_MS).length;
  print(
    `tasks over ${FRAME_MS.toFixed(1)} ms: ${over} of ${tasks.length} on the page's thread, by processor time; ` +
      `p99 ${at(0.99)} ms, worst ${at(1)} ms`,
  );
  await browser.close();
  await server.stop();
  folder.remove();
}

/** What was trained for a few epochs has a checkpoint of every one: the same few over again, each a question of its own. */
function repeatCheckpoints(folder: string): void {
  const fileOf = (epoch: number): string =>
    join(folder, `epoch-${String(epoch).padStart(4, "0")}.safetensors`);
  for (let epoch = TRAINED_EPOCHS + 1; epoch <= LAST_EPOCH; epoch++) {
    copyFileSync(fileOf(epoch % (TRAINED_EPOCHS + 1)), fileOf(epoch));
  }
}
