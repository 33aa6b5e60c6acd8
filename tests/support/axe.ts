// Looks for faults of accessibility in a page with axe.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core"), "utf8");
interface AxeResults {
  violations: { id: string; impact: string; nodes: { html: string }[] }[];
}

declare const axe: {
  run: (options: { resultTypes: readonly string[] }) => Promise<AxeResults>;
};

/** What axe finds serious in the page as it is, as "rule: elements". */
export async function seriousFaults(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  // Of what is well, axe tells every element: told from page to test, that takes longer than to look for faults.
  return page.evaluate(async () => {
    const { violations } = await axe.run({ resultTypes: ["violations"] });
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  });
}
