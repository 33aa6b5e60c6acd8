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

export interface SpreadPlaces {
  /** Where the playhead is. */
  at: ReadonlySignal<number | null>;
  /** What is pointed at, here or in another picture. */
  hovered: ReadonlySignal<number | null>;
}

export interface SpreadListener {
  /** A click or a drag. */
  picked(step: number): void;
  /** Null when the pointer has left. */
  hovered(step: number | null): void;
}

/** Draws `picture`, and over it the places. */
export function mountSpread(
  root: HTMLElement,
  picture: ReadonlySignal<SpreadPicture>,
  places: SpreadPlaces,
  listener: SpreadListener,
): () => void {
  const current = (): SpreadPicture => picture.peek();
  const needles = [
    { line: lineNamed("needle needle-hovered"), step: places.hovered },
    { line: lineNamed("needle"), step: places.at },
  ];
  const chart = new uPlot(optionsFor(root, current), dataOf(current()), root);
  for (const { line } of needles) chart.over.append(line);

  const place = (): void => {
    for (const { line, step } of needles) {
      const at = step.peek();
      const left = at === null ? NaN : chart.valToPos(at, "x");
      line.hidden = !(left >= 0 && left <= chart.over.clientWidth);
      if (!line.hidden) line.style.transform = `translateX(${left}px)`;
    }
  };
  // Lines of their own over the canvas: they move without anything being drawn again.
  const stopNeedle = effect(() => {
    for (const { step } of needles) void step.value;
    place();
  });
  const stopDrawing = effect(() => {
    chart.setData(dataOf(picture.value));
    queueMicrotask(place);
  });
  const point = (event: PointerEvent): void => {
    const step = chart.posToVal(event.clientX - chart.over.getBoundingClientRect().left, "x");
    listener.hovered(step);
    if (event.buttons === 1) listener.picked(step);
  };
  chart.over.addEventListener("pointerdown", point);
  chart.over.addEventListener("pointermove", point);
  chart.over.addEventListener("pointerleave", () => listener.hovered(null));
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

function lineNamed(name: string): HTMLElement {
  const line = document.createElement("div");
  line.className = name;
  return line;
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
    cursor: { show: false },
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
