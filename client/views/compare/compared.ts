// Which two snapshots are compared, and the picture of both: A and B at the playhead, or one model now and at a pinned step.
import { computed, type ReadonlySignal } from "@preact/signals";
import type { Distribution } from "#contract/distribution.ts";
import type { DistributionPoint } from "#contract/distributionColumns.ts";
import { MOST_SORTED } from "#contract/measures/exactDistances.ts";
import type { TensorPlace } from "#contract/protocol.ts";
import type { OverlayPicture } from "../../charts/overlayLayout.ts";
import { paletteOf } from "../../charts/palette.ts";
import type { Pair } from "../../charts/sharedBins.ts";
import { nounOf } from "../../parts/nouns.ts";
import { samePair, steady } from "../../parts/steady.ts";
import type { ExactQuestion } from "../../store/measures/index.ts";
import { indexAt } from "../../store/playheadRules.ts";
import { letter, SLOTS, type SlotName } from "../../store/selectionRules.ts";
import type { Slot, Wanted } from "../../store/slot.ts";
import type { Shown } from "../../store/onScreen.ts";
import type { Store } from "../../store/store.ts";
import { wholeText } from "../../ui/format.ts";
import { printable } from "../../ui/printable.ts";
import { type DistanceRow, distanceRows } from "./distanceRows.ts";
import { type CompareOptions, optionsFrom, optionsText } from "./options.ts";
import { reachOf, TallestOf } from "./reach.ts";

/** One of the two sides: a model's snapshot, and what both are called. */
export interface Side {
  slot: SlotName;
  point: DistributionPoint | null;
  /** "A", or "A pinned". */
  short: string;
  /** "dropout-0.2 · epoch 3". */
  name: string;
}

export interface Compared {
  readonly options: ReadonlySignal<CompareOptions>;
  change: (options: Partial<CompareOptions>) => void;
  readonly sides: ReadonlySignal<Pair<Side>>;
  /** The part of the axis that is chosen; null shows all. */
  readonly chosen: ReadonlySignal<readonly [number, number] | null>;
  choose(range: readonly [number, number] | null): void;
  /** Null while no snapshot has a finite value. */
  readonly picture: ReadonlySignal<OverlayPicture | null>;
  /** The pinned snapshot, where the page holds only a selection and it is not among them. */
  readonly asked: ReadonlySignal<Shown>;
  /** What the weights' own distances are asked by; null where they are in no checkpoints. */
  readonly question: ReadonlySignal<ExactQuestion | null>;
  readonly distances: ReadonlySignal<readonly DistanceRow[]>;
  /** "weights". */
  readonly noun: ReadonlySignal<string>;
}

export function createCompared(store: Store): Compared {
  const { settings, slots, unit, theme } = store;
  const options = computed(() => optionsFrom(settings.options.value["compare"] ?? ""));
  const change = (changed: Partial<CompareOptions>): void => {
    const compare = optionsText({ ...options.peek(), ...changed });
    settings.options.value = { ...settings.options.peek(), compare };
  };
  const named = (slot: Slot, point: DistributionPoint | null): string => {
    const model = printable(slot.name.value ?? "no model", 60);
    return point === null ? model : `${model} · ${unit.value} ${wholeText(point.step)}`;
  };
  const sides = computed((): Pair<Side> => {
    const { pin } = options.value;
    const at = (slot: Slot, point: DistributionPoint | null, short: string): Side => {
      return { slot: slot.slot, point, short, name: named(slot, point) };
    };
    if (pin === null) {
      const { a, b } = slots;
      return { a: at(a, a.shown.value, "A"), b: at(b, b.shown.value, "B") };
    }
    const slot = slots[pin.slot];
    const pinned = pinnedPoint(slot.points.value, pin.step);
    const short = letter(pin.slot);
    const then = at(slot, pinned, `${short} pinned`);
    return { a: at(slot, slot.shown.value, short), b: { ...then, name: `${then.name}, pinned` } };
  });
  const all = computed(() => {
    const { pin } = options.value;
    return (pin === null ? SLOTS : [pin.slot]).flatMap((name) =>
      slots[name].points.value.map(({ distribution }) => distribution),
    );
  });
  const chosen = computed(() =>
    options.value.axis === "sigma" ? options.value.within : settings.range.value,
  );
  const reach = steady(() => chosen.value ?? reachOf(all.value, options.value.axis), samePair);
  const noun = computed(() => nounOf(slots[options.value.pin?.slot ?? "a"]).many);
  const look = computed(() => {
    const palette = paletteOf(theme.value);
    const { style, heights, axis, pin } = options.value;
    const { a, b } = palette.slot;
    return {
      range: reach.value ?? ([-1, 1] as const),
      hues: pin === null ? { a, b } : { a: palette.slot[pin.slot], b: palette.dim },
      unit: axis === "sigma" ? ("deviation" as const) : ("value" as const),
      spacing: axis === "log" ? ("log" as const) : ("linear" as const),
      heights,
      logHeights: settings.logY.value,
      style,
      counted: noun.value,
      differenceTitle: pin === null ? "A − B" : "now − pinned",
      palette,
    };
  });
  // Walking through all snapshots is done when one arrives or the look changes, not when the playhead moves.
  const heights = computed(() => new TallestOf({ ...look.value, names: { a: "", b: "" } }));
  const tallest = computed(() => heights.value.all(all.value));
  const picture = computed((): OverlayPicture | null => {
    if (reach.value === null) return null;
    const { a, b } = sides.value;
    const pair = { a: drawableOf(a), b: drawableOf(b) };
    const names = { a: a.name, b: b.name };
    return { ...look.value, pair, names, tallest: tallest.value };
  });
  const question = computed((): ExactQuestion | null => {
    const [a, b] = SLOTS.map((which) => checkpointOf(slots, sides.value[which]));
    return a && b ? { kind: "exact", a, b } : null;
  });
  return {
    options,
    change,
    sides,
    question,
    distances: computed(() => {
      void store.measures.version.value;
      const [a, b] = SLOTS.map((which) => sides.value[which].point);
      if (!a || !b) return [];
      const exact = question.value === null ? null : store.measures.exact(question.value);
      return distanceRows(a.distribution, b.distribution, exact);
    }),
    chosen,
    choose(range) {
      if (options.peek().axis === "sigma") change({ within: range });
      else settings.range.value = range;
    },
    picture,
    asked: computed(() => {
      const { pin } = options.value;
      return { needs: [], wanted: pin === null ? [] : missingAt(slots[pin.slot], pin.step) };
    }),
    noun,
  };
}

/** What has no finite value is no distribution: nothing can be subtracted from it, or shared out. */
function drawableOf({ point }: Side): Distribution | null {
  const distribution = point?.distribution ?? null;
  return distribution === null || distribution.bins.length === 0 ? null : distribution;
}

/** The snapshot at the pinned step; where that one is not here, the last before it that is. */
function pinnedPoint(points: readonly DistributionPoint[], step: number): DistributionPoint | null {
  const place = indexAt(
    points.map((point) => point.step),
    step,
  );
  return points[Math.max(place, 0)] ?? null;
}

/** Where the weights of a side lie in a checkpoint of the same step. */
function checkpointOf(slots: Store["slots"], { slot, point }: Side): TensorPlace | null {
  const [run, parameter] = [slots[slot].run.value, slots[slot].parameter.value];
  if (run === null || parameter === null || point === null) return null;
  const { quantity, count } = parameter;
  if (quantity !== "weights" || count > MOST_SORTED) return null;
  if (!run.checkpoints.includes(point.step)) return null;
  const { id, generation } = run;
  return { run: id, generation, step: point.step, name: parameter.tag };
}

function missingAt({ run, parameter, points, steps }: Slot, step: number): Wanted[] {
  const index = indexAt(steps.value, step);
  if (run.value === null || parameter.value === null || index < 0) return [];
  if (points.value.some((point) => point.step === steps.value[index])) return [];
  const { id, generation } = run.value;
  const { series } = parameter.value;
  return [{ run: id, generation, series, from: index, to: index + 1, superseded: false }];
}
