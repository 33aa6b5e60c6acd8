// How good A and B were at every epoch, on the circles' scale turned upright; a click moves the playhead there.
import { metricScale } from "../charts/metricScale.ts";
import { useStore } from "../store/context.ts";
import type { SharedMetric } from "../store/metric.ts";
import { SLOTS } from "../store/selectionRules.ts";
import type { Slot } from "../store/slot.ts";
import { scoreText, wholeText } from "../ui/format.ts";
import { useWidth } from "../ui/useWidth.ts";

const HEIGHT = 138;
const LEFT = 40;
const RIGHT = 10;
const TOP = 8;
const BOTTOM = 20;
const LABEL_PX = 13;

export function LearningCurve() {
  const { metric, playhead } = useStore();
  const shared = metric.value;
  return shared === null || playhead.steps.value.length < 2 ? null : <Curve shared={shared} />;
}

function Curve({ shared }: { shared: SharedMetric }) {
  const { playhead, slots, unit, horizon } = useStore();
  const [box, width] = useWidth<HTMLDivElement>();
  const steps = playhead.steps.value;
  const scale = metricScale(shared.values, shared.lowerIsBetter);
  const [first, last] = [steps[0]!, horizon.value ?? steps.at(-1)!];
  const x = (step: number): number => {
    return LEFT + ((step - first) / (last - first)) * (width.value - LEFT - RIGHT);
  };
  const y = (place: number): number => TOP + (1 - place) * (HEIGHT - TOP - BOTTOM);
  const at = playhead.at.value;
  let highest = -Infinity;
  const ticks = scale.ticks.filter(({ place }) => {
    if ((place - highest) * (HEIGHT - TOP - BOTTOM) < LABEL_PX) return false;
    highest = place;
    return true;
  });
  const goTo = (event: PointerEvent & { currentTarget: SVGSVGElement }): void => {
    if (event.buttons !== 1) return;
    const share = event.clientX - event.currentTarget.getBoundingClientRect().left - LEFT;
    playhead.moveTo(first + (share / (width.value - LEFT - RIGHT)) * (last - first));
  };
  const words = SLOTS.map((slot) => slotWords(slots[slot], shared.isShare)).join("; ");
  return (
    <figure class="curve" data-testid="learning-curve">
      <figcaption class="dim">
        {shared.label} over {unit.value}s
      </figcaption>
      <div ref={box}>
        <svg
          width={width.value}
          height={HEIGHT}
          role="img"
          aria-label={`${shared.label} over ${unit.value}s: ${words}`}
          onPointerDown={goTo}
          onPointerMove={goTo}
        >
          {ticks.map(({ value, place, text }) => (
            <g key={value}>
              <line
                class="curve-grid"
                x1={LEFT}
                x2={width.value - RIGHT}
                y1={y(place)}
                y2={y(place)}
              />
              <text class="curve-label" x={LEFT - 7} y={y(place) + 4} text-anchor="end">
                {text}
              </text>
            </g>
          ))}
          {[first, last].map((step) => (
            <text
              key={step}
              class="curve-label"
              x={x(step)}
              y={HEIGHT - 4}
              text-anchor={step === first ? "start" : "end"}
            >
              {wholeText(step)}
            </text>
          ))}
          {at !== null && (
            <line class="curve-needle" x1={x(at)} x2={x(at)} y1={TOP} y2={HEIGHT - BOTTOM} />
          )}
          {[...SLOTS].reverse().map((slot) => (
            <polyline
              key={slot}
              class={`curve-line ring-${slot}`}
              points={pointsOf(slots[slot], x, (value) => y(scale.place(value)))}
            />
          ))}
        </svg>
      </div>
    </figure>
  );
}

function pointsOf(slot: Slot, x: (step: number) => number, y: (value: number) => number): string {
  const { steps, values } = slot.scores.value;
  const points: string[] = [];
  steps.forEach((step, i) => {
    if (Number.isFinite(values[i]))
      points.push(`${x(step).toFixed(1)},${y(values[i]!).toFixed(1)}`);
  });
  return points.join(" ");
}

function slotWords(slot: Slot, isShare: boolean): string {
  const { values } = slot.scores.value;
  const letter = slot.slot.toUpperCase();
  if (values.length === 0) return `${letter} has none`;
  return `${letter} from ${scoreText(values[0]!, isShare)} to ${scoreText(values.at(-1)!, isShare)}`;
}
