// Everything that a frame shows of its model under the playhead, derived in one place.
import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { DistributionPoint } from "#contract/distributionColumns.ts";
import type { ParameterSummary, RunSummary, ScalarSummary } from "#contract/protocol.ts";
import { MOST_SUPERSEDED } from "#contract/selection.ts";
import { branchesOf } from "./branches.ts";
import { scalarOf } from "./metric.ts";
import { type History, isHeld, nearestHeld, NO_HISTORY } from "./history.ts";
import { missingAround } from "./missing.ts";
import { findParameter } from "./parameters.ts";
import { indexAt, type Standing, standingAt } from "./playheadRules.ts";
import { NO_SCALARS, type Place, type Points, type Scalars } from "./points.ts";
import type { SlotName } from "./selectionRules.ts";

export interface Slot {
  readonly slot: SlotName;
  readonly name: ReadonlySignal<string | null>;
  /** Null when no run has the chosen name (any more). */
  readonly run: ReadonlySignal<RunSummary | null>;
  /** Null when the run lacks the chosen parameter. */
  readonly parameter: ReadonlySignal<ParameterSummary | null>;
  /** The parameter's snapshots that are here: all of them, or a selection of many. */
  readonly points: ReadonlySignal<readonly DistributionPoint[]>;
  /** Of all snapshots. */
  readonly steps: ReadonlySignal<Float64Array>;
  /** Where the playhead can stand: at the snapshots; of a model that logs scalars alone, at the points of its score. */
  readonly moments: ReadonlySignal<Float64Array>;
  /** The one that is shown; null before the first. */
  readonly moment: ReadonlySignal<number | null>;
  /** Seconds since 1970 of the moments; null where the snapshots tell it. */
  readonly momentTimes: ReadonlySignal<Float64Array | null>;
  /** Whether the snapshots that are not here differ less than those that are. */
  readonly byChange: ReadonlySignal<boolean>;
  /** The slot's own step under the playhead, which is another one where the models are aligned. */
  readonly at: ReadonlySignal<number | null>;
  readonly standing: ReadonlySignal<Standing>;
  /** The snapshot that is shown; for the moment until the playhead's own has arrived, one before it. */
  readonly shown: ReadonlySignal<DistributionPoint | null>;
  /** Step of the snapshot that is on its way; null when the shown one is the playhead's own. */
  readonly awaited: ReadonlySignal<number | null>;
  /** Why that one, or the first of all, has not arrived, in words; it is tried again. */
  readonly trouble: ReadonlySignal<string | null>;
  /** What was logged at the shown step before a restarted job wrote it again; null unless that is asked for. */
  readonly earlier: ReadonlySignal<DistributionPoint | null>;
  /** The step at which the earlier version is shown instead. */
  readonly earlierAt: Signal<number | null>;
  /** How many points of the parameter and the score a restarted job wrote again. */
  readonly superseded: ReadonlySignal<number>;
  /** The series of the score that models are judged by; null when the run lacks it. */
  readonly scored: ReadonlySignal<ScalarSummary | null>;
  /** The run's score at the shown snapshot, which may be no number; null where none is known. */
  readonly score: ReadonlySignal<number | null>;
  /** The metric at every one of its points. */
  readonly scores: ReadonlySignal<Scalars>;
  /** What was scored before a restart, branch by branch; empty unless that is asked for. */
  readonly oldScores: ReadonlySignal<readonly Scalars[]>;
  /** The series that the slot needs, with how many points are known of. */
  readonly needs: ReadonlySignal<readonly Need[]>;
  /** Points of those series that are not here and would be shown, the most urgent first. */
  readonly wanted: ReadonlySignal<readonly Wanted[]>;
}

export interface Need extends Place {
  kind: "scalars" | "distributions";
  /** How many points the summary promises. */
  known: number;
}

/** Points `from` … `to` of a series, or of what was superseded in it. */
export interface Wanted extends Place {
  from: number;
  to: number;
  superseded: boolean;
}

/** What a slot is derived from. */
export interface SlotSources {
  slot: SlotName;
  name: ReadonlySignal<string | null>;
  byName: ReadonlySignal<ReadonlyMap<string, RunSummary>>;
  parameterKey: ReadonlySignal<string | null>;
  /** Tags of the scalar that models are judged by. */
  metricTags: ReadonlySignal<readonly string[]>;
  points: Points;
  /** Whether points that were written again are asked for. */
  showsSuperseded: ReadonlySignal<boolean>;
  /** The model's step under the playhead; ±Infinity where it lies beyond the model's points. */
  at: ReadonlySignal<number | null>;
}

/** Derives a slot. */
export function createSlot(sources: SlotSources): Slot {
  const { slot, name, byName, parameterKey, metricTags, points, showsSuperseded, at } = sources;
  const run = computed(() => byName.value.get(name.value ?? "") ?? null);
  const parameter = computed(() => {
    return run.value === null ? null : findParameter(run.value, parameterKey.value);
  });
  const place = (series: number, of: RunSummary): Place => {
    return { run: of.id, generation: of.generation, series };
  };
  const history = computed((): History => {
    if (run.value === null || parameter.value === null) return NO_HISTORY;
    return points.history(place(parameter.value.series, run.value)).value;
  });
  const scored = computed(() => {
    return run.value === null ? null : scalarOf(run.value, metricTags.value);
  });
  const scores = computed(() => {
    if (run.value === null || scored.value === null) return NO_SCALARS;
    return points.scalars(place(scored.value.series, run.value)).value;
  });
  const steps = computed(() => history.value.steps);
  /** What counts the steps of a model without weights: its score, else its longest scalar. */
  const counting = computed(() => {
    if (run.value === null || run.value.parameters.length > 0) return null;
    return scored.value ?? longest(run.value.scalars);
  });
  const counted = computed(() => {
    if (run.value === null || counting.value === null) return null;
    return points.scalars(place(counting.value.series, run.value)).value;
  });
  const moments = computed(() => counted.value?.steps ?? steps.value);
  const momentTimes = computed(() => counted.value?.wallTimes ?? null);
  const standing = computed(() => standingAt(steps.value, at.value ?? -Infinity));
  const earlierAt = signal<number | null>(null);
  const own = computed(() => {
    const stands = standing.value;
    return stands.kind === "empty" ? null : nearestHeld(history.value, stands.index);
  });
  const earlier = computed(() => {
    if (!showsSuperseded.value || run.value === null || parameter.value === null) return null;
    const old = points.supersededSnapshots(place(parameter.value.series, run.value)).value;
    return old?.findLast(({ step }) => step === own.value?.step) ?? null;
  });
  const shown = computed(() => {
    return earlierAt.value === earlier.value?.step ? earlier.value : own.value;
  });
  const awaited = computed(() => {
    const stands = standing.value;
    if (stands.kind === "empty" || isHeld(history.value, stands.index)) return null;
    return steps.value[stands.index]!;
  });
  const trouble = computed(() => {
    if (run.value === null || parameter.value === null) return null;
    const stands = standing.value;
    if (stands.kind !== "empty" && isHeld(history.value, stands.index)) return null;
    const index = stands.kind === "empty" ? 0 : stands.index;
    const troubles = points.troubles(place(parameter.value.series, run.value)).value;
    return troubles.findLast(({ from, to }) => from <= index && index < to)?.reason ?? null;
  });
  const moment = computed(() => {
    if (counted.value === null) return shown.value?.step ?? null;
    return counted.value.steps[indexAt(counted.value.steps, at.value ?? -Infinity)] ?? null;
  });
  const score = computed(() => {
    const index = indexAt(scores.value.steps, moment.value ?? -Infinity);
    return scores.value.values[index] ?? null;
  });
  const oldScores = computed(() => {
    if (!showsSuperseded.value || run.value === null || scored.value === null) return [];
    return branchesOf(
      points.supersededScalars(place(scored.value.series, run.value)).value ?? NO_SCALARS,
    );
  });
  const superseded = computed(() => {
    return (parameter.value?.superseded ?? 0) + (scored.value?.superseded ?? 0);
  });
  const needs = computed(() => {
    const of = run.value;
    const list: Need[] = [];
    if (of === null) return list;
    if (parameter.value !== null && parameter.value.unavailable === null) {
      const { series, points: known } = parameter.value;
      list.push({ ...place(series, of), kind: "distributions", known });
    }
    const curve = scored.value ?? counting.value;
    if (curve !== null) {
      const { series, points: known } = curve;
      list.push({ ...place(series, of), kind: "scalars", known });
    }
    return list;
  });
  const missing = computed((): Wanted[] => {
    const stands = standing.value;
    if (run.value === null || parameter.value === null || stands.kind === "empty") return [];
    const here = place(parameter.value.series, run.value);
    return missingAround(history.value, stands.index).map((stretch) => {
      return { ...here, ...stretch, superseded: false };
    });
  });
  const old = computed((): Wanted[] => {
    const of = run.value;
    if (!showsSuperseded.value || of === null) return [];
    const list: Wanted[] = [];
    const want = (series: number, to: number, from: number): void => {
      if (to > from) list.push({ ...place(series, of), from, to, superseded: true });
    };
    if (
      scored.value !== null &&
      points.supersededScalars(place(scored.value.series, of)).value === null
    )
      want(scored.value.series, scored.value.superseded, 0);
    const { value: shownParameter } = parameter;
    if (
      shownParameter !== null &&
      points.supersededSnapshots(place(shownParameter.series, of)).value === null
    ) {
      const { series, superseded } = shownParameter;
      want(series, superseded, Math.max(superseded - MOST_SUPERSEDED, 0));
    }
    return list;
  });
  const wanted = computed(() => [...missing.value, ...old.value]);
  const snapshots = {
    points: computed(() => history.value.points),
    byChange: computed(() => history.value.byChange),
  };
  const timeline = { steps, moments, moment, momentTimes, at };
  const derived = { run, parameter, ...snapshots, ...timeline, standing, shown, awaited, trouble };
  const rewritten = { earlier, earlierAt, superseded, oldScores };
  return { slot, name, ...derived, ...rewritten, scored, score, scores, needs, wanted };
}

function longest(scalars: readonly ScalarSummary[]): ScalarSummary | null {
  return scalars.reduce<ScalarSummary | null>(
    (most, one) => (one.points > (most?.points ?? 0) ? one : most),
    null,
  );
}
