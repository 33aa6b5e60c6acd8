// The histogram of a frame: bars, what each mark is, what the pointer is on, and what lies outside the zoom.
import { type ReadonlySignal, useComputed, useSignal } from "@preact/signals";
import { snapped, tallest } from "../../charts/bars.ts";
import { mountHistogram } from "../../charts/histogram.ts";
import type { HistogramPicture } from "../../charts/histogramPicture.ts";
import { nounOf } from "../../parts/nouns.ts";
import { useStore } from "../../store/context.ts";
import type { Slot } from "../../store/slot.ts";
import { shareText, valueText, wholeText } from "../../ui/format.ts";
import { useMounted } from "../../ui/useMounted.ts";
import type { FrameBars } from "./comparison.ts";
import { initialLaw } from "./initialLaw.ts";
import { Notes } from "./notes.tsx";
import { pictureInWords } from "./words.ts";

interface HistogramProps {
  slot: Slot;
  bars: FrameBars;
  picture: ReadonlySignal<HistogramPicture>;
}

export function Histogram({ slot, bars, picture }: HistogramProps) {
  const store = useStore();
  const { settings } = store;
  const hovered = useSignal<{ bar: number; left: number } | null>(null);
  const words = useComputed(() => pictureInWords(store, slot));
  const root = useMounted<HTMLDivElement>((element) =>
    mountHistogram(element, picture, {
      hovered(bar, left) {
        hovered.value = bar === null || left < 0 ? null : { bar, left };
      },
      dragged(from, to) {
        const grid = bars.grid.peek();
        if (grid !== null) settings.range.value = snapped(grid, from, to);
      },
      reset() {
        settings.range.value = null;
      },
    }),
  );
  return (
    <figure class="histogram">
      <figcaption class="chart-caption">
        <BarWidth slot={slot} bars={bars} />
        <Legend slot={slot} />
      </figcaption>
      <div class="chart-box">
        <div
          ref={root}
          class="chart"
          role="img"
          aria-label={words}
          data-testid={`chart-${slot.slot}`}
        />
        <Cut slot={slot} bars={bars} />
        <Notes slot={slot} />
        <Tip slot={slot} bars={bars} hovered={hovered} />
      </div>
      <Outside slot={slot} bars={bars} />
    </figure>
  );
}

function BarWidth({ slot, bars }: { slot: Slot; bars: FrameBars }) {
  const grid = bars.grid.value;
  return (
    <span class="chart-unit">
      {nounOf(slot).many} per bar
      {grid !== null && <span class="bar-width dim">, {valueText(2 ** grid.level)} wide</span>}
    </span>
  );
}

function Legend({ slot }: { slot: Slot }) {
  const { settings, unit } = useStore();
  const first = slot.points.value[0];
  const isSpread = (slot.shown.value?.distribution.variance ?? 0) > 0;
  const parameter = slot.parameter.value;
  const isWeights = parameter?.quantity === "weights";
  const law = first && isWeights ? initialLaw(parameter.shape, first.distribution) : null;
  return (
    <span class="legend">
      <span class="key key-mean">mean</span>
      <span class="key key-deviation">±1 std</span>
      {settings.initial.value && first && (
        <span class="key key-initial" data-testid={`law-${slot.slot}`}>
          {unit.value} {wholeText(first.step)}
          {law === null ? "" : `: ${law}`}
        </span>
      )}
      {settings.normal.value && (
        <span
          class={isSpread ? "key key-normal" : "key key-normal key-undrawn"}
          title={isSpread ? undefined : `Not drawn: all ${nounOf(slot).many} are equal`}
        >
          normal law
        </span>
      )}
    </span>
  );
}

interface TipProps {
  slot: Slot;
  bars: FrameBars;
  hovered: ReadonlySignal<{ bar: number; left: number } | null>;
}

function Tip({ slot, bars, hovered }: TipProps) {
  const grid = bars.grid.value;
  const shown = slot.shown.value;
  const target = hovered.value;
  if (target === null || grid === null || shown === null) return null;
  const { distribution } = shown;
  const count = bars.windowOf(distribution).counts[target.bar];
  if (count === undefined) return null;
  const width = 2 ** grid.level;
  const from = (grid.first + target.bar) * width;
  return (
    <p class="tip" data-testid={`tip-${slot.slot}`} style={{ "--tip-left": `${target.left}px` }}>
      <strong>
        {distribution.exactBins ? "" : "≈ "}
        {wholeText(count)}
      </strong>{" "}
      {nounOf(slot).many} ({shareText(count, distribution.count)})
      <br />
      <span class="dim">
        {valueText(from)} … {valueText(from + width)}
      </span>
    </p>
  );
}

/** Says so when a bar is higher than the axis, and why there is none where no weight is finite. */
function Cut({ slot, bars }: { slot: Slot; bars: FrameBars }) {
  const { unit } = useStore();
  const shown = slot.shown.value;
  if (shown === null) return null;
  const { count, nonFinite, exactBins } = shown.distribution;
  if (count > 0 && nonFinite === count) {
    return (
      <p class="cut" data-testid={`cut-${slot.slot}`}>
        {exactBins
          ? `all ${wholeText(count)} are NaN or infinite at this ${unit.value}`
          : `all ${wholeText(count)} values at this ${unit.value} are non-finite, or the writer’s buckets cannot tell`}
      </p>
    );
  }
  const highest = tallest([bars.windowOf(shown.distribution)]);
  if (highest <= bars.tallest.value) return null;
  const { min } = shown.distribution;
  return (
    <p class="cut" data-testid={`cut-${slot.slot}`}>
      ▴ all {wholeText(highest)} are {valueText(min)}: higher than the axis
    </p>
  );
}

/** Every weight is accounted for: shown in a bar, beyond an edge, or not finite. */
function Outside({ slot, bars }: { slot: Slot; bars: FrameBars }) {
  const shown = slot.shown.value;
  if (shown === null) return null;
  const { below, above, counts } = bars.windowOf(shown.distribution);
  const inside = counts.reduce((sum, count) => sum + count, 0);
  const { nonFinite } = shown.distribution;
  const { one, many } = nounOf(slot);
  return (
    <p class="outside">
      <span class={below > 0 ? "outside-some" : "dim"} data-testid={`below-${slot.slot}`}>
        {below > 0 ? `◂ ${wholeText(below)} below` : ""}
      </span>
      <span
        class="dim"
        data-testid={`summary-${slot.slot}`}
        data-inside={inside}
        data-below={below}
        data-above={above}
      >
        {one} value · {wholeText(inside)} {many} in the bars
        {nonFinite > 0 && `, ${wholeText(nonFinite)} not finite`}
      </span>
      <span class={above > 0 ? "outside-some" : "dim"} data-testid={`above-${slot.slot}`}>
        {above > 0 ? `${wholeText(above)} above ▸` : ""}
      </span>
    </p>
  );
}
