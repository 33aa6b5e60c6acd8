// Which moments of A and B stand together under the playhead, which moves along the steps of one of them: A, where it is chosen.
import { computed, type ReadonlySignal } from "@preact/signals";
import {
  type Alignment,
  ALIGNMENTS,
  indexAt as alignedIndex,
  NOWHERE,
  positionsOf,
  type Timeline,
} from "#contract/alignment.ts";
import type { ScalarSummary } from "#contract/protocol.ts";
import type { SharedMetric } from "./metric.ts";
import { epochPositions } from "./epochPositions.ts";
import { indexAt, type Steps } from "./playheadRules.ts";
import type { Place, Points, Scalars } from "./points.ts";
import { SLOTS, type SlotName } from "./selectionRules.ts";
import { createStepsOfBoth } from "./stepsOfBoth.ts";
import type { Need, Slot } from "./slot.ts";

export interface Aligned {
  /** What they are aligned by: what is asked for where both models can be, else the step. */
  readonly by: ReadonlySignal<Alignment>;
  /** What both models can be aligned by. */
  readonly offered: ReadonlySignal<readonly Alignment[]>;
  /** The slot on whose steps the playhead stands; null where it stands on those of both. */
  readonly leader: ReadonlySignal<SlotName | null>;
  /** The steps that the playhead can stand on, ascending. */
  readonly steps: ReadonlySignal<Steps>;
  /** The step of each model under the playhead; ±Infinity when it has none there. */
  readonly at: Readonly<Record<SlotName, ReadonlySignal<number | null>>>;
  /** Where the leader stands on the axis that both share (see contract/alignment.ts); null by step. */
  readonly position: ReadonlySignal<number | null>;
  /** B's step that belongs to a step of A; ±Infinity when it has none there. */
  partner(this: void, step: number): number;
  /** The step of the playhead that shows that step of a model, or the nearest before it. */
  playheadAt(slot: SlotName, step: number): number;
  /** Series that are needed to align. */
  readonly needs: ReadonlySignal<readonly Need[]>;
}

export interface AlignedSources {
  asked: ReadonlySignal<Alignment>;
  slots: () => Readonly<Record<SlotName, Slot>>;
  metric: ReadonlySignal<SharedMetric | null>;
  points: Points;
  playheadAt: () => number | null;
}

/** What counts epochs where steps are batches: Lightning writes it. */
const EPOCH_TAG = /(^|\/)epoch$/i;

/** Aligns the two slots. */
export function createAligned({
  asked,
  slots,
  metric,
  points,
  playheadAt,
}: AlignedSources): Aligned {
  const areTwo = computed(() => SLOTS.every((name) => slots()[name].moments.value.length > 0));
  const epochsOf = (name: SlotName): (ScalarSummary & { place: Place }) | null => {
    const run = slots()[name].run.value;
    const found = run?.scalars.find(({ tag }) => EPOCH_TAG.test(tag));
    if (!run || found === undefined) return null;
    return { ...found, place: { run: run.id, generation: run.generation, series: found.series } };
  };
  const epochColumn = (name: SlotName): Scalars | null => {
    const epochs = asked.value === "epoch" ? epochsOf(name) : null;
    return epochs === null ? null : points.scalars(epochs.place).value;
  };
  const timeline = (name: SlotName): ReadonlySignal<Timeline> =>
    computed(() => {
      const slot = slots()[name];
      const steps = slot.moments.value;
      const direction = metric.value?.direction ?? "neither";
      return {
        steps,
        wallTimes: asked.value === "time" ? wallTimesOf(slot, steps) : [],
        epochs: epochColumn(name),
        score:
          direction === "neither" || slot.scores.value.steps.length === 0
            ? null
            : { ...slot.scores.value, lowerIsBetter: direction === "lower" },
        plannedSteps: slot.run.value?.plannedSteps ?? null,
      };
    });
  const timelines = { a: timeline("a"), b: timeline("b") };
  const offered = computed((): readonly Alignment[] => {
    const scored = SLOTS.every((name) => timelines[name].value.score !== null);
    return areTwo.value ? ALIGNMENTS.filter((one) => one !== "score" || scored) : ["step"];
  });
  const by = computed(() => (offered.value.includes(asked.value) ? asked.value : "step"));
  const leader = computed((): SlotName | null => (by.value === "step" ? null : "a"));
  const placed = (name: SlotName): ReadonlySignal<Float64Array> =>
    computed(() => {
      const timeline = timelines[name].value;
      if (by.value !== "epoch") return positionsOf(timeline, by.value);
      return epochPositions(slots()[name].moments.value, epochColumn(name));
    });
  const positions = { a: placed("a"), b: placed("b") };
  const leading = computed(() => {
    const index = indexAt(slots().a.moments.value, playheadAt() ?? -Infinity);
    return positions.a.value[Math.max(index, 0)] ?? NaN;
  });
  const stepOfB = (position: number): number => {
    const steps = slots().b.moments.value;
    const index = alignedIndex(positions.b.value, position, by.value);
    if (index !== NOWHERE) return steps[index]!;
    // What was reached by A may lie beyond all that B reached; by everything else, B had not begun.
    return by.value === "score" && Number.isFinite(position) ? Infinity : -Infinity;
  };
  const following = computed(() => stepOfB(leading.value));
  const ofBoth = createStepsOfBoth();

  return {
    by,
    offered,
    leader,
    steps: computed(() => {
      const { a, b } = slots();
      return leader.value === null ? ofBoth(a.moments.value, b.moments.value) : a.moments.value;
    }),
    at: {
      a: computed(() => playheadAt()),
      b: computed(() => (leader.value === null ? playheadAt() : following.value)),
    },
    position: computed(() => (leader.value === null ? null : leading.value)),
    partner(step) {
      if (leader.value === null) return step;
      const index = indexAt(slots().a.moments.value, step);
      return index < 0 ? -Infinity : stepOfB(positions.a.value[index]!);
    },
    playheadAt(slot, step) {
      const { a, b } = slots();
      if (leader.peek() === null || slot === "a") return step;
      const position = positions.b.peek()[indexAt(b.moments.peek(), step)] ?? NaN;
      const index = alignedIndex(positions.a.peek(), position, by.peek());
      const isBeyond = index === NOWHERE && by.peek() === "score";
      return (isBeyond ? a.moments.peek().at(-1) : a.moments.peek()[Math.max(index, 0)]) ?? step;
    },
    needs: computed(() => {
      if (asked.value !== "epoch") return [];
      return SLOTS.flatMap((name): Need[] => {
        const epochs = epochsOf(name);
        return epochs === null ? [] : [{ ...epochs.place, kind: "scalars", known: epochs.points }];
      });
    }),
  };
}

/** Of snapshots that are not here, the times lie between those of their neighbours. */
function wallTimesOf({ points, momentTimes }: Slot, steps: Float64Array): Float64Array {
  if (momentTimes.value !== null) return momentTimes.value;
  const held = points.value;
  let next = 0;
  return steps.map((step) => {
    while (next < held.length - 1 && held[next]!.step < step) next++;
    const [before, after] = [held[Math.max(next - 1, 0)], held[next]];
    if (before === undefined || after === undefined) return NaN;
    if (after.step <= step || after.step === before.step) return after.wallTime;
    const share = (step - before.step) / (after.step - before.step);
    return before.wallTime + share * (after.wallTime - before.wallTime);
  });
}
