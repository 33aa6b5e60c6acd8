// The numbers beside a frame, exact or marked as read from bins, and how they moved over all snapshots.
import { type ReadonlySignal, useComputed } from "@preact/signals";
import { type Distribution, quantile } from "#contract/distribution.ts";
import { mountSpread, type SpreadPicture } from "../../charts/spread.ts";
import { useStore } from "../../store/context.ts";
import { letter } from "../../store/selectionRules.ts";
import type { Slot } from "../../store/slot.ts";
import { shareText, valueText, wholeText } from "../../ui/format.ts";
import { useMounted } from "../../ui/useMounted.ts";
import { QUANTILES } from "./spreadPicture.ts";
import { nounOf } from "./words.ts";

/** One line of the list: what it is, its text, and where it comes from when that is not the weights themselves. */
export interface Statistic {
  id: string;
  label: string;
  text: string;
  value: number;
  estimated: string | null;
}

const FROM_BINS =
  "Read from the bins: right to within one of about a thousand bins over the range.";
const FROM_BUCKETS = "Estimated from the logged buckets, each taken as evenly filled.";

/** Everything that is listed about one snapshot. */
export function statisticsOf(distribution: Distribution, counted = "weights"): Statistic[] {
  const { mean, variance, min, max, zeros, nonFinite, count } = distribution;
  const moments = distribution.exactMoments ? null : FROM_BUCKETS;
  const bins = distribution.exactBins ? FROM_BINS : FROM_BUCKETS;
  const value = (
    id: string,
    label: string,
    number: number,
    estimated: string | null,
  ): Statistic => {
    // Without a finite weight there is no mean, however well all is logged.
    const text = count > 0 && nonFinite === count ? "none" : valueText(number);
    return { id, label, text, value: number, estimated: text === "none" ? null : estimated };
  };
  const whole = (id: string, label: string, number: number): Statistic => {
    const share = number > 0 ? ` (${shareText(number, count)})` : "";
    return { id, label, text: wholeText(number) + share, value: number, estimated: null };
  };
  return [
    value("mean", "mean", mean, moments),
    value("std", "std", Math.sqrt(variance), moments),
    value("variance", "variance", variance, moments),
    value("min", "min", min, null),
    ...QUANTILES.map((p) => {
      const label = p === 0.5 ? "median" : `${p * 100}% quantile`;
      return value(`q${p * 100}`, label, quantile(distribution, p), bins);
    }),
    value("max", "max", max, null),
    whole("zeros", "zeros", zeros),
    whole("non-finite", "non-finite", nonFinite),
    { id: "count", label: counted, text: wholeText(count), value: count, estimated: null },
  ];
}

interface NumbersProps {
  slot: Slot;
  spread: ReadonlySignal<SpreadPicture>;
}

export function Numbers({ slot, spread }: NumbersProps) {
  const shown = slot.shown.value;
  return (
    <aside class="numbers" aria-label={`Numbers of ${letter(slot.slot)}`}>
      <dl class="statistics">
        {(shown === null ? [] : statisticsOf(shown.distribution, nounOf(slot).many)).map(
          (statistic) => (
            <div key={statistic.id} class={`statistic statistic-${statistic.id}`}>
              <dt>{statistic.label}</dt>
              <dd
                data-testid={`${statistic.id}-${slot.slot}`}
                data-value={statistic.value}
                title={statistic.estimated ?? undefined}
              >
                {statistic.estimated !== null && (
                  <abbr class="dim" title={statistic.estimated}>
                    ≈{" "}
                  </abbr>
                )}
                {statistic.text}
              </dd>
            </div>
          ),
        )}
      </dl>
      <Spread slot={slot} spread={spread} />
    </aside>
  );
}

function Spread({ slot, spread }: NumbersProps) {
  const { playhead, unit } = useStore();
  const root = useMounted<HTMLDivElement>((element) =>
    mountSpread(element, spread, playhead.at, (step) => playhead.moveTo(step)),
  );
  const words = useComputed(() => {
    const { steps, mean, deviation } = spread.value;
    if (steps.length === 0) return "Nothing to show yet";
    const at = (i: number): string =>
      `${unit.value} ${wholeText(steps[i]!)}: mean ${valueText(mean[i]!)}, standard deviation ${valueText(deviation[i]!)}`;
    return `Mean, standard deviation and quantiles over ${steps.length} snapshots. ${at(0)}; ${at(steps.length - 1)}`;
  });
  return (
    <figure class="spread">
      <figcaption class="chart-caption">
        <span class="chart-unit">
          over all {unit.value}s<span class="dim"> · click to go there</span>
        </span>
        <span class="legend">
          <span class="key key-mean">mean</span>
          <span class="key key-deviation">±1 std</span>
          <span class={`key key-band key-band-${slot.slot}`}>5–95%, 25–75%, median</span>
        </span>
      </figcaption>
      <div
        ref={root}
        class="chart"
        role="img"
        aria-label={words}
        data-testid={`spread-${slot.slot}`}
      />
    </figure>
  );
}
