// Hundreds of models are painted circles: they are pointed at, walked and chosen as if each were an element.
import { expect, it } from "vitest";
import { seriousFaults } from "../support/axe.ts";
import { until } from "../support/layerlapse.ts";
import { views } from "../support/views.ts";
import { type WrittenRun, writeRun } from "../support/writtenRun.ts";

const MODELS = 320;
const { open } = views();

function write(logdir: string): void {
  for (let i = 0; i < MODELS; i++) {
    writeRun(logdir, `model ${i}`, { parameters: [], seed: i }).epoch(0, i / MODELS);
  }
}

it("a circle is named by the keys that walk there and by the pointer, and chosen with Enter or a click", async () => {
  const { page, faults, tabTo, words } = await open("", write);
  await until(async () => (await words("model-count")) === String(MODELS));
  const crowd = page.getByTestId("crowd");
  await tabTo(crowd);
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  const said = async (): Promise<string> => (await crowd.getAttribute("aria-valuetext")) ?? "";
  const name = await until(async () => {
    const [model] = (await said()).split(",");
    return model !== "model 319" && /^model 3\d\d$/.test(model!) ? model : null;
  });
  await page.keyboard.press("Enter");
  await until(() => page.url().includes(name.replace(" ", "+")));
  expect(await said()).toMatch(/test accuracy 9\d\.\d+%.* chosen as [AB]$/);
  const box = (await crowd.boundingBox())!;
  // The worst stands alone at the axis' beginning.
  await page.mouse.move(box.x + 27, box.y + box.height / 2);
  await page.getByTestId("card").waitFor();
  expect(await page.getByTestId("hover-ring").count()).toBe(1);
  const before = page.url();
  await page.mouse.down();
  await page.mouse.up();
  await until(() => page.url() !== before);
  expect(await seriousFaults(page)).toEqual([]);
  expect(faults).toEqual([]);
});

it("a ring is around those that train, as long as they do", async () => {
  let training: WrittenRun | null = null;
  const { page } = await open("", (logdir) => {
    write(logdir);
    const startedAt = Math.floor(Date.now() / 1000);
    training = writeRun(logdir, "in training", { parameters: [], startedAt });
    training.epoch(0, 0.5);
  });
  const rings = page.getByTestId("training-rings");
  await until(async () => (await rings.getAttribute("d"))?.match(/M/g)?.length === 1);
  training!.end();
  await rings.waitFor({ state: "detached" });
});

it("a word in the filter leaves those that have it, and their places", async () => {
  const { page, words } = await open("", write);
  await until(async () => (await words("model-count")) === String(MODELS));
  await page.getByTestId("filter").fill("model 31");
  await until(async () => (await words("model-count")) === `13 of ${MODELS}`);
  expect(await page.getByTestId("crowd").getAttribute("aria-valuemax")).toBe("12");
});
