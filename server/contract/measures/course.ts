// The course of a parameter: what is measured of each of its distributions, of the way from the first, and from the one before.
import type { Distribution } from "../distribution.ts";
import type { DistributionPoint } from "../distributionColumns.ts";
import type { Column } from "../frames.ts";
import { distancesOfLaws } from "./distances.ts";
import { type Law, lawOf } from "./law.ts";
import { ownRoom, reusedRoom, type Room } from "../room.ts";
import { excessKurtosis, nonFiniteShare, normOf, zerosShare } from "./shape.ts";

/** The columns of numbers in their order; each is NaN where it cannot be told. */
export const COURSE_COLUMNS = [
  "step",
  /** Seconds since 1970. */
  "wallTime",
  "mean",
  "deviation",
  "norm",
  "min",
  "max",
  "zeros",
  "nonFinite",
  "kurtosis",
  /** See distances.ts; 0 at the series' first point. */
  "wassersteinFromFirst",
  "jensenShannonFromFirst",
  "kolmogorovSmirnovFromFirst",
  /** From the point before in the series, also where that one is not in the course; NaN at the first. */
  "wassersteinFromPrevious",
  "jensenShannonFromPrevious",
  "kolmogorovSmirnovFromPrevious",
] as const;
export type CourseColumn = (typeof COURSE_COLUMNS)[number];

/** Some points of one series, or all of them. */
export interface Course {
  /** Of each point in the series, ascending. */
  indices: Uint32Array;
  /** Per point; see {@link isEstimated}. */
  flags: Uint8Array;
  columns: Readonly<Record<CourseColumn, Float64Array>>;
}

/** A point to measure. */
export interface CoursePoint {
  index: number;
  point: DistributionPoint;
  /** The distribution before it in the series; null at the first. */
  previous: Distribution | null;
}

const ESTIMATED_BINS = 1;
const ESTIMATED_MOMENTS = 2;
/** Columns that are exact wherever the moments are. */
const FROM_MOMENTS: ReadonlySet<CourseColumn> = new Set(["mean", "deviation", "norm"]);
const FROM_BINS: ReadonlySet<CourseColumn> = new Set(
  COURSE_COLUMNS.filter((name) => name === "kurtosis" || /First$|Previous$/.test(name)),
);

/** Measures points in ascending order, each against the first of its series. */
export class RunningCourse {
  readonly #first: Law | null;
  readonly #indices: number[] = [];
  readonly #flags: number[] = [];
  /** As many as there are columns, point by point. */
  readonly #numbers: number[] = [];
  /** Of the point that was added last: mostly the one before the next. */
  #last: { distribution: Distribution; law: Law | null };
  /** For the law of the point that is added, and for that of the one before. */
  #rooms: [next: Room, last: Room] = [reusedRoom(), reusedRoom()];

  constructor(first: Distribution) {
    this.#first = lawOf(first);
    this.#last = { distribution: first, law: this.#first };
  }

  add({ index, point, previous }: CoursePoint): void {
    const { step, wallTime, distribution } = point;
    const law = this.#lawOf(distribution, this.#rooms[0]);
    const fromFirst = distancesOfLaws(law, this.#first);
    const fromPrevious = distancesOfLaws(
      law,
      previous === null ? null : this.#lawOf(previous, ownRoom),
    );
    if (distribution !== this.#last.distribution) this.#rooms.reverse();
    this.#last = { distribution, law };
    this.#indices.push(index);
    this.#flags.push(
      (distribution.exactBins ? 0 : ESTIMATED_BINS) |
        (distribution.exactMoments ? 0 : ESTIMATED_MOMENTS),
    );
    const { mean, variance, min, max } = distribution;
    this.#numbers.push(
      step,
      wallTime,
      mean,
      Math.sqrt(variance),
      normOf(distribution),
      min,
      max,
      zerosShare(distribution),
      nonFiniteShare(distribution),
      excessKurtosis(distribution),
      fromFirst.wasserstein,
      fromFirst.jensenShannon,
      fromFirst.kolmogorovSmirnov,
      fromPrevious.wasserstein,
      fromPrevious.jensenShannon,
      fromPrevious.kolmogorovSmirnov,
    );
  }

  result(): Course {
    const columns = COURSE_COLUMNS.map((name, at) => {
      const { length } = this.#indices;
      const column = Float64Array.from({ length }, (_, point) => {
        return this.#numbers[point * COURSE_COLUMNS.length + at]!;
      });
      return [name, column] as const;
    });
    return {
      indices: Uint32Array.from(this.#indices),
      flags: Uint8Array.from(this.#flags),
      columns: Object.fromEntries(columns) as Record<CourseColumn, Float64Array>,
    };
  }

  #lawOf(distribution: Distribution, room: Room): Law | null {
    return distribution === this.#last.distribution ? this.#last.law : lawOf(distribution, room);
  }
}

/** The course of all points of a series, in their order. */
export function courseOf(points: readonly DistributionPoint[]): Course {
  const running = new RunningCourse((points[0] ?? NOTHING).distribution);
  points.forEach((point, index) => {
    running.add({ index, point, previous: points[index - 1]?.distribution ?? null });
  });
  return running.result();
}

/** Whether the number in that column was worked out from buckets that were shared out, or from no exact moments. */
export function isEstimated({ flags }: Course, point: number, column: CourseColumn): boolean {
  if (FROM_MOMENTS.has(column)) return (flags[point]! & ESTIMATED_MOMENTS) !== 0;
  return FROM_BINS.has(column) && (flags[point]! & ESTIMATED_BINS) !== 0;
}

/** Columns of a frame: indices u32, flags u8, and one of f64 for each of {@link COURSE_COLUMNS}. */
export function courseColumns({ indices, flags, columns }: Course): Column[] {
  return [indices, flags, ...COURSE_COLUMNS.map((name) => columns[name])];
}

/** The inverse of {@link courseColumns}. */
export function courseFrom([indices, flags, ...numbers]: readonly Column[]): Course {
  const columns = COURSE_COLUMNS.map((name, at) => [name, numbers[at] as Float64Array] as const);
  return {
    indices: indices as Uint32Array,
    flags: flags as Uint8Array,
    columns: Object.fromEntries(columns) as Record<CourseColumn, Float64Array>,
  };
}

/** The course `head` with `tail`, whose points come after, behind it. */
export function joinedCourse(head: Course, tail: Course): Course {
  const [heads, tails] = [courseColumns(head), courseColumns(tail)];
  return courseFrom(heads.map((column, at) => joined(column, tails[at]!)));
}

function joined(head: Column, tail: Column): Column {
  const whole = new (head.constructor as new (length: number) => Column)(head.length + tail.length);
  whole.set(head);
  whole.set(tail, head.length);
  return whole;
}

const NOTHING = { distribution: { bins: new Float64Array(), count: 0 } } as DistributionPoint;
