// A circle per model: further right and brighter is better, larger has more parameters, stacked so that none is hidden.
import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { RunSummary } from "#contract/protocol.ts";
import { fittingSwarm } from "../charts/beeswarm.ts";
import type { MetricScale } from "../charts/metricScale.ts";
import type { Rgb } from "../charts/oklch.ts";
import { scoreColour } from "../charts/palette.ts";
import { useStore } from "../store/context.ts";
import { scoreOf } from "../store/metric.ts";
import { naturally } from "../store/runs.ts";
import { parameterCount } from "../store/runState.ts";
import { SLOTS } from "../store/selectionRules.ts";
import { rove } from "../ui/roving.ts";
import { useWidth } from "../ui/useWidth.ts";
import { Circle, SlotMark } from "./circle.tsx";
import { canHover, type Pointed } from "./pointed.ts";
import { MARGIN, ScoreAxis } from "./scoreAxis.tsx";

/** A few circles need no more than a band; a sweep gets room to stack. */
const HEIGHTS = { few: 132, many: 210 };
const FEW = 8;
/** Between a few, the rings of A and B have room; among many, the circles themselves need it. */
const GAPS = { few: 12, many: 2 };
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
  const { metric, theme, selection, runs: known } = useStore();
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
  // By all models, not by those that pass the filter: typing in it moves nothing.
  const size = known.all.value.length > FEW ? "many" : "few";
  const [height, gap] = [HEIGHTS[size], GAPS[size]];
  // Packing hundreds takes many milliseconds: it is done again only when a circle moves or grows.
  const key = dots.map(({ x, radius }) => `${x.toFixed(1)} ${radius.toFixed(1)}`).join();
  const packing = useMemo(() => fittingSwarm(dots, gap, height - 8), [key, height, gap]);
  const { ys, scale: shrunk } = packing;
  const colourOf = (run: RunSummary): Rgb => {
    return scoreColour(scale.place(scoreOf(run, metric.value)), theme.value);
  };
  const stop = ordered.find(({ name }) => name === focused.value) ?? ordered[0];
  const label = metric.value?.label ?? "score";
  return (
    <div ref={box} class={`swarm swarm-${size}`}>
      {width.value > 0 && (
        <svg
          width={width.value}
          height={height}
          role="group"
          aria-label={`Models by ${label}, better to the right. Arrow keys move, Enter chooses.`}
          onKeyDown={(event) => rove(event.currentTarget, event)}
          onPointerLeave={() => point(null)}
        >
          {(metric.value === null ? [] : scale.ticks).map(({ value, place }) => (
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
              reach={(dots[i]!.radius + gap / 2) * shrunk}
              colour={colourOf(run)}
              isStop={run === stop}
              point={point}
              focus={() => (focused.value = run.name)}
              choose={() => {
                // The card would cover the frame that the choice fills.
                if (canHover()) point(null);
                selection.toggle(run.name);
              }}
            />
          ))}
          {SLOTS.map((slot) => {
            const i = ordered.findIndex(({ name }) => name === selection.chosen.value[slot]);
            if (i < 0) return null;
            const place = { x: dots[i]!.x, y: height / 2 + ys[i]! };
            const radius = dots[i]!.radius * shrunk;
            const colour = colourOf(ordered[i]!);
            return <SlotMark key={slot} slot={slot} {...place} radius={radius} colour={colour} />;
          })}
        </svg>
      )}
      {metric.value === null ? (
        <div class="score-axis" />
      ) : (
        <ScoreAxis scale={scale} span={span} theme={theme.value} />
      )}
      <p class="swarm-caption">
        {metric.value === null ? (
          "no score logged yet"
        ) : (
          <>
            <strong>{label}</strong> → better
          </>
        )}
        <span class="dim"> · size: parameters</span>
      </p>
    </div>
  );
}

function radiusOf(run: RunSummary): number {
  const decades = Math.log10(Math.max(parameterCount(run), 1)) - FIRST_DECADE;
  return SMALLEST_RADIUS + RADIUS_PER_DECADE * Math.min(Math.max(decades, 0), 6);
}
