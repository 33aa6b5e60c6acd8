// The same small picture at every checkpoint in one row: fills as answers arrive, lights the playhead's and what is pointed at, and moves the playhead.
import { useComputed, useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { MethodName } from "../../network/methods/index.ts";
import type { NetworkAt } from "../../network/methods/method.ts";
import { useStore } from "../../store/context.ts";
import { indexAt } from "../../store/playheadRules.ts";
import { SlotBadge } from "../../ui/badge.tsx";
import { wholeText } from "../../ui/format.ts";
import { rove } from "../../ui/roving.ts";
import type { Asked } from "./answer.ts";
import { stripSteps } from "./stripSteps.ts";
import { type StripLook, StripTile } from "./stripTile.tsx";
import { useAnswers } from "./useAnswer.ts";
import { useInSight } from "./useInSight.ts";

interface EpochStripProps<N extends MethodName> extends StripLook<N> {
  /** What is asked of each checkpoint; null where there is nothing to ask. Tracks what it reads. */
  ask: (at: NetworkAt) => Asked<N> | null;
}

export function EpochStrip<N extends MethodName>({ ask, ...look }: EpochStripProps<N>) {
  const { slot, words } = look;
  const { hover } = useStore();
  const name = slot.slot.slot;
  const current = useComputed(() => slot.at.value?.step ?? null);
  const strip = useComputed(() => stripSteps(slot.steps.value, current.value));
  // Of few checkpoints all are shown: then nothing but two tiles changes as the playhead moves.
  const steps = useComputed(() => strip.value.steps);
  const left = useComputed(() => strip.value.left);
  const pointed = useComputed(() => {
    const step = hover.own[name].value;
    return step === null || !Number.isFinite(step) ? null : checkpointAt(steps.value, step);
  });
  // The newest way of asking: the signals below outlive one rendering.
  const way = useSignal(ask);
  way.value = ask;
  const asked = useComputed(() => {
    const all = new Map<number, Asked<N>>();
    const source = slot.source.value;
    if (source === null) return all;
    for (const step of steps.value) {
      const one = way.value({ source, step });
      if (one !== null) all.set(step, one);
    }
    return all;
  });
  const answers = useAnswers<N>(
    useComputed(() => {
      const here = current.peek() ?? 0;
      const order = [...asked.value].sort(
        ([one], [two]) => Math.abs(one - here) - Math.abs(two - here),
      );
      return order.map(([, question]) => question);
    }),
  );
  const row = useRef<HTMLDivElement>(null);
  useInSight(
    row,
    useComputed(() => steps.value.indexOf(current.value ?? NaN)),
  );
  return (
    <div class="strip" data-testid={`strip-${name}`}>
      <SlotBadge slot={name} />
      <div
        ref={row}
        class="strip-row"
        role="group"
        data-own-keys
        aria-label={`${words} every checkpoint of ${name.toUpperCase()}`}
        onKeyDown={(event) => rove(event.currentTarget, event)}
        onPointerLeave={() => hover.leave()}
      >
        {steps.value.map((step) => (
          <StripTile<N> key={step} {...look} {...{ step, current, pointed, asked, answers }} />
        ))}
      </div>
      {left.value > 0 && (
        <span class="dim strip-left">{wholeText(left.value)} more are not shown</span>
      )}
    </div>
  );
}

/** The last of the checkpoints that is not after `step`; null where all are. */
function checkpointAt(steps: readonly number[], step: number): number | null {
  return steps[indexAt(steps, step)] ?? null;
}
