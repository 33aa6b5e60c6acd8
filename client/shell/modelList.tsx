// A row per model: the same choice as the circles, with names to read.
import { useSignal } from "@preact/signals";
import type { RunSummary } from "#contract/protocol.ts";
import type { MetricScale } from "../charts/metricScale.ts";
import { css } from "../charts/oklch.ts";
import { scoreColour } from "../charts/palette.ts";
import { useStore } from "../store/context.ts";
import { presentScore } from "../store/metric.ts";
import { progressOf, runState } from "../store/runState.ts";
import { SLOTS } from "../store/selectionRules.ts";
import { SlotBadge } from "../ui/badge.tsx";
import { wholeText } from "../ui/format.ts";
import type { HeldOrder } from "../ui/heldOrder.ts";
import { RunName } from "../ui/name.tsx";
import { rove } from "../ui/roving.ts";
import { useDerived } from "../ui/useDerived.ts";
import { doneShare, progressWords, scoreWords, shortScore } from "./modelWords.ts";
import { canHover, type Pointed, pointedAt } from "./pointed.ts";

/** So many rows at first, and again so many with every click: thousands at once would make all else slow. */
const ROWS_AT_ONCE = 100;

interface ModelListProps {
  order: HeldOrder<RunSummary>;
  scale: MetricScale;
  point: (pointed: Pointed | null) => void;
}

export function ModelList({ order, scale, point }: ModelListProps) {
  const runs = order.shown.value;
  const focused = useSignal<string | null>(null);
  // On a narrow screen the circles come first, and the list only when asked for.
  const open = useSignal(false);
  const most = useSignal(ROWS_AT_ONCE);
  const shown = runs.slice(0, most.value);
  const stop = shown.find(({ name }) => name === focused.value) ?? shown[0];
  const more = runs.length - shown.length;
  if (runs.length === 0) return <p class="dim none-match">No model has that in its name.</p>;
  return (
    <>
      <button
        type="button"
        class="quiet as-list"
        aria-expanded={open.value}
        onClick={() => (open.value = !open.value)}
      >
        {open.value ? "Hide the list" : "Show as a list"}
      </button>
      <ul
        class={open.value ? "rows" : "rows rows-closed"}
        {...order.hold}
        onKeyDown={(event) => rove(event.currentTarget, event)}
        onPointerLeave={() => {
          order.hold.onPointerLeave();
          point(null);
        }}
      >
        {shown.map((run) => (
          <Row
            key={run.id}
            run={run}
            scale={scale}
            isStop={run === stop}
            point={point}
            focus={() => (focused.value = run.name)}
          />
        ))}
        {more > 0 && (
          <li class="rows-more">
            <button
              type="button"
              data-testid="more-rows"
              onClick={() => (most.value += ROWS_AT_ONCE)}
            >
              Show {Math.min(more, ROWS_AT_ONCE)} more of {wholeText(more)}
            </button>
          </li>
        )}
      </ul>
    </>
  );
}

interface RowProps {
  run: RunSummary;
  scale: MetricScale;
  isStop: boolean;
  point: (pointed: Pointed | null) => void;
  focus: () => void;
}

function Row({ run, scale, isStop, point, focus }: RowProps) {
  const { hover, selection, now, metric, theme, isReading } = useStore();
  // Derived here, so that only the model whose place changes is drawn again.
  const slot = useDerived(
    () => SLOTS.find((name) => selection.chosen.value[name] === run.name),
    [run],
  );
  const isHovered = useDerived(() => hover.model.value === run.name, [run]);
  const score = presentScore(run, metric.value);
  const colour = css(scoreColour(scale.place(score), theme.value));
  const state = useDerived(() => runState(run, now.value), [run]);
  const showCard = (event: { currentTarget: Element }): void => {
    point(pointedAt(run.name, event.currentTarget));
  };
  return (
    <li>
      <button
        type="button"
        class={isHovered ? "row row-hovered" : "row"}
        data-rove
        data-testid="row"
        data-run={run.name}
        tabIndex={isStop ? 0 : -1}
        aria-pressed={slot !== undefined}
        onClick={() => {
          if (canHover()) point(null);
          selection.toggle(run.name);
        }}
        onPointerEnter={showCard}
        onFocus={(event) => {
          focus();
          showCard(event);
        }}
        onBlur={() => point(null)}
      >
        {slot ? <SlotBadge slot={slot} /> : <span class="badge badge-none" aria-hidden="true" />}
        <span class="row-name">
          <RunName text={run.name} />
          <span class="row-progress dim">{progressWords(run, state, isReading.value)}</span>
        </span>
        <span class="row-score" title={scoreWords(run, metric.value)}>
          <span class="swatch" aria-hidden="true" style={{ background: colour }} />
          {shortScore(run, metric.value)}
        </span>
        {state === "training" && progressOf(run) !== null && (
          <span class="row-bar" aria-hidden="true">
            <span style={{ width: `${doneShare(run) * 100}%`, background: colour }} />
          </span>
        )}
      </button>
    </li>
  );
}
