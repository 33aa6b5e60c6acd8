// One tag's curves: what each shown model logged of it, where its points stand on the axis, and in which colour.
import type { RunSummary, ScalarSummary } from "#contract/protocol.ts";
import type { Line } from "../../charts/lines.ts";
import type { Rgb } from "../../charts/oklch.ts";
import { smoothing } from "../../charts/smoothing.ts";
import { branchesOf } from "../../store/branches.ts";
import { followed } from "../../store/column.ts";
import { epochPositions } from "../../store/epochPositions.ts";
import { scalarOf } from "../../store/metric.ts";
import { unitOf } from "../../store/runState.ts";
import type { Need, Wanted } from "../../store/slot.ts";
import type { Place, Points, Scalars } from "../../store/points.ts";
import type { SlotName } from "../../store/selectionRules.ts";
import type { AxisKind } from "./choices.ts";

/** A model whose curves are drawn. */
export interface Drawn {
  run: RunSummary;
  /** Null for one that is neither A nor B. */
  slot: SlotName | null;
  colour: Rgb;
}

export interface Curve extends Drawn {
  scalars: Scalars;
  /** Where each point stands on the axis, ascending. */
  positions: Float64Array;
  line: Line;
  /** Whether a restarted job wrote it again. */
  isOld: boolean;
}

export interface CurvesOf {
  tag: string;
  drawn: readonly Drawn[];
  axis: AxisKind;
  smooth: number;
  showsOld: boolean;
  /** What an old curve's colour becomes. */
  paler: (colour: Rgb) => Rgb;
}

/** Tags under which epochs are counted where steps are batches, as Hugging Face and Lightning log them. */
const EPOCHS = /(^|\/)epoch$/i;

export function placeOf(run: RunSummary, { series }: ScalarSummary): Place {
  return { run: run.id, generation: run.generation, series };
}

export function epochScalarOf(run: RunSummary): ScalarSummary | null {
  return run.scalars.find(({ tag }) => EPOCHS.test(tag)) ?? null;
}

/** Whether the model's points can be put on an axis of epochs. */
export function countsEpochs(run: RunSummary): boolean {
  return unitOf(run) === "epoch" || epochScalarOf(run) !== null;
}

/** A and B are the last, and so in front; what was written again lies behind the model's own. */
export function curvesOf(points: Points, of: CurvesOf): Curve[] {
  const { tag, drawn, axis, smooth, showsOld, paler } = of;
  return drawn.flatMap((model): Curve[] => {
    const { run, colour } = model;
    const scalar = scalarOf(run, [tag]);
    if (scalar === null || (axis === "epoch" && !countsEpochs(run))) return [];
    const place = placeOf(run, scalar);
    const epochs = epochsOf(points, run);
    const curve = (scalars: Scalars, isOld: boolean): Curve[] => {
      const positions = POSITIONS[axis](scalars, run, epochs);
      const from = positions.findIndex((position) => !Number.isNaN(position));
      if (from < 0) return [];
      const values = scalars.values.subarray(from);
      const line = {
        steps: positions.subarray(from),
        values,
        smooth: smooth > 0 ? followed(values, "smooth", smooth, () => smoothing(smooth)) : null,
        colour: isOld ? paler(colour) : colour,
      };
      const own = {
        steps: scalars.steps.subarray(from),
        wallTimes: scalars.wallTimes.subarray(from),
        values,
      };
      return [{ ...model, scalars: own, positions: line.steps, line, isOld }];
    };
    const old = showsOld ? points.supersededScalars(place).value : null;
    const branches = old === null ? [] : branchesOf(old);
    return [
      ...branches.flatMap((branch) => curve(branch, true)),
      ...curve(points.scalars(place).value, false),
    ];
  });
}

function epochsOf(points: Points, run: RunSummary): Scalars | null {
  const scalar = unitOf(run) === "epoch" ? null : epochScalarOf(run);
  return scalar === null ? null : points.scalars(placeOf(run, scalar)).value;
}

type Positions = (scalars: Scalars, run: RunSummary, epochs: Scalars | null) => Float64Array;

/**
 * Turns times into seconds since `from`, in seconds since 1970, or since the first of them for null; they never fall, and
 * are NaN before the first finite one.
 */
function elapsing(from: number | null): (time: number) => number {
  let [first, furthest] = [NaN, NaN];
  return (time) => {
    if (Number.isNaN(first) && Number.isFinite(time)) first = time;
    const seconds = time - first;
    if (Number.isFinite(seconds) && !(seconds <= furthest)) furthest = seconds;
    return furthest + (first - (from ?? first));
  };
}

const elapsed = ({ wallTimes }: Scalars, from: number | null): Float64Array =>
  followed(wallTimes, "elapsed", from, () => elapsing(from));

const POSITIONS: Readonly<Record<AxisKind, Positions>> = {
  step: ({ steps }) => steps,
  epoch: ({ steps }, _, epochs) => epochPositions(steps, epochs),
  relative: (scalars, { firstEventAt }) => elapsed(scalars, firstEventAt),
  wall: (scalars) => elapsed(scalars, 0),
};

/** The series that a chart of the tag needs. */
export function needsOf({ tag, drawn, axis }: Pick<CurvesOf, "tag" | "drawn" | "axis">): Need[] {
  return drawn.flatMap(({ run }) => {
    const own = scalarOf(run, [tag]);
    if (own === null) return [];
    const epochs = axis === "epoch" && unitOf(run) === "step" ? epochScalarOf(run) : null;
    return [own, ...(epochs === null ? [] : [epochs])].map((scalar) => {
      return { ...placeOf(run, scalar), kind: "scalars" as const, known: scalar.points };
    });
  });
}

/** What was written again and is to be shown, but is not here. */
export function wantedOf(points: Points, { tag, drawn, showsOld }: CurvesOf): Wanted[] {
  if (!showsOld) return [];
  return drawn.flatMap(({ run }) => {
    const scalar = scalarOf(run, [tag]);
    if (scalar === null || scalar.superseded === 0) return [];
    const place = placeOf(run, scalar);
    if (points.supersededScalars(place).value !== null) return [];
    return [{ ...place, from: 0, to: scalar.superseded, superseded: true }];
  });
}
