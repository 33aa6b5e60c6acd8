// The page on checkpoints alone: what the card says, what cannot be drawn, what could not be read.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import { type Running, serve, temporaryFolder, until } from "../support/layerlapse.ts";
import { openPage } from "../support/page.ts";

const WEIGHT = "fc.weight";
const MOMENT = "optimizer.vars.0";
const QUANTISED = "fc.packed";

const folder = temporaryFolder();
let browser: Browser;
let server: Running;
beforeAll(async () => {
  for (const run of ["one", "two"]) for (const step of [2, 4, 6]) writeCheckpoint(run, step);
  server = await serve(folder.path);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  folder.remove();
});

function fileOf(run: string, step: number): string {
  return join(folder.path, run, `checkpoint-${step}`, "model.safetensors");
}

/** A checkpoint whose weights are −`step` and `step`. */
function writeCheckpoint(run: string, step: number): void {
  const floats = { dtype: "F32", shape: [2] };
  const header = JSON.stringify({
    [MOMENT]: { ...floats, data_offsets: [0, 8] },
    [WEIGHT]: { dtype: "F32", shape: [1, 2], data_offsets: [8, 16] },
    [QUANTISED]: { dtype: "F8_E4M3", shape: [8], data_offsets: [16, 24] },
  });
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  const values = Buffer.from(Float32Array.of(0, 1, -step, step).buffer);
  mkdirSync(join(folder.path, run, `checkpoint-${step}`), { recursive: true });
  writeFileSync(
    fileOf(run, step),
    Buffer.concat([length, Buffer.from(header), values, values.subarray(0, 8)]),
  );
}

it("the card says that all is from checkpoints, and the page opens on the model's own weights", async () => {
  const { page, faults, circle } = await openPage(browser, server.url);
  await page.getByTestId("mean-b").waitFor();
  expect(await page.getByTestId("parameter").inputValue()).toBe("fc/weight");
  expect(await page.getByTestId("parameter-a").textContent()).toBe("fc/weight · 1 × 2 · F32");
  const groups = await page
    .locator("optgroup")
    .evaluateAll((all) => all.map((group) => (group as HTMLOptGroupElement).label));
  expect(groups).toEqual(["fc", "kept by the optimiser"]);
  await circle("one").hover();
  expect(await page.getByTestId("only-checkpoints").textContent()).toBe(
    "Weights from 3 checkpoints, steps 2–6; no scores logged.",
  );
  expect(faults).toEqual([]);
  await page.context().close();
});

it("what cannot be drawn is listed with its reason, and the frame says it too", async () => {
  const { page, faults } = await openPage(browser, server.url);
  await page.getByTestId("mean-b").waitFor();
  const option = page.locator("option", { hasText: "fc/packed" });
  expect(await option.textContent()).toContain("F8_E4M3 is not drawn");
  await page.getByTestId("parameter").selectOption("fc/packed");
  const state = page.getByTestId("frame-state-a");
  await until(async () => (await state.textContent())?.includes("fc/packed cannot be drawn."));
  expect(await state.textContent()).toContain("F8_E4M3 is not drawn.");
  expect(faults).toEqual([]);
  await page.context().close();
});

it("a step that could not be fetched says why, and is shown as soon as it can be", async () => {
  const { page } = await openPage(browser, "about:blank");
  let isBroken = true;
  await page.route(/api\/points\/.*\/0-1$/, (route) => {
    const error = JSON.stringify({ error: "The disk is on fire.", remedy: "" });
    return isBroken ? route.fulfill({ status: 410, body: error }) : route.continue();
  });
  await page.goto(`${server.url}?a=one&b=two&at=2`);
  const unread = page.getByTestId("unread-a");
  await unread.waitFor();
  expect(await unread.textContent()).toBe("step 2 cannot be read");
  await unread.press("Enter");
  expect(await page.getByRole("note").textContent()).toContain("The disk is on fire.");
  isBroken = false;
  await until(async () => (await page.getByTestId("max-a").getAttribute("data-value")) === "2");
  expect(await unread.count()).toBe(0);
  await page.context().close();
});
