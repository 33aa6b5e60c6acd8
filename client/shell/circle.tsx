// One model's circle.
import type { RunSummary } from "#contract/protocol.ts";
import { useStore } from "../store/context.ts";
import { runState } from "../store/runState.ts";
import { SLOTS } from "../store/selectionRules.ts";
import { useDerived } from "../ui/useDerived.ts";
import { circleWords } from "./modelWords.ts";
import { type Pointed, pointedAt } from "./pointed.ts";

interface CircleProps {
  run: RunSummary;
  x: number;
  y: number;
  radius: number;
  /** Radius of what the pointer hits: no further than half way to a neighbour. */
  reach: number;
  /** As CSS writes it. */
  colour: string;
  isDiverged: boolean;
  /** The end of the axis that it stands at and lies beyond; null where it stands in its place. */
  beyond: 0 | 1 | null;
  isStop: boolean;
  point: (pointed: Pointed | null) => void;
  focus: () => void;
  choose: () => void;
}

export function Circle(props: CircleProps) {
  const { run, x, y, radius, reach, colour, isDiverged, beyond, isStop } = props;
  const { point, focus, choose } = props;
  const { selection, now, metric, isReading } = useStore();
  // Derived here, so that only the model whose place changes is drawn again.
  const slot = useDerived(
    () => SLOTS.find((name) => selection.chosen.value[name] === run.name),
    [run],
  );
  const state = useDerived(() => runState(run, now.value), [run]);
  const words = useDerived(() => {
    const standing = { metric: metric.value, state, isReading: isReading.value, slot };
    return circleWords(run, { ...standing, isBeyond: beyond !== null });
  }, [run, beyond, state, slot]);
  const showCard = (event: { currentTarget: Element }): void => {
    point(pointedAt(run.name, event.currentTarget));
  };
  return (
    <g
      class={`circle circle-${state} ${slot ? `circle-${slot}` : ""}`}
      role="button"
      // An attribute of SVG keeps its case: only in small letters does it take the others out of Tab's way.
      tabindex={isStop ? 0 : -1}
      data-rove
      data-testid="circle"
      data-run={run.name}
      aria-pressed={slot !== undefined}
      aria-label={words}
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
      <circle class="circle-hit" r={reach} />
      {state === "training" && (
        <circle class="circle-pulse" r={radius} style={{ stroke: colour }} />
      )}
      <circle class="circle-body" r={radius} style={{ fill: colour }} />
      {isDiverged && <Cross size={radius * 0.55} />}
      {beyond !== null && <Chevron side={beyond === 0 ? -1 : 1} radius={radius} />}
    </g>
  );
}

const CHEVRON_GAP = 8;

/** Beside a circle that stands at the end of the axis: it belongs further out. */
function Chevron({ side, radius }: { side: -1 | 1; radius: number }) {
  const x = side * (radius + CHEVRON_GAP);
  return <path class="circle-chevron" d={`M${x} -4L${x + side * 4} 0L${x} 4`} />;
}

/** Over a circle: its score is not a number any more. */
function Cross({ size }: { size: number }) {
  return (
    <path
      class="circle-cross"
      d={`M${-size} ${-size}L${size} ${size}M${-size} ${size}L${size} ${-size}`}
    />
  );
}
