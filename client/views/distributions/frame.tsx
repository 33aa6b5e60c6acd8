// One slot's frame: its head, its histogram with what lies outside, and the numbers beside it.
import type { ReadonlySignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { MetricScale } from "../../charts/metricScale.ts";
import { css } from "../../charts/oklch.ts";
import { scoreColour } from "../../charts/palette.ts";
import type { SpreadPicture } from "../../charts/spread.ts";
import { PictureActions } from "../../parts/pictureActions.tsx";
import { SlotFrame } from "../../parts/slotFrame.tsx";
import { SlotState } from "../../parts/slotState.tsx";
import { useStore } from "../../store/context.ts";
import type { Slot } from "../../store/slot.ts";
import { scoreAt, shapeText, wholeText } from "../../ui/format.ts";
import { Name } from "../../ui/name.tsx";
import type { FrameBars } from "./comparison.ts";
import { createFramePicture } from "./framePicture.ts";
import { Histogram } from "./histogram.tsx";
import { Numbers } from "./numbers.tsx";
import { frameTakeaway } from "./takeaway.ts";

export interface FrameProps {
  slot: Slot;
  bars: FrameBars;
  spread: ReadonlySignal<SpreadPicture>;
  scale: ReadonlySignal<MetricScale>;
}

export function Frame({ slot, bars, spread, scale }: FrameProps) {
  const store = useStore();
  const picture = useMemo(
    () => createFramePicture(store, slot, bars, scale),
    [store, slot, bars, scale],
  );
  const take = () => frameTakeaway(store, slot, bars, picture.peek());
  const drawn = slot.shown.value !== null && bars.grid.value !== null;
  return (
    <SlotFrame
      slot={slot}
      head={
        <>
          {drawn && <Standing slot={slot} scale={scale} />}
          <ParameterTitle slot={slot} />
          {drawn && <PictureActions id={slot.slot} take={take} />}
        </>
      }
    >
      {drawn ? (
        <div class="frame-body">
          <Histogram slot={slot} bars={bars} picture={picture} />
          <Numbers slot={slot} spread={spread} />
        </div>
      ) : (
        <SlotState slot={slot} isDrawable={bars.grid.value !== null} />
      )}
    </SlotFrame>
  );
}

function ParameterTitle({ slot }: { slot: Slot }) {
  const { parameterKey } = useStore();
  const parameter = slot.parameter.value;
  if (parameter === null || parameterKey.value === null) return null;
  const facts = [shapeText(parameter.shape), parameter.dtype ?? ""].filter(Boolean);
  return (
    <p class="frame-parameter dim" data-testid={`parameter-${slot.slot}`}>
      <Name text={parameterKey.value} longest={48} />
      {facts.length > 0 && <span>{` · ${facts.join(" · ")}`}</span>}
    </p>
  );
}

/** Which snapshot is shown, how good the model was then, and whether the playhead lies outside its training. */
function Standing({ slot, scale }: { slot: Slot; scale: ReadonlySignal<MetricScale> }) {
  const { unit, horizon } = useStore();
  const standing = slot.standing.value;
  const shown = slot.shown.value;
  if (shown === null || standing.kind === "empty") return null;
  const awaited = slot.awaited.value;
  const step = `${unit.value} ${wholeText(shown.step)}`;
  const learning = slot.run.value?.ended === null;
  const words = {
    on: step,
    before: `starts at ${step}`,
    past: learning ? `${step} so far` : `${step}, its last: held`,
  }[standing.kind];
  const last = `${unit.value} ${wholeText(horizon.value ?? shown.step)}`;
  // Of two that learn, each is behind for a moment with every epoch: nothing beside it moves for that.
  const longest = learning ? `${last} so far` : last;
  return (
    <p class="frame-standing">
      <span
        class={standing.kind === "on" ? "frame-step" : "frame-step frame-step-off"}
        style={{ minWidth: `${longest.length}ch` }}
        data-testid={`step-${slot.slot}`}
      >
        {words}
        {awaited !== null && <Awaited slot={slot} step={awaited} />}
      </span>
      <Score slot={slot} scale={scale} />
    </p>
  );
}

function Score({ slot, scale }: { slot: Slot; scale: ReadonlySignal<MetricScale> }) {
  const { metric, theme } = useStore();
  const [shared, score] = [metric.value, slot.score.value];
  const testId = `score-${slot.slot}`;
  if (shared === null || slot.scored.value === null) {
    return (
      <span class="frame-score dim" data-testid={testId}>
        no <Name text={shared?.label ?? "score"} longest={36} />
      </span>
    );
  }
  const colour = css(scoreColour(scale.value.place(score ?? NaN), theme.value));
  return (
    <span class="frame-score" data-testid={testId}>
      <span class="swatch" aria-hidden="true" style={{ background: colour }} />
      <strong>{scoreAt(score, shared.isShare)}</strong>
      <span class="dim frame-metric">
        {" "}
        <Name text={shared.label} longest={36} />
      </span>
    </span>
  );
}

/** The playhead's own snapshot is not here yet: a checkpoint's takes seconds to count. */
function Awaited({ slot, step }: { slot: Slot; step: number }) {
  const isCounted = slot.parameter.value?.dtype !== null;
  const what = isCounted ? `counting ${wholeText(step)}` : `${wholeText(step)} is loading`;
  return <span class="dim"> … {slot.trouble.value === null ? what : "not this one"}</span>;
}
