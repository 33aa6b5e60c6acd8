// How a distribution's mean, deviation and quantiles move over all steps, with the playhead on it.
import { effect, type ReadonlySignal } from "@preact/signals";
import uPlot from "uplot";
import { AXIS_FONT, shortValue, WHOLE_STEPS } from "./axisText.ts";
import { drawable } from "./drawable.ts";
import { css, withAlpha } from "./oklch.ts";
import type { Palette } from "./palette.ts";

/** Columns over steps; quantiles at 5, 25, 50, 75 and 95 %. */
export interface SpreadPicture {
  steps: ArrayLike<number>;
  mean: ArrayLike<number>;
  deviation: ArrayLike<number>;
  quantiles: readonly [
    ArrayLike<number>,
    ArrayLike<number>,
    ArrayLike<number>,
    ArrayLike<number>,
    ArrayLike<number>,
  ];
  /** Ends of the step axis, the same for both models. */
  stepEdges: readonly [number, number];
  /** Ends of the value axis. */
  edges: readonly [number, number];
  hue: readonly [number, number, number];
  palette: Palette;
}

/** Draws `picture` and the playhead at `at`; a click or a drag on it calls `picked` with a step. */
export function mountSpread(
  root: HTMLElement,
  picture: ReadonlySignal<SpreadPicture>,
  at: ReadonlySignal<number | null>,
  picked: (step: number) => void,
): () => void {
  const current = (): SpreadPicture => picture.peek();
  const needle = document.createElement("div");
  needle.className = "needle";
  const chart = new uPlot(optionsFor(root, current), dataOf(current()), root);
  chart.over.append(needle);

  const place = (): void => {
    const step = at.peek();
    needle.hidden = step === null;
    if (step !== null) needle.style.transform = `translateX(${chart.valToPos(step, "x")}px)`;
  };
  // A line of its own over the canvas: the playhead moves without anything being drawn again.
  const stopNeedle = effect(() => {
    void at.value;
    place();
  });
  const stopDrawing = effect(() => {
    chart.setData(dataOf(picture.value));
    queueMicrotask(place);
  });
  const pick = (event: PointerEvent): void => {
    if (event.buttons === 1)
      picked(chart.posToVal(event.clientX - chart.over.getBoundingClientRect().left, "x"));
  };
  chart.over.addEventListener("pointerdown", pick);
  chart.over.addEventListener("pointermove", pick);
  const observer = new ResizeObserver(() => {
    if (root.clientWidth > 0 && root.clientHeight > 0) chart.setSize(sizeOf(root));
    queueMicrotask(place);
  });
  observer.observe(root);
  return () => {
    observer.disconnect();
    stopNeedle();
    stopDrawing();
    chart.destroy();
  };
}

function sizeOf(root: HTMLElement): { width: number; height: number } {
  return { width: Math.max(root.clientWidth, 80), height: Math.max(root.clientHeight, 50) };
}

function dataOf({ steps, mean, deviation, quantiles }: SpreadPicture): uPlot.AlignedData {
  const shifted = (sign: number) => Array.from(steps, (_, i) => mean[i]! + sign * deviation[i]!);
  const lines = [...quantiles, shifted(-1), shifted(1), mean].map((line) => drawable(line));
  return [Array.from(steps), ...lines];
}

function optionsFor(root: HTMLElement, current: () => SpreadPicture): uPlot.Options {
  const axis = {
    font: AXIS_FONT,
    stroke: () => css(current().palette.dim),
    ticks: { show: false },
  };
  const points = { show: () => current().steps.length < 2, size: 5 };
  const line = (width: number, stroke: () => string, dash?: number[]): uPlot.Series => ({
    width,
    stroke,
    points,
    ...(dash ? { dash } : {}),
  });
  const hue = (): string => css(current().hue);
  const unseen = (): string => "transparent";
  const dim = (): string => css(current().palette.text);
  return {
    ...sizeOf(root),
    padding: [6, 18, 0, 0],
    legend: { show: false },
    cursor: { show: true, y: false, points: { show: false }, drag: { x: false, y: false } },
    scales: {
      x: { time: false, range: () => widened(current().stepEdges) },
      y: { range: () => [...current().edges] },
    },
    axes: [
      {
        ...axis,
        size: 20,
        gap: 2,
        space: 40,
        grid: { show: false },
        incrs: WHOLE_STEPS,
        values: (_, splits) => splits.map(shortValue),
      },
      {
        ...axis,
        size: 46,
        gap: 6,
        space: 16,
        grid: { stroke: () => current().palette.grid, width: 1 },
        values: (_, splits) => splits.map(shortValue),
      },
    ],
    series: [
      {},
      line(0, unseen),
      line(0, unseen),
      line(1.5, hue),
      line(0, unseen),
      line(0, unseen),
      line(1, dim, [3, 3]),
      line(1, dim, [3, 3]),
      line(1.75, () => css(current().palette.mean)),
    ],
    bands: [
      { series: [5, 1], fill: () => withAlpha(current().hue, 0.2) },
      { series: [4, 2], fill: () => withAlpha(current().hue, 0.3) },
    ],
  };
}

/** A single step gets some room on both sides. */
function widened([first, last]: readonly [number, number]): [number, number] {
  return first < last ? [first, last] : [first - 0.5, last + 0.5];
}
