import { describe, expect, it } from "vitest";
import { until } from "../support/layerlapse.ts";
import { diverge, twoModels } from "../support/twoModels.ts";
import { savedBy, views } from "../support/views.ts";

const { open } = views();

const COMPARE = "view=compare&a=one&b=two";

describe("the view compare", () => {
  it("shows both at the playhead, reads a bin of both under the pointer and the cursor, and names distances", async () => {
    const { page, faults } = await open(`${COMPARE}&at=2`, twoModels);
    const plot = page.getByTestId("overlay");
    await until(async () =>
      /A: one · epoch 2.*B: two · epoch 2/.test((await plot.getAttribute("aria-label")) ?? ""),
    );
    expect(
      Number(await page.getByTestId("wasserstein").getAttribute("data-value")),
    ).toBeGreaterThan(0);
    await plot.focus();
    await page.keyboard.press("ArrowRight");
    const said = await plot.getAttribute("aria-valuetext");
    expect(said).toMatch(/… .*: A [\d,]+ \(.*%\), B [\d,]+ \(/);
    expect(await page.getByTestId("overlay-tip").textContent()).toContain("A − B");
    await page.keyboard.press("Escape");
    await until(async () => (await page.getByTestId("overlay-tip").count()) === 0);
    const { x, y, width, height } = (await plot.boundingBox())!;
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.getByTestId("overlay-tip").waitFor();
    expect(faults).toEqual([]);
  });

  it("compares a model with itself at a pinned epoch, which the address holds, until it is unpinned", async () => {
    const { page, faults } = await open(`${COMPARE}&at=1`, twoModels);
    await page.getByTestId("pin-a").click();
    await page.getByTestId("slider").press("End");
    const words = page.getByTestId("overlay");
    await until(async () =>
      /one · epoch 3.*one · epoch 1, pinned/.test((await words.getAttribute("aria-label")) ?? ""),
    );
    await until(() => page.url().includes("compare=a%401"));
    await page.reload();
    await until(async () =>
      (await page.getByTestId("overlay").getAttribute("aria-label"))?.includes("epoch 1, pinned"),
    );
    await page.getByTestId("unpin").click();
    await until(async () => (await words.getAttribute("aria-label"))?.includes("B: two"));
    expect(faults).toEqual([]);
  });

  it("zooms into what is dragged over, which the address holds, and comes back", async () => {
    const { page } = await open(COMPARE, twoModels);
    const plot = page.getByTestId("overlay");
    await plot.waitFor();
    const { x, y, width, height } = (await plot.boundingBox())!;
    await page.mouse.move(x + width * 0.4, y + height / 3);
    await page.mouse.down();
    await page.mouse.move(x + width * 0.6, y + height / 3, { steps: 4 });
    await page.mouse.up();
    await until(() => page.url().includes("range="));
    await page.getByTestId("zoom-all").click();
    await until(async () => (await page.getByTestId("zoom-all").count()) === 0);
  });

  it("says what is missing: a finite value, a second model", async () => {
    const { page, faults } = await open(`${COMPARE}&at=4`, (logdir) => {
      const [one] = twoModels(logdir);
      diverge(one!, 4);
    });
    await until(async () =>
      /A: all 25,088 not finite at this epoch/.test(
        (await page.getByTestId("compare-missing").textContent()) ?? "",
      ),
    );
    const origin = page.getByTestId("wasserstein");
    await until(async () => (await origin.getAttribute("data-origin")) === "unavailable");
    await page.goto(page.url().replace(/\?.*/, "?view=compare&a=two"));
    await until(async () =>
      (await page.getByTestId("compare-missing").textContent())?.includes("no model B"),
    );
    expect(faults).toEqual([]);
  });

  it("gives its numbers as a table, CSV, JSON, NumPy, SVG and PNG", async () => {
    const seen = await open(COMPARE, twoModels);
    const { page, faults } = seen;
    await page.getByTestId("overlay").waitFor();
    for (const [ending, sign] of [
      ["csv", "from,to,weights A,weights B"],
      ["json", '"A minus B"'],
      ["svg", "<svg"],
      ["png", "PNG"],
    ] as const) {
      const { name, bytes } = await savedBy(seen, `${ending}-compare`);
      expect(name).toMatch(new RegExp(`[.]${ending}$`));
      expect(bytes.toString("latin1")).toContain(sign);
    }
    await page.getByTestId("table-compare").click();
    expect(await page.getByTestId("numbers-compare").locator("tbody tr").count()).toBeGreaterThan(
      20,
    );
    expect(faults).toEqual([]);
  });

  it("compares a layer among two hundred", async () => {
    const parameters = Array.from({ length: 200 }, (_, i) => {
      return { tag: `block${i}/kernel`, shape: [8, 8] };
    });
    const { page, faults } = await open(`${COMPARE}&parameter=block150/kernel`, (logdir) => {
      twoModels(logdir, 2, { parameters });
    });
    await until(async () =>
      /A: one.*B: two.*64 weights/.test(
        (await page.getByTestId("overlay").getAttribute("aria-label")) ?? "",
      ),
    );
    expect(await page.getByTestId("parameter").inputValue()).toBe("block150/kernel");
    expect(faults).toEqual([]);
  });
});
