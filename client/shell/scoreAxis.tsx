// The axis under the circles, which is the legend of their colour too.
import type { MetricScale } from "../charts/metricScale.ts";
import { scoreGradient, type Theme } from "../charts/palette.ts";
import { textWidth } from "../charts/textWidth.ts";
import { valueText } from "../ui/format.ts";
import { MARGIN } from "./swarmPlan.ts";

/** A little more than the labels' letters are high: some fonts are wide. */
const LETTERS_PX = 13;
const LABEL_GAP = 6;
const ROOM_FOR_BEYOND = 130;
/** How far the words reach to the left of the first model without a score. */
const ROOM_FOR_NONE = 16;

interface ScoreAxisProps {
  scale: MetricScale;
  /** Width of what stands before the axis: models without a score. */
  lane: number;
  span: number;
  theme: Theme;
  /** The models that stand at an end of the axis, but lie beyond it. */
  beyond: readonly Beyond[];
}

export interface Beyond {
  end: 0 | 1;
  models: number;
  /** Their score that is furthest from the axis. */
  furthest: number;
}

/** The axis is the legend: the colour under a place is the colour of a model there, and of its bars. */
export function ScoreAxis({ scale, lane, span, theme, beyond }: ScoreAxisProps) {
  // The words at an end take the place of the labels there.
  const taken = (place: number): boolean =>
    beyond.some(({ end }) => Math.abs(place - end) * span < ROOM_FOR_BEYOND);
  let free = -Infinity;
  // From the better end: where labels are close, the higher score keeps its own.
  const labelled = [...scale.ticks]
    .reverse()
    .filter(({ place, text }) => {
      const [x, half] = [-place * span, textWidth(text, LETTERS_PX) / 2];
      if (x - half < free || taken(place)) return false;
      free = x + half + LABEL_GAP;
      return true;
    })
    .reverse();
  return (
    <div class="score-axis" aria-hidden="true" title={`Spacing: ${scale.spacing}`}>
      {lane > 0 && (
        <span class="score-none" style={{ left: `${MARGIN - ROOM_FOR_NONE}px` }}>
          no score
        </span>
      )}
      <div
        class="score-ramp"
        style={{ marginLeft: `${MARGIN + lane}px`, background: scoreGradient(theme) }}
      />
      {labelled.map(({ value, place, text }) => (
        <span key={value} class="score-tick" style={{ left: `${MARGIN + lane + place * span}px` }}>
          {text}
        </span>
      ))}
      {beyond.map(({ end, models, furthest }) => (
        <span
          key={end}
          class={`score-beyond score-beyond-${end}`}
          data-testid="score-beyond"
          style={end === 0 ? { left: `${MARGIN + lane}px` } : { right: `${MARGIN}px` }}
        >
          {end === 0 && "◂ "}
          {models} beyond{models === 1 ? ": " : ", to "}
          {valueText(furthest)}
          {end === 1 && " ▸"}
        </span>
      ))}
    </div>
  );
}
