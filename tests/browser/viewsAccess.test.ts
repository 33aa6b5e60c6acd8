// Every view, the help and the findings as people with keyboards, screen readers and other eyes meet them: axe, in both themes.
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { seriousFaults } from "../support/axe.ts";
import { until } from "../support/layerlapse.ts";
import { twoModels } from "../support/twoModels.ts";
import { views } from "../support/views.ts";
import { writeCheckpoint } from "../support/writtenCheckpoint.ts";

const VIEWS = readdirSync(fileURLToPath(new URL("../../client/views", import.meta.url)));
const EPOCHS = 4;
const { open } = views();

/** Two models with checkpoints, one of which diverges: a finding, spectra, and something in every view. */
function models(logdir: string): void {
  const [one] = twoModels(logdir, EPOCHS);
  one!.epoch(EPOCHS, NaN);
  for (const name of ["one", "two"]) {
    for (const step of [0, 1, 2]) {
      writeCheckpoint(logdir, name, step, [{ tag: "hidden1/kernel", shape: [784, 32] }]);
    }
  }
}

/** Its tab is the chosen one, its code is here, and nothing is under way any more. */
async function shown(page: Page, view: string): Promise<void> {
  await until(async () => (await page.locator("main.view > *").count()) > 1, { what: view });
  await page.waitForLoadState("networkidle");
  expect(await page.getByText("This view failed").count()).toBe(0);
}

describe.concurrent.each(["light", "dark"] as const)(
  "axe finds no serious fault, %s",
  (colorScheme) => {
    it("in any view", async ({ onTestFinished }) => {
      const look = { colorScheme };
      const { page, server } = await open(
        "view=findings&a=one&b=two",
        models,
        look,
        onTestFinished,
      );
      await page.getByTestId("finding").first().waitFor();
      const faults: Record<string, string[]> = {};
      for (const view of VIEWS) {
        await page.goto(`${server.url}?view=${view}&a=one&b=two&at=2&parameter=hidden1/kernel`);
        await shown(page, view);
        const found = await seriousFaults(page);
        if (found.length > 0) faults[view] = found;
      }
      expect(faults).toEqual({});
    }, 180_000);

    it("in the help, and in the line that a finding leaves beside its evidence", async ({
      onTestFinished,
    }) => {
      const look = { colorScheme };
      const { page } = await open("view=findings&a=one&b=two", models, look, onTestFinished);
      const finding = page.getByTestId("finding").first();
      await finding.waitFor();
      await page.keyboard.press("?");
      await page.getByTestId("help").waitFor();
      expect(await seriousFaults(page), "help").toEqual([]);
      await page.keyboard.press("Escape");
      await finding.getByRole("button").first().click();
      await page.getByTestId("finding-line").waitFor();
      expect(await seriousFaults(page), "finding").toEqual([]);
    });
  },
);
