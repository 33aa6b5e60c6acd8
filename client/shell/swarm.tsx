// A circle per model: further right and brighter is better, larger has more parameters, stacked so that none is hidden.
import { useSignal } from "@preact/signals";
import type { RunSummary } from "#contract/protocol.ts";
import { fittingSwarm } from "../charts/beeswarm.ts";
import type { MetricScale } from "../charts/metricScale.ts";
import { contrast, css, type Rgb } from "../charts/oklch.ts";
import { scoreColour, scoreGradient, type Theme } from "../charts/palette.ts";
import { useStore } from "../store/context.ts";
import { scoreOf } from "../store/metric.ts";
import { naturally } from "../store/runs.ts";
import { parameterCount, runState } from "../store/runState.ts";
import { SLOTS } from "../store/selectionRules.ts";
import { scoreText, wholeText } from "../ui/format.ts";
import { printable } from "../ui/printable.ts";
import { rove } from "../ui/roving.ts";
import { useWidth } from "../ui/useWidth.ts";
import { progressWords } from "./modelWords.ts";
import { type Pointed, pointedAt } from "./pointed.ts";

/** A few circles need no more than a band; a sweep gets room to stack. */
const HEIGHTS = { few: 132, many: 210 };
const FEW = 8;
const MARGIN = 26;
const GAP = 5;
const SMALLEST_RADIUS = 9;
const RADIUS_PER_DECADE = 3;
/** A thousand parameters have the smallest circle. */
const FIRST_DECADE = 3;

interface SwarmProps {
  runs: readonly RunSummary[];
  scale: MetricScale;
  point: (pointed: Pointed | null) => void;
}

export function Swarm({ runs, scale, point }: SwarmProps) {
  const { metric, theme, selection } = useStore();
  const [box, width] = useWidth<HTMLDivElement>();
  const focused = useSignal<string | null>(null);
  const span = Math.max(width.value - 2 * MARGIN, 10);
  // Placed in the order of names: a model that learns moves along, and the others keep their places around it.
  const ordered = [...runs].sort((one, two) => naturally(one.name, two.name));
  const dots = ordered.map((run) => {
    const place = scale.place(scoreOf(run, metric.value));
    const x = MARGIN + (Number.isNaN(place) ? 0 : place) * span;
    return { x, radius: radiusOf(run) };
  });
  const height = runs.length > FEW ? HEIGHTS.many : HEIGHTS.few;
  const { ys, scale: shrunk } = fittingSwarm(dots, GAP, height - 8);
  const stop = ordered.find(({ name }) => name === focused.value) ?? ordered[0];
  const label = metric.value?.label ?? "score";
  return (
    <div ref={box} class="swarm">
      {width.value > 0 && (
        <svg
          width={width.value}
          height={height}
          role="group"
          aria-label={`Models by ${label}, better to the right. Arrow keys move, Enter chooses.`}
          onKeyDown={(event) => rove(event.currentTarget, event)}
          onPointerLeave={() => point(null)}
        >
          {scale.ticks.map(({ value, place }) => (
            <line
              key={value}
              class="swarm-tick"
              x1={MARGIN + place * span}
              x2={MARGIN + place * span}
              y1={0}
              y2={height}
            />
          ))}
          {ordered.map((run, i) => (
            <Circle
              key={run.id}
              run={run}
              x={dots[i]!.x}
              y={height / 2 + ys[i]!}
              radius={dots[i]!.radius * shrunk}
              colour={scoreColour(scale.place(scoreOf(run, metric.value)), theme.value)}
              isStop={run === stop}
              point={point}
              focus={() => (focused.value = run.name)}
              choose={() => selection.toggle(run.name)}
            />
          ))}
        </svg>
      )}
      <ScoreAxis scale={scale} span={span} theme={theme.value} />
      <p class="swarm-caption">
        <strong>{label}</strong> → better
        <span class="dim"> · size: parameters</span>
      </p>
    </div>
  );
}

function radiusOf(run: RunSummary): number {
  const decades = Math.log10(Math.max(parameterCount(run), 1)) - FIRST_DECADE;
  return SMALLEST_RADIUS + RADIUS_PER_DECADE * Math.min(Math.max(decades, 0), 6);
}

interface CircleProps {
  run: RunSummary;
  x: number;
  y: number;
  radius: number;
  colour: Rgb;
  isStop: boolean;
  point: (pointed: Pointed | null) => void;
  focus: () => void;
  choose: () => void;
}

const BLACK: Rgb = [12, 16, 22];
const WHITE: Rgb = [255, 255, 255];

function Circle({ run, x, y, radius, colour, isStop, point, focus, choose }: CircleProps) {
  const { selection, now, metric } = useStore();
  const slot = SLOTS.find((name) => selection.chosen.value[name] === run.name);
  const state = runState(run, now.value);
  const ink = contrast(colour, BLACK) > contrast(colour, WHITE) ? BLACK : WHITE;
  const score = scoreText(scoreOf(run, metric.value), metric.value?.isShare ?? false);
  const words = [
    printable(run.name),
    `${metric.value?.label ?? "score"} ${score}`,
    `${wholeText(parameterCount(run))} parameters`,
    progressWords(run, now.value),
    ...(slot ? [`chosen as ${slot.toUpperCase()}`] : []),
  ];
  const showCard = (event: { currentTarget: Element }): void => {
    point(pointedAt(run.name, event.currentTarget));
  };
  return (
    <g
      class={`circle circle-${state} ${slot ? `circle-${slot}` : ""}`}
      role="button"
      tabIndex={isStop ? 0 : -1}
      data-rove
      data-testid="circle"
      data-run={run.name}
      aria-pressed={slot !== undefined}
      aria-label={words.join(", ")}
      style={{ transform: `translate(${x}px, ${y}px)` }}
      onClick={choose}
      onPointerEnter={showCard}
      onFocus={(event) => {
        focus();
        showCard(event);
      }}
      onBlur={() => point(null)}
      onKeyDown={(event) => {
        if (event.key === "Escape") point(null);
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        choose();
      }}
    >
      <circle class="circle-hit" r={Math.max(radius, 12)} />
      {state === "training" && (
        <circle class="circle-pulse" r={radius} style={{ stroke: css(colour) }} />
      )}
      {slot && <circle class={`circle-ring ring-${slot}`} r={radius + 3.5} />}
      <circle class="circle-body" r={radius} style={{ fill: css(colour) }} />
      {slot && radius > 7 && (
        <text class="circle-letter" dy="0.36em" style={{ fill: css(ink) }} aria-hidden="true">
          {slot.toUpperCase()}
        </text>
      )}
    </g>
  );
}

/** The axis is the legend: the colour under a place is the colour of a model there, and of its bars. */
function ScoreAxis({ scale, span, theme }: { scale: MetricScale; span: number; theme: Theme }) {
  let free = -Infinity;
  // From the better end: where labels are close, the higher score keeps its own.
  const labelled = [...scale.ticks]
    .reverse()
    .filter(({ place }) => {
      const x = -place * span;
      if (x < free) return false;
      free = x + 34;
      return true;
    })
    .reverse();
  return (
    <div class="score-axis" aria-hidden="true" title={`Spacing: ${scale.spacing}`}>
      <div class="score-ramp" style={{ background: scoreGradient(theme) }} />
      {labelled.map(({ value, place, text }) => (
        <span key={value} class="score-tick" style={{ left: `${MARGIN + place * span}px` }}>
          {text}
        </span>
      ))}
    </div>
  );
}
