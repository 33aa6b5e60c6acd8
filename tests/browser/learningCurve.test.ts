// The learning curve under the list of models: its labels are whole however long they are.
import { expect, it } from "vitest";
import { twoModels } from "../support/twoModels.ts";
import { views } from "../support/views.ts";

const { open } = views();

it("has room for its longest label", async () => {
  const { page } = await open("", (logdir) => {
    for (const run of twoModels(logdir)) run.epoch(4, 0.99985);
  });
  const curve = page.getByTestId("learning-curve");
  const drawing = curve.locator("svg", { hasText: "99.99%" });
  const lefts = await drawing.evaluate((svg) => {
    const from = svg.getBoundingClientRect().left;
    return [...svg.querySelectorAll("text")].map(
      (text) => text.getBoundingClientRect().left - from,
    );
  });
  expect(Math.min(...lefts)).toBeGreaterThanOrEqual(0);
});
