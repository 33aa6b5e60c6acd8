// How far the axis of the learning curves reaches, and what is said of the spikes that leave it.
import type { MetricScale } from "../charts/metricScale.ts";
import { type Range, rangeWithoutSpikes } from "../charts/spikes.ts";
import { useStore } from "../store/context.ts";
import { SLOTS } from "../store/selectionRules.ts";
import type { Store } from "../store/store.ts";
import { valueText } from "../ui/format.ts";

/** Of the points of a curve, so many at most are spikes. */
const SPIKES = 1 / 100;
/** Of more, every n-th is looked at. */
const MOST_LOOKED_AT = 4096;

/** A loss falls and may start high: all that A and B went through but for spikes, more at the top. */
export function rangeAsItRuns(slots: Store["slots"]): Range {
  const all = SLOTS.map((slot) => slots[slot].scores.value.values);
  const looked = all.flatMap((values) => {
    const every = Math.ceil(values.length / MOST_LOOKED_AT);
    return Array.from({ length: Math.ceil(values.length / every) || 0 }, (_, i) => {
      return values[i * every]!;
    });
  });
  const ascending = [...looked, ...extremes(slots)]
    .filter((value) => Number.isFinite(value))
    .sort((one, two) => one - two);
  const { low, high } = rangeWithoutSpikes(ascending, SPIKES);
  const first = all.flatMap((values) => values.find((value) => Number.isFinite(value)) ?? []);
  return { low: Math.min(low, ...first), high: Math.max(high, ...first) };
}

/** The lowest and the highest that A and B went through. */
function extremes(slots: Store["slots"]): number[] {
  return SLOTS.flatMap((slot) => {
    const reached = slots[slot].scored.value?.reached;
    return reached ? [reached.lowest, reached.highest] : [];
  });
}

interface SpikesProps {
  scale: MetricScale;
  /** Where the words end, and where lines of them stand at either end of the scale, in pixels. */
  right: number;
  top: number;
  bottom: number;
}

/** How far the curves go where they leave the scale. */
export function Spikes({ scale, right, top, bottom }: SpikesProps) {
  const beyond = extremes(useStore().slots).filter((value) => scale.beyond(value) !== null);
  return (
    <>
      {[...new Set(beyond.map((value) => scale.beyond(value)!))].map((end) => {
        const furthest = beyond
          .filter((value) => scale.beyond(value) === end)
          .reduce((most, value) => (value > most === (end === 1) ? value : most));
        return (
          <text
            key={end}
            class="curve-spike"
            data-testid="curve-spike"
            x={right}
            text-anchor="end"
            y={end === 1 ? top : bottom}
          >
            {end === 1 ? "▲ up" : "▼ down"} to {valueText(furthest)}
          </text>
        );
      })}
    </>
  );
}
