// One frame's histogram at the playhead, put together from its slot, the shared layout and the settings.
import { computed, type ReadonlySignal } from "@preact/signals";
import { edgesOf } from "../../charts/bars.ts";
import {
  type Curve,
  type HistogramPicture,
  normalCurve,
  outline,
} from "../../charts/histogramPicture.ts";
import type { MetricScale } from "../../charts/metricScale.ts";
import { css } from "../../charts/oklch.ts";
import { paletteOf, scoreColour } from "../../charts/palette.ts";
import type { Slot } from "../../store/slot.ts";
import type { Store } from "../../store/store.ts";
import type { FrameBars } from "./comparison.ts";

/** Derives the picture; without a snapshot it has no bars. */
export function createFramePicture(
  { settings, theme }: Store,
  slot: Slot,
  bars: FrameBars,
  scale: ReadonlySignal<MetricScale>,
): ReadonlySignal<HistogramPicture> {
  const initial = computed((): Curve | null => {
    const [first] = slot.points.value;
    const grid = bars.grid.value;
    if (!settings.initial.value || !first || grid === null) return null;
    return outline(bars.windowOf(first.distribution).counts, edgesOf(grid)[0], 2 ** grid.level);
  });
  return computed((): HistogramPicture => {
    const palette = paletteOf(theme.value);
    const shown = slot.shown.value?.distribution ?? null;
    const grid = bars.grid.value;
    const place = scale.value.place(slot.score.value ?? NaN);
    const common = {
      tallest: bars.tallest.value,
      logY: settings.logY.value,
      fill: css(scoreColour(place, theme.value)),
      palette,
    };
    if (shown === null || grid === null) {
      const nothing = { xs: [], counts: [], mean: NaN, deviation: NaN, curves: [] };
      return { ...common, ...nothing, edges: [-1, 1] };
    }
    const edges = edgesOf(grid);
    const deviation = Math.sqrt(shown.variance);
    const curves = initial.value === null ? [] : [initial.value];
    if (settings.normal.value && deviation > 0) {
      const finite = shown.count - shown.nonFinite;
      curves.push(normalCurve(finite, 2 ** grid.level, shown.mean, deviation, edges));
    }
    const { counts } = bars.windowOf(shown);
    return {
      ...common,
      xs: bars.middles.value,
      counts,
      edges,
      mean: shown.mean,
      deviation,
      curves,
    };
  });
}
