// A histogram on uPlot: redrawn from a picture within the same turn of the event loop, without touching the page's tree.
import { effect, type ReadonlySignal } from "@preact/signals";
import uPlot from "uplot";
import { drawable, drawableOnLog } from "./drawable.ts";
import { drawMarks, shadeDeviation } from "./histogramMarks.ts";
import type { HistogramPicture } from "./histogramPicture.ts";
import { css } from "./oklch.ts";
import { AXIS_FONT, compactCount, shortValue, WHOLE_STEPS } from "./axisText.ts";

export interface HistogramListener {
  /** The bar under the pointer and its place in pixels, or null. */
  hovered(bar: number | null, left: number): void;
  /** A stretch of the value axis was dragged over. */
  dragged(from: number, to: number): void;
  /** A double click asks for everything again. */
  reset(): void;
}

/** Below one weight there is nothing; the logarithmic axis starts just under it so that single weights show. */
const LOG_FLOOR = 0.6;
const HEADROOM = 1.05;
const LOG_HEADROOM = 1.4;
const SHORTEST_DRAG_PX = 4;

/** Draws `picture` into `root` for as long as it changes; the result takes it away. */
export function mountHistogram(
  root: HTMLElement,
  picture: ReadonlySignal<HistogramPicture>,
  listener: HistogramListener,
): () => void {
  let chart: uPlot | null = null;
  let chartIsLog = false;
  const current = (): HistogramPicture => picture.peek();

  const stopDrawing = effect(() => {
    const { xs, counts, logY } = picture.value;
    const data: uPlot.AlignedData = [
      Array.from(xs),
      logY ? drawableOnLog(counts) : drawable(counts),
    ];
    if (chart !== null && chartIsLog === logY) {
      chart.setData(data);
      return;
    }
    chart?.destroy();
    chartIsLog = logY;
    chart = new uPlot(optionsFor(root, logY, current, listener), data, root);
  });
  const observer = new ResizeObserver(() => {
    if (root.clientWidth > 0 && root.clientHeight > 0) chart?.setSize(sizeOf(root));
  });
  observer.observe(root);
  return () => {
    observer.disconnect();
    stopDrawing();
    chart?.destroy();
  };
}

function sizeOf(root: HTMLElement): { width: number; height: number } {
  return { width: Math.max(root.clientWidth, 80), height: Math.max(root.clientHeight, 60) };
}

function optionsFor(
  root: HTMLElement,
  logY: boolean,
  current: () => HistogramPicture,
  listener: HistogramListener,
): uPlot.Options {
  const axis = {
    font: AXIS_FONT,
    stroke: () => css(current().palette.dim),
    ticks: { show: false },
  };
  return {
    ...sizeOf(root),
    padding: [10, 12, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      points: { show: false },
      drag: { x: true, y: false, setScale: false },
      bind: {
        dblclick: () => () => {
          listener.reset();
          return null;
        },
      },
    },
    scales: {
      x: { time: false, range: () => [...current().edges] },
      y: {
        distr: logY ? 3 : 1,
        range: () =>
          logY
            ? [LOG_FLOOR, Math.max(current().tallest, 1) * LOG_HEADROOM]
            : [0, Math.max(current().tallest, 1) * HEADROOM],
      },
    },
    axes: [
      {
        ...axis,
        size: 28,
        gap: 8,
        space: 64,
        grid: { show: false },
        values: (_, splits) => splits.map(shortValue),
      },
      {
        ...axis,
        size: 46,
        gap: 6,
        space: 34,
        incrs: WHOLE_STEPS,
        grid: {
          stroke: () => current().palette.grid,
          width: 1,
          ...(logY ? { filter: (_, splits) => splits.map(wholeDecade) } : {}),
        },
        values: (_, splits) => splits.map(compactCount),
      },
    ],
    series: [
      {},
      {
        paths: uPlot.paths.bars!({ size: [1, Infinity], gap: 1 }),
        fill: () => current().fill,
        stroke: () => current().fill,
        width: 0,
        points: { show: false },
        ...(logY ? { fillTo: () => LOG_FLOOR } : {}),
      },
    ],
    hooks: {
      drawAxes: [(chart) => shadeDeviation(chart, current())],
      draw: [(chart) => drawMarks(chart, current())],
      setCursor: [(chart) => listener.hovered(chart.cursor.idx ?? null, chart.cursor.left ?? 0)],
      setSelect: [
        (chart) => {
          const { left, width } = chart.select;
          if (width < SHORTEST_DRAG_PX) return;
          listener.dragged(chart.posToVal(left, "x"), chart.posToVal(left + width, "x"));
          chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        },
      ],
    },
  };
}

/** The value when it is a power of ten: lines for all nine between would hide the bars. */
function wholeDecade(value: number): number | null {
  return Number.isInteger(Math.log10(value)) ? value : null;
}
