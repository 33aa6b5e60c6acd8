// The whole network in a real browser: empty, ordinary, diverged, dense and live.
import { expect, it } from "vitest";
import { appendDiverged } from "../support/divergedEpoch.ts";
import { until } from "../support/layerlapse.ts";
import { NARROW } from "../support/page.ts";
import { twoModels } from "../support/twoModels.ts";
import { overflowOf, savedBy, views } from "../support/views.ts";
import { type Shape, writeRun } from "../support/writtenRun.ts";

const { open } = views();
const VIEW = "view=network";
const twoRuns = (logdir: string): void => void twoModels(logdir, 3);

it("a model without weights is told of in words", async () => {
  const { page, words, faults } = await open(VIEW, (logdir) => writeRun(logdir, "one"));
  await page.getByTestId("network-empty").waitFor();
  expect(await words("network-empty")).toContain("histogram_freq");
  expect(faults).toEqual([]);
});

it("the keyboard walks both matrices, and Enter opens a layer and its epoch", async () => {
  const { page, words, faults } = await open(VIEW, twoRuns);
  await until(async () => (await words("network-readout")).includes("hidden1/kernel"));
  await page.getByTestId("matrix-b").focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  const told = /^output\/kernelepoch 1A 0\.\d+B 0\.\d+$/;
  await until(async () => told.test(await words("network-readout")));
  await page.keyboard.press("Enter");
  await until(() => /at=1/.test(page.url()) && /parameter=output%2Fkernel/.test(page.url()));
  await page.getByTestId("table-network-a").click();
  const table = page.getByTestId("numbers-network-a");
  expect(await table.locator("tbody tr").count()).toBe(2);
  expect(await table.locator("td").first().textContent()).toMatch(/^0\.\d+$/);
  expect(faults).toEqual([]);
});

it("the matrix and the distributions beneath it are taken along, with all their numbers", async () => {
  const seen = await open(VIEW, twoRuns);
  const { page, words, faults } = seen;
  await until(async () => (await words("network-readout")).includes("hidden1/kernel"));
  await until(async () => (await page.getByTestId("multiples-a").count()) === 1);
  for (const [button, sign] of [
    ["csv-network-a", "parameter,epoch,value,how\nhidden1/kernel,0,0.0"],
    ["json-network-b", '"quantity": "Standard deviation'],
    ["svg-network-a", "hidden1/kernel"],
    ["png-network-b", "PNG"],
    ["csv-multiples-a", "parameter,from,to,count,density\nhidden1/kernel,"],
    ["svg-multiples-b", "output/kernel"],
  ] as const) {
    const { bytes } = await savedBy(seen, button);
    expect(bytes.toString("latin1"), button).toContain(sign);
  }
  await page.getByTestId("table-multiples-a").click();
  const head = page.getByTestId("numbers-multiples-a").locator("thead th");
  expect(await head.allTextContents()).toEqual([
    "parameter",
    "count",
    "not finite",
    "min",
    "max",
    "mean",
    "std",
  ]);
  expect(faults).toEqual([]);
});

it("a click on a cell opens it, and the address brings quantity and rows back", async () => {
  const { page, words, faults } = await open(`${VIEW}&network=ab+js+weights`, twoRuns);
  await until(async () => /A to B\s+\d/.test(await words("network-readout")));
  expect(await page.getByTestId("quantity").inputValue()).toBe("ab");
  expect(await page.getByTestId("row-kind").inputValue()).toBe("weights");
  expect(await page.getByTestId("matrix-b").count()).toBe(0);
  // Nothing says when the last font has settled the layout: where the first click missed, the next one hits.
  await until(async () => {
    const box = (await page.getByTestId("matrix-a").boundingBox())!;
    await page.mouse.click(box.x + box.width * 0.6, box.y + box.height - 40);
    await page.waitForTimeout(400);
    return /parameter=output%2Fbias/.test(page.url());
  });
  await page.getByTestId("quantity").selectOption("norm");
  await until(() => /network=norm\+js\+weights/.test(page.url()));
  await page.getByTestId("matrix-b").waitFor();
  expect(faults).toEqual([]);
});

it("weights that are not finite are said to be, and have a share of their own", async () => {
  const { page, words, faults } = await open(VIEW, (logdir) => {
    const run = writeRun(logdir, "one");
    run.epoch(0, 0.5);
    appendDiverged(run.file, "hidden1/kernel", 1);
  });
  await until(async () => (await words("network-readout")).includes("not finite"));
  await page.getByTestId("quantity").selectOption("nonFinite");
  await until(async () => (await words("network-readout")).includes("0.5"));
  expect(faults).toEqual([]);
});

const BLOCKS = 25;

it("200 layers are one picture, whose blocks close to a row each", async () => {
  const names = ["query", "key", "value", "output", "up", "gate", "down", "norm"];
  const parameters = Array.from({ length: BLOCKS }, (_, i) => {
    return names.map((name): Shape => ({ tag: `encoder_${i}/${name}/kernel`, shape: [8, 4] }));
  }).flat();
  const { page, words, faults } = await open(`${VIEW}&network=weights`, (logdir) => {
    const run = writeRun(logdir, "deep", { parameters });
    for (let step = 0; step < 3; step++) run.epoch(step, 0.5);
  });
  const label = () => page.getByTestId("matrix-a").getAttribute("aria-label");
  await until(async () => (await label())?.includes(`of ${8 * BLOCKS + BLOCKS} rows`));
  await until(async () => (await words("network-progress")) === "", { seconds: 90 });
  await page.getByTestId("network-blocks").click();
  await until(async () => (await label())?.includes(`of ${BLOCKS} rows`));
  await page.getByTestId("matrix-a").focus();
  await page.keyboard.press("ArrowDown");
  await until(async () => /encoder_1.*in /.test(await words("network-readout")));
  await page.keyboard.press(" ");
  await until(async () => (await label())?.includes(`of ${BLOCKS + 8} rows`));
  await page.getByTestId("network-multiples").click();
  await page.getByTestId("multiples-a").waitFor();
  expect(faults).toEqual([]);
}, 180_000);

it("a live epoch appears in place: what is pointed at stays, and 390 pixels are enough", async () => {
  const seen = await open(VIEW, twoRuns, { viewport: NARROW });
  const { page, words, logdir, faults } = seen;
  await until(async () => (await words("network-readout")).includes("epoch 2"));
  await page.getByTestId("matrix-a").focus();
  await page.keyboard.press("Home");
  await until(async () => (await words("network-readout")).includes("epoch 0"));
  writeRun(logdir, "one", { startedAt: 1_780_000_001 }).epoch(3, 0.6);
  await until(async () => /epoch\s+3/.test(await words("position")));
  expect(await words("network-readout")).toContain("epoch 0");
  await page.keyboard.press("End");
  await until(async () => /epoch 3.*A 0\.\d+/.test(await words("network-readout")));
  expect(await overflowOf(seen)).toBe(0);
  expect(faults).toEqual([]);
});
