// How good A and B were at every epoch, shares on the circles' scale turned upright; a click moves the playhead there.
import { envelope, pathOf } from "../charts/envelope.ts";
import { metricScale, scaleOver } from "../charts/metricScale.ts";
import { textWidth } from "../charts/textWidth.ts";
import type { Takeaway } from "../parts/pictureActions.tsx";
import { PictureMenu } from "../parts/pictureMenu.tsx";
import { useStore } from "../store/context.ts";
import type { SharedMetric } from "../store/metric.ts";
import type { Scalars } from "../store/points.ts";
import { SLOTS } from "../store/selectionRules.ts";
import type { Slot } from "../store/slot.ts";
import { scoreText, wholeText } from "../ui/format.ts";
import { Name } from "../ui/name.tsx";
import { useWidth } from "../ui/useWidth.ts";
import { rangeAsItRuns, Spikes } from "./curveRange.tsx";

const HEIGHT = 138;
const NARROWEST_LEFT = 40;
/** Between a label and the axis. */
const LABEL_GAP = 7;
const RIGHT = 10;
const TOP = 8;
const BOTTOM = 20;
const LABEL_PX = 13;
/** A little more than its letters are high: some fonts are wide. */
const LETTERS_PX = 13;

export function LearningCurve() {
  const { metric, playhead } = useStore();
  const shared = metric.value;
  return shared === null || playhead.steps.value.length < 2 ? null : <Curve shared={shared} />;
}

/** Steps and scores to pixels. */
interface Scales {
  x: (step: number) => number;
  y: (score: number) => number;
}

function Curve({ shared }: { shared: SharedMetric }) {
  const store = useStore();
  const { hover, playhead, slots, unit, horizon } = store;
  const [box, width] = useWidth<HTMLDivElement>();
  const steps = playhead.steps.value;
  const scale = shared.isShare ? metricScale(shared) : scaleOver(rangeAsItRuns(slots), "neither");
  // Scores may go on after the last snapshot of the weights.
  const scored = SLOTS.map((slot) => slots[slot].scores.value.steps.at(-1) ?? -Infinity);
  const [first, last] = [steps[0]!, Math.max(horizon.value ?? steps.at(-1)!, ...scored)];
  let highest = -Infinity;
  const ticks = scale.ticks.filter(({ place }) => {
    if ((place - highest) * (HEIGHT - TOP - BOTTOM) < LABEL_PX) return false;
    highest = place;
    return true;
  });
  const widest = Math.max(...ticks.map(({ text }) => textWidth(text, LETTERS_PX)));
  const left = Math.max(NARROWEST_LEFT, widest + LABEL_GAP);
  const inner = width.value - left - RIGHT;
  const yOf = (place: number): number => TOP + (1 - place) * (HEIGHT - TOP - BOTTOM);
  const scales: Scales = {
    x: (step) => left + ((step - first) / (last - first)) * inner,
    y: (score) => yOf(scale.place(score)),
  };
  const goTo = (event: PointerEvent & { currentTarget: SVGSVGElement }): void => {
    const share = event.clientX - event.currentTarget.getBoundingClientRect().left - left;
    const step = first + (share / inner) * (last - first);
    hover.point({ step });
    if (event.buttons === 1) playhead.moveTo(step);
  };
  const told = SLOTS.map((slot) => slotWords(slots[slot], shared.isShare)).join("; ");
  const words = `${shared.label} over ${unit.value}s: ${told}`;
  const take = async (): Promise<Takeaway> => {
    const { learningTakeaway } = await import("./learningTakeaway.ts");
    return learningTakeaway(store, { metric: shared, scale, stepEdges: [first, last], words });
  };
  return (
    <figure class="curve" data-testid="learning-curve">
      <figcaption class="curve-head dim">
        <span>
          <Name text={shared.label} longest={36} /> over {unit.value}s
        </span>
        <PictureMenu id="learning" take={take} />
      </figcaption>
      <div ref={box}>
        <svg
          width={width.value}
          height={HEIGHT}
          role="img"
          aria-label={words}
          onPointerDown={goTo}
          onPointerMove={goTo}
          onPointerLeave={() => hover.leave()}
        >
          {ticks.map(({ value, place, text }) => (
            <g key={value}>
              <line
                class="curve-grid"
                x1={left}
                x2={width.value - RIGHT}
                y1={yOf(place)}
                y2={yOf(place)}
              />
              <text class="curve-label" x={left - LABEL_GAP} y={yOf(place) + 4} text-anchor="end">
                {text}
              </text>
            </g>
          ))}
          {[first, last].map((step) => (
            <text
              key={step}
              class="curve-label"
              x={scales.x(step)}
              y={HEIGHT - 4}
              text-anchor={step === first ? "start" : "end"}
            >
              {wholeText(step)}
            </text>
          ))}
          <Hovered x={scales.x} />
          <Needle x={scales.x} />
          <Spikes
            scale={scale}
            right={width.value - RIGHT - 6}
            top={TOP + 8}
            bottom={HEIGHT - BOTTOM - 4}
          />
          {width.value > 0 &&
            [...SLOTS]
              .reverse()
              .map((slot) => <Lines key={slot} slot={slots[slot]} scales={scales} />)}
        </svg>
      </div>
    </figure>
  );
}

/** Where each model stands at the step that is pointed at, here or in a picture. */
function Hovered({ x }: Pick<Scales, "x">) {
  const { aligned, hover } = useStore();
  const places =
    aligned.leader.value === null ? [hover.step] : SLOTS.map((slot) => hover.own[slot]);
  return (
    <>
      {places.map(({ value: step }, i) =>
        step === null || !Number.isFinite(step) ? null : (
          <line
            key={i}
            class="hover-line"
            data-testid="hover-line"
            x1={x(step)}
            x2={x(step)}
            y1={TOP}
            y2={HEIGHT - BOTTOM}
          />
        ),
      )}
    </>
  );
}

function Needle({ x }: Pick<Scales, "x">) {
  const { aligned, playhead, slots } = useStore();
  const needle = (at: number | null, hue: string) =>
    at === null ? null : (
      <line
        key={hue}
        class={`curve-needle ${hue}`}
        x1={x(at)}
        x2={x(at)}
        y1={TOP}
        y2={HEIGHT - BOTTOM}
      />
    );
  if (aligned.leader.value === null) return needle(playhead.at.value, "");
  // Aligned models stand at steps of their own.
  return <>{SLOTS.map((slot) => needle(slots[slot].moment.value, `needle-${slot}`))}</>;
}

/** One model's scores, the abandoned ones dashed, and a cross where one is not finite. */
function Lines({ slot, scales }: { slot: Slot; scales: Scales }) {
  const own = drawn(slot.scores.value, scales);
  const abandoned = slot.oldScores.value.map((branch) => drawn(branch, scales));
  return (
    <g class={`ring-${slot.slot}`}>
      {abandoned.map(({ path }) => (
        <path key={path} class="curve-line curve-abandoned" d={path} />
      ))}
      <path class="curve-line" d={own.path} data-testid={`curve-${slot.slot}`} />
      {own.notFinite.map((x) => (
        <path key={x} class="curve-cross" d={`M${x - 3} ${TOP}l6 6m0 -6l-6 6`}>
          <title>not finite</title>
        </path>
      ))}
    </g>
  );
}

function drawn(
  { steps, values }: Scalars,
  { x, y }: Scales,
): { path: string; notFinite: number[] } {
  const { stretches, notFinite } = envelope(steps, values, x, y);
  return { path: pathOf(stretches), notFinite };
}

function slotWords(slot: Slot, isShare: boolean): string {
  const { values } = slot.scores.value;
  const letter = slot.slot.toUpperCase();
  if (values.length === 0) return `${letter} has none`;
  return `${letter} from ${scoreText(values[0]!, isShare)} to ${scoreText(values.at(-1)!, isShare)}`;
}
