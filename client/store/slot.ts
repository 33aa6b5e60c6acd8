// Everything that a frame shows of its model under the playhead, derived in one place.
import { computed, type ReadonlySignal } from "@preact/signals";
import type { DistributionPoint } from "#contract/distributionColumns.ts";
import type { ParameterSummary, RunSummary } from "#contract/protocol.ts";
import { findParameter } from "./parameters.ts";
import { indexAt, type Standing, standingAt } from "./playheadRules.ts";
import type { Place, Points, Scalars } from "./points.ts";
import type { SlotName } from "./selectionRules.ts";

export interface Slot {
  readonly slot: SlotName;
  readonly name: ReadonlySignal<string | null>;
  /** Null when no run has the chosen name (any more). */
  readonly run: ReadonlySignal<RunSummary | null>;
  /** Null when the run lacks the chosen parameter. */
  readonly parameter: ReadonlySignal<ParameterSummary | null>;
  /** All snapshots of the parameter. */
  readonly points: ReadonlySignal<readonly DistributionPoint[]>;
  readonly steps: ReadonlySignal<readonly number[]>;
  readonly standing: ReadonlySignal<Standing>;
  /** The snapshot that is shown. */
  readonly shown: ReadonlySignal<DistributionPoint | null>;
  /** The run's metric at the shown snapshot; NaN while unknown. */
  readonly score: ReadonlySignal<number>;
  /** The metric at every one of its points. */
  readonly scores: ReadonlySignal<Scalars>;
  /** The series that the slot needs, with how many points are known of. */
  readonly needs: ReadonlySignal<readonly (Place & { known: number })[]>;
}

/** What a slot is derived from. */
export interface SlotSources {
  slot: SlotName;
  name: ReadonlySignal<string | null>;
  byName: ReadonlySignal<ReadonlyMap<string, RunSummary>>;
  parameterKey: ReadonlySignal<string | null>;
  points: Points;
  /** The playhead's step. */
  at: ReadonlySignal<number | null>;
}

const NO_SCORES: Scalars = { steps: new Float64Array(), values: new Float64Array() };

/** Derives a slot. */
export function createSlot({ slot, name, byName, parameterKey, points, at }: SlotSources): Slot {
  const run = computed(() => byName.value.get(name.value ?? "") ?? null);
  const parameter = computed(() => {
    return run.value === null ? null : findParameter(run.value, parameterKey.value);
  });
  const place = (series: number, of: RunSummary): Place => {
    return { run: of.id, generation: of.generation, series };
  };
  const snapshots = computed(() => {
    if (run.value === null || parameter.value === null) return [];
    return points.distributions(place(parameter.value.series, run.value)).value;
  });
  const scores = computed(() => {
    if (run.value === null || run.value.metric === null) return NO_SCORES;
    return points.scalars(place(run.value.metric.series, run.value)).value;
  });
  const steps = computed(() => snapshots.value.map(({ step }) => step));
  const standing = computed(() => standingAt(steps.value, at.value ?? -Infinity));
  const shown = computed(() => {
    const stands = standing.value;
    return stands.kind === "empty" ? null : (snapshots.value[stands.index] ?? null);
  });
  const score = computed(() => {
    const index = shown.value === null ? -1 : indexAt(scores.value.steps, shown.value.step);
    return scores.value.values[index] ?? NaN;
  });
  const needs = computed(() => {
    const of = run.value;
    if (of === null) return [];
    const list = [];
    if (parameter.value !== null) {
      list.push({ ...place(parameter.value.series, of), known: parameter.value.points });
    }
    if (of.metric !== null) {
      const { series } = of.metric;
      const known = of.scalars.find((scalar) => scalar.series === series)?.points ?? 0;
      list.push({ ...place(series, of), known });
    }
    return list;
  });
  const derived = { run, parameter, points: snapshots, steps, standing, shown };
  return { slot, name, ...derived, score, scores, needs };
}
