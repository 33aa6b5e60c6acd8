// Names of models that differ at their end alone are told apart wherever room is short.
import { describe, expect, it } from "vitest";
import { NARROW, openPage, WIDE } from "../support/page.ts";
import { servedOnce } from "../support/views.ts";
import { writeRun } from "../support/writtenRun.ts";

const parameters = [{ tag: "transformer.h.0.attn.c_attn.weight", shape: [20, 30] }];
const NAMES = ["base", "instruct"].map((end) => `deep-sweep/llama-${end}`);

const { browser, url } = servedOnce((logdir) => {
  for (const name of NAMES) writeRun(logdir, name, { parameters }).epoch(119_990, 0.5);
});

describe.each([
  ["wide", WIDE],
  ["narrow", NARROW],
] as const)("models on a %s screen", (_, viewport) => {
  it("show how their names end, in the list and over their frames", async () => {
    const { page } = await openPage(browser(), url(), { viewport });
    await page.getByTestId("mean-b").waitFor();
    const ends = await page.locator(".run-name").evaluateAll((names) =>
      names.map((name) => {
        const tail = name.querySelector(".run-name-tail")!;
        const isWhole =
          tail.getBoundingClientRect().right <= name.getBoundingClientRect().right + 0.5;
        return isWhole ? tail.getAttribute("data-letters")! : "cut";
      }),
    );
    const shown = NAMES.map((name) => {
      return ends.filter((end) => name.endsWith(end) && /base|instruct/.test(end)).length;
    });
    expect(Math.min(...shown), "in the list, and over the frame").toBeGreaterThanOrEqual(2);
    expect(ends).not.toContain("cut");
    for (const name of NAMES) {
      const read = page.getByRole("heading", { name, exact: true });
      expect(await read.count(), "read without a gap").toBe(1);
    }
    await page.context().close();
  });
});
