// All of the page's state, built in one place and handed down: data from above, choices from the person.
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { type Aligned, createAligned } from "./aligned.ts";
import { createMeasures, type Measures } from "./measures/index.ts";
import { createFindings, type Findings } from "./findings.ts";
import { sharedMetric, type SharedMetric } from "./metric.ts";
import { createHover, type Hover } from "./hover.ts";
import { firstKernel, type OfferedParameter, offeredParameters } from "./parameters.ts";
import { brushed, brushesFrom, type FactBrush, brushWords } from "./brushes.ts";
import { createInside, type Inside } from "./inside.ts";
import { listing } from "./listing.ts";
import { type FactColumn, factColumns } from "./modelFacts.ts";
import { createOnScreen, eachSeriesOnce, type OnScreen } from "./onScreen.ts";
import { wordsFrom } from "./optionWords.ts";
import { createPlayhead, type Playhead } from "./playhead.ts";
import type { Steps } from "./playheadRules.ts";
import { createPoints, type Points } from "./points.ts";
import { createRuns, type Runs } from "./runs.ts";
import type { RunSummary } from "#contract/protocol.ts";
import { runState, unitOf } from "./runState.ts";
import { createSelection, type Selection } from "./selection.ts";
import type { SlotName } from "./selectionRules.ts";
import { createSettings, type Settings } from "./settings.ts";
import { createSlot, type Need, type Slot, type Wanted } from "./slot.ts";

export interface Store {
  readonly runs: Runs;
  readonly points: Points;
  readonly measures: Measures;
  readonly settings: Settings;
  readonly selection: Selection;
  readonly playhead: Playhead;
  readonly slots: Readonly<Record<SlotName, Slot>>;
  /** Parameters of the shown models. */
  readonly offered: ReadonlySignal<readonly OfferedParameter[]>;
  readonly parameterKey: ReadonlySignal<string | null>;
  /** What the shown models count their steps in. */
  readonly unit: ReadonlySignal<"epoch" | "step">;
  /** What is known of every model. */
  readonly facts: ReadonlySignal<readonly FactColumn[]>;
  /** The models that are listed: those that the filter finds, sorted. */
  readonly found: ReadonlySignal<readonly RunSummary[]>;
  /** Stretches of what is known of them that narrow every list. */
  readonly brushes: ReadonlySignal<readonly FactBrush[]>;
  /** By what these are filtered and sorted. */
  readonly listedBy: ReadonlySignal<string>;
  /** Of them, those within the brushes on what is known of them. */
  readonly listed: ReadonlySignal<readonly RunSummary[]>;
  /** What views show besides the slots' series. */
  readonly onScreen: OnScreen;
  /** The series that are on screen. */
  readonly needs: ReadonlySignal<readonly Need[]>;
  /** Points of them that are looked at and not here. */
  readonly wanted: ReadonlySignal<readonly Wanted[]>;
  /** The last step that the shown models have, or will have when their training goes as planned. */
  readonly horizon: ReadonlySignal<number | null>;
  /** The score that models are placed and coloured by. */
  readonly metric: ReadonlySignal<SharedMetric | null>;
  readonly findings: Findings;
  readonly inside: Inside;
  /** Which moments of A and B stand together. */
  readonly aligned: Aligned;
  /** What is pointed at anywhere on the page. */
  readonly hover: Hover;
  /** What the person asked for, else what the system prefers. */
  readonly theme: ReadonlySignal<"dark" | "light">;
  /** Seconds since 1970, coarsely. */
  readonly now: ReadonlySignal<number>;
  /** Whether what was there at the start is still being read. */
  readonly isReading: ReadonlySignal<boolean>;
}

/** What the store needs of the outside world. */
export interface StoreWorld {
  now(): number;
  every(ms: number, callback: () => void): () => void;
  readonly prefersDark: ReadonlySignal<boolean>;
}

const COARSE_CLOCK_MS = 5_000;

/** Builds the store. */
export function createStore(world: StoreWorld): Store {
  const runs = createRuns();
  const points = createPoints();
  const measures = createMeasures((ms, callback) => world.every(ms, callback));
  const settings = createSettings();
  const isReading = computed(() => (runs.logdir.value?.reading ?? null) !== null);
  const isComingIn = computed(() => isReading.value || !runs.whole.value);
  const selection = createSelection(runs.all, isComingIn);
  const now = signal(world.now() / 1000);
  world.every(COARSE_CLOCK_MS, () => (now.value = world.now() / 1000));

  const shownRuns = computed(() => {
    const { a, b } = selection.chosen.value;
    return [a, b].flatMap((name) => runs.byName.value.get(name ?? "") ?? []);
  });
  const offered = computed(() => offeredParameters(shownRuns.value));
  const parameterKey = computed(() => settings.parameter.value ?? firstKernel(offered.value));

  const metric = computed(() => sharedMetric(runs.all.value, settings.metric.value));
  const metricTags = computed(() => metric.value?.tags ?? []);
  const steps: ReadonlySignal<Steps> = computed(() => aligned.steps.value);
  const playhead = createPlayhead(steps, (ms, callback) => world.every(ms, callback));
  const slot = (name: SlotName): Slot =>
    createSlot({
      slot: name,
      name: computed(() => selection.chosen.value[name]),
      byName: runs.byName,
      parameterKey,
      metricTags,
      points,
      showsSuperseded: settings.superseded,
      at: computed(() => aligned.at[name].value),
    });
  const facts = computed(() => factColumns(runs.all.value, metric.value, () => now.value));
  const found = computed(() => {
    return listing(runs.all.value, settings.filter.value, settings.sort.value, metric.value);
  });
  // As text, which stays the same text when the view is set to another order or other columns.
  const brushText = computed(() => brushWords(settings.options.value.models ?? ""));
  const brushes = computed(() => brushesFrom(wordsFrom(brushText.value)));
  const onScreen = createOnScreen();
  const slots = { a: slot("a"), b: slot("b") };
  const aligned: Aligned = createAligned({
    asked: settings.alignment,
    slots: () => slots,
    metric,
    points,
    playheadAt: () => playhead.at.value,
  });

  return {
    runs,
    points,
    measures,
    settings,
    selection,
    playhead,
    slots,
    offered,
    parameterKey,
    unit: computed(() => {
      const shown = shownRuns.value;
      return shown.length > 0 && shown.every((run) => unitOf(run) === "epoch") ? "epoch" : "step";
    }),
    facts,
    found,
    listedBy: computed(() => {
      const { sort, filter } = settings;
      return [sort.value, filter.value, metric.value?.label, brushText.value].join("\n");
    }),
    brushes,
    listed: computed(() => {
      return brushes.value.length === 0
        ? found.value
        : brushed(found.value, facts.value, brushes.value);
    }),
    onScreen,
    needs: computed(() => {
      return eachSeriesOnce([
        ...slots.a.needs.value,
        ...slots.b.needs.value,
        ...onScreen.needs.value,
        ...aligned.needs.value,
      ]);
    }),
    // Interleaved by their urgency: the first of each slot is what is looked at.
    wanted: computed(() => {
      const [a, b] = [slots.a.wanted.value, slots.b.wanted.value];
      const first = [...a.slice(0, 1), ...b.slice(0, 1)];
      return [...first, ...onScreen.wanted.value, ...a.slice(1), ...b.slice(1)];
    }),
    horizon: computed(() => {
      const { leader } = aligned;
      const counted = leader.value === null ? shownRuns.value : [slots[leader.value].run.value];
      const planned = counted
        .filter((run) => run !== null)
        .filter((run) => runState(run, now.value) === "training")
        .map((run) => run.plannedSteps ?? -Infinity);
      const last = steps.value.at(-1);
      return last === undefined ? null : Math.max(last, ...planned);
    }),
    metric,
    inside: createInside(),
    findings: createFindings({ shown: shownRuns, settings, playhead }),
    aligned,
    hover: createHover({
      aligned,
      nameOf: (slot) => selection.chosen.peek()[slot],
      view: settings.view,
    }),
    theme: computed(() => {
      const asked = settings.theme.value;
      return asked === "auto" ? (world.prefersDark.value ? "dark" : "light") : asked;
    }),
    now,
    isReading,
  };
}
