// Nothing jumps when live data arrives: while two models train, whatever is read or pressed keeps its place.
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { until } from "../support/layerlapse.ts";
import { NARROW, WIDE } from "../support/page.ts";
import { views } from "../support/views.ts";
import { writeCheckpoint } from "../support/writtenCheckpoint.ts";
import { type WrittenRun, writeRun } from "../support/writtenRun.ts";

const VIEWS = [
  "distributions",
  "compare",
  "overTime",
  "network",
  "distances",
  "models",
  "scalars",
  "spectrum",
  "findings",
];
/** From a one-figure epoch to a two-figure one, and on. */
const BEFORE = 8;
const AFTER = 13;
const KERNEL = [{ tag: "hidden1/kernel", shape: [784, 32] }];
/** One kernel: which of two is further apart may change with every epoch, and their order with it. */
const PARAMETERS = [...KERNEL, { tag: "hidden1/bias", shape: [32] }];
const NAMES = ["one", "two"];
const { open } = views();

interface Moved {
  shifts: string[];
  boxes: string[];
}

declare const stillness: {
  shifts: string[];
  boxes: () => Map<Element, DOMRect>;
  before: Map<Element, DOMRect>;
};

/** Remembers where everything is that is read or pressed, and whatever the browser says has moved from now on. */
async function remember(page: Page): Promise<void> {
  await page.evaluate(() => {
    const nameOf = (node: Node | null): string => {
      const element = node instanceof Element ? node : node?.parentElement;
      if (!element) return "?";
      const id = element.closest("[data-testid]")?.getAttribute("data-testid") ?? "";
      return `${element.tagName.toLowerCase()}.${element.getAttribute("class") ?? ""} in ${id}`;
    };
    const shifts: string[] = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as unknown as LayoutShift[]) {
        for (const { node, previousRect: from, currentRect: to } of entry.sources) {
          // Words that stand at their right edge grow to the left.
          const isSide = Math.abs(from.left - to.left) > 2 && Math.abs(from.right - to.right) > 2;
          if (!isSide && Math.abs(from.top - to.top) < 1.5) continue;
          const [x, y] = [`${from.left}–${from.right}`, `${to.left}–${to.right}`];
          shifts.push(`${nameOf(node)}: ${x},${from.top} to ${y},${to.top}`);
        }
      }
    }).observe({ type: "layout-shift" });
    const boxes = (): Map<Element, DOMRect> =>
      new Map(
        [...document.querySelectorAll("h1, h2, h3, button, select, input, summary, canvas")]
          .filter((element) => element.checkVisibility())
          .map((element) => [element, element.getBoundingClientRect()]),
      );
    Object.assign(window, { stillness: { shifts, boxes, before: boxes(), nameOf } });
    interface LayoutShift {
      sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[];
    }
  });
}

async function moved(page: Page): Promise<Moved> {
  return page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 100)));
    const { shifts, boxes, before } = stillness;
    const after = boxes();
    const name = (element: Element): string => {
      const id = element.closest("[data-testid]")?.getAttribute("data-testid") ?? "";
      return `${element.tagName.toLowerCase()} ${element.textContent?.slice(0, 30)} in ${id}`;
    };
    const at = ({ left, top }: DOMRect): string => `${left.toFixed(1)},${top.toFixed(1)}`;
    return {
      shifts,
      boxes: [...before].flatMap(([element, box]) => {
        const now = after.get(element);
        if (now === undefined) return element.isConnected ? [] : [`${name(element)}: gone`];
        return at(now) === at(box) ? [] : [`${name(element)}: ${at(box)} to ${at(now)}`];
      }),
    };
  });
}

describe.each([
  ["wide", WIDE],
  ["narrow", NARROW],
] as const)("on a %s screen nothing moves while epochs arrive", (_, viewport) => {
  it.concurrent.for(VIEWS)("in the view %s", async (view, { onTestFinished }) => {
    let runs: readonly WrittenRun[] = [];
    // The second is the better one all the time: one that overtakes another changes places with it in the list.
    const log = (epoch: number, i: number): void => {
      runs[i]!.epoch(epoch, 0.06 + epoch / 40 + i / 2);
    };
    const fill = (logdir: string): void => {
      const startedAt = Math.floor(Date.now() / 1000);
      runs = NAMES.map((name, i) =>
        writeRun(logdir, name, { epochs: 15, seed: i + 1, startedAt, parameters: PARAMETERS }),
      );
      for (let epoch = 0; epoch < BEFORE; epoch++) for (const i of [0, 1]) log(epoch, i);
      for (const name of NAMES) {
        for (const step of [0, 1]) writeCheckpoint(logdir, name, step, KERNEL);
      }
    };
    const { page, circle } = await open(
      `view=${view}&a=one&b=two`,
      fill,
      { viewport },
      onTestFinished,
    );
    await until(async () => (await page.locator("main.view > *").count()) > 1);
    await page.waitForLoadState("networkidle");
    await remember(page);
    for (let epoch = BEFORE; epoch < AFTER; epoch++) {
      // One after the other: for a moment, the second lacks what is under the playhead.
      for (const [i, name] of NAMES.entries()) {
        log(epoch, i);
        const told = `epoch ${epoch} of`;
        await until(async () => (await circle(name).getAttribute("aria-label"))?.includes(told));
        await page.waitForLoadState("networkidle");
      }
    }
    expect(await moved(page)).toEqual({ shifts: [], boxes: [] });
  });
});
