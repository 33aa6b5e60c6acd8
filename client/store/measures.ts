// What the server measured of weights, as far as the view on screen asked for it and it has arrived.
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { type DistributionPoint, fromColumns } from "#contract/distributionColumns.ts";
import { type Column, unpackFrame } from "#contract/frames.ts";
import { type Course, courseFrom, joinedCourse } from "#contract/measures/course.ts";
import type { ExactDistances } from "#contract/measures/exactDistances.ts";
import type { Distances } from "#contract/measures/distances.ts";
import { MOST_PAIRS, type Pair } from "#contract/measures/pairs.ts";
import {
  distancesPath,
  exactDistancesPath,
  measuresPath,
  type MeasuresFrame,
  movementsPath,
  pointsPath,
  spectrumPath,
  tensorPath,
  type TensorPlace,
} from "#contract/protocol.ts";
import { HeldTensors } from "./heldTensors.ts";
import type { Place } from "./points.ts";

/** What a view looks at. */
export type Question =
  | { kind: "course"; place: Place; known: number }
  | { kind: "distances"; a: Place; b: Place; pairs: readonly Pair[] }
  | { kind: "movements"; run: string; generation: number; name: string; steps: readonly number[] }
  | { kind: "snapshot"; place: Place; index: number }
  | ExactQuestion
  | SpectrumQuestion
  | TensorQuestion;

/** The singular values of a kernel at a checkpointed step. */
export interface SpectrumQuestion {
  kind: "spectrum";
  run: string;
  generation: number;
  name: string;
  step: number;
}

/** How far the weights themselves of two checkpoints are apart. */
export interface ExactQuestion {
  kind: "exact";
  a: TensorPlace;
  b: TensorPlace;
}

/** A parameter's weights themselves; of very many those that were looked at last are kept. */
export interface TensorQuestion extends TensorPlace {
  kind: "tensor";
}

/** Them in descending order, and the sizes of the matrix that the kernel was taken for. */
export interface HeldSpectrum {
  values: Float64Array;
  rows: number;
  columns: number;
}

export interface HeldCourse {
  course: Course;
  /** Points of the series that were looked at; of very many, those that change are in the course. */
  to: number;
  byChange: boolean;
}

export type PairDistances = Distances & { isEstimated: boolean };

/** One answer to be fetched. */
export interface MeasureDemand {
  path(server: string): string;
  arrived(bytes: ArrayBuffer): void;
  failed(reason: string): void;
}

export interface Measures {
  /** Asks the questions, the most urgent first and whichever these are, until the result is called. */
  ask(questions: ReadonlySignal<readonly Question[]>): () => void;
  readonly wanted: ReadonlySignal<readonly MeasureDemand[]>;
  /** Grows with what arrives, a few times a second; what follows is as of it. */
  readonly version: ReadonlySignal<number>;
  course(place: Place): HeldCourse | null;
  distances(a: Place, b: Place, pair: Pair): PairDistances | null;
  /** ‖ΔW‖/‖W‖ by the step of the later checkpoint; exact. */
  movements(run: string, generation: number, name: string): ReadonlyMap<number, number>;
  snapshot(place: Place, index: number): DistributionPoint | null;
  /** Null where it has not arrived or cannot be had. */
  exact(of: ExactQuestion): ExactDistances | null;
  spectrum(of: SpectrumQuestion): HeldSpectrum | null;
  /** Why that one could not be had, in words; null when it could, or was not asked for. */
  spectrumTrouble(of: SpectrumQuestion): string | null;
  /** In the order of the tensor's shape. */
  tensor(of: TensorQuestion): Float32Array | null;
  /** Why that one could not be had, in words; null when it could, or was not asked for. */
  tensorTrouble(of: TensorQuestion): string | null;
  /** Why something could not be had, in words; null when all could. It is tried again. */
  readonly trouble: ReadonlySignal<string | null>;
  clear(): void;
}

/** Views are painted anew that often while answers pour in. */
const TOLD_EVERY_MS = 120;
/** About 30 MB. */
const MOST_SNAPSHOTS = 4096;
/** Indices of points are smaller: a pair is one number, which maps find fast. */
const MOST_POINTS = 2 ** 26;

/** Makes the model of what is measured; `every` calls back each so many milliseconds until cancelled. */
export function createMeasures(every: (ms: number, callback: () => void) => () => void): Measures {
  const courses = new Map<string, HeldCourse>();
  const distances = new Map<string, Map<number, PairDistances>>();
  const movements = new Map<string, Map<number, number>>();
  const snapshots = new Map<string, DistributionPoint>();
  const spectra = new Map<string, HeldSpectrum>();
  const exact = new Map<string, ExactDistances | null>();
  const tensors = new HeldTensors();
  const troubles = new Map<string, string>();
  const asked = signal<readonly ReadonlySignal<readonly Question[]>[]>([]);
  const arrivals = signal(0);
  const version = signal(0);
  let stopTelling: (() => void) | null = null;

  const tell = (): void => {
    arrivals.value++;
    if (stopTelling !== null) return;
    version.value = arrivals.peek();
    stopTelling = every(TOLD_EVERY_MS, () => {
      if (version.peek() === arrivals.peek()) {
        stopTelling?.();
        stopTelling = null;
      } else version.value = arrivals.peek();
    });
  };
  const demand = (
    path: (server: string) => string,
    take: (frame: Frame) => void,
  ): MeasureDemand => ({
    path,
    arrived(bytes) {
      take(unpackFrame(bytes) as Frame);
      troubles.delete(path(""));
      tell();
    },
    failed(reason) {
      troubles.set(path(""), reason);
      tell();
    },
  });

  const demandsOf: Demands = {
    course({ place, known }) {
      const held = courses.get(keyOf(place)) ?? null;
      const from = held?.to ?? 0;
      if (known <= from) return null;
      return demand(
        (server) => measuresPath(server, { ...place, points: from }, known),
        (frame) => courses.set(keyOf(place), longer(held, frame)),
      );
    },
    distances({ a, b, pairs }) {
      const held = entry(distances, pairKey(a, b));
      const missing = pairs.filter((pair) => !held.has(numberOf(pair))).slice(0, MOST_PAIRS);
      if (missing.length === 0) return null;
      return demand(
        (server) => distancesPath(server, a, b, missing),
        ({ columns }) => putDistances(held, missing, columns),
      );
    },
    movements({ run, generation, name, steps }) {
      const held = entry(movements, `${run} ${generation} ${name}`);
      const [first, last] = [steps[0], steps.at(-1)];
      if (first === undefined || last === undefined || first === last || held.has(last)) {
        return null;
      }
      const from = steps.findLast((step) => held.has(step)) ?? first;
      return demand(
        (server) => movementsPath(server, run, generation, [from, last], name),
        ({ columns }) => putMovements(held, columns, last),
      );
    },
    snapshot({ place, index }) {
      const key = `${keyOf(place)} ${index}`;
      if (snapshots.has(key)) return null;
      return demand(
        (server) => pointsPath(server, { ...place, points: index }, index + 1),
        ({ columns }) => {
          const [point] = fromColumns(columns);
          if (point !== undefined) snapshots.set(key, point);
          if (snapshots.size > MOST_SNAPSHOTS) snapshots.delete(snapshots.keys().next().value!);
        },
      );
    },
    exact({ a, b }) {
      const key = exactDistancesPath("", a, b);
      if (exact.has(key)) return null;
      const path = (server: string): string => exactDistancesPath(server, a, b);
      const asked = demand(path, ({ columns: [wasserstein, kolmogorovSmirnov] }) =>
        exact.set(key, {
          wasserstein: wasserstein![0]!,
          kolmogorovSmirnov: kolmogorovSmirnov![0]!,
        }),
      );
      // Too large, or not taken along: the distances of the bins stand for it, which is no trouble.
      const failed = (): void => {
        exact.set(key, null);
        tell();
      };
      return { ...asked, failed };
    },
    spectrum(question) {
      const key = spectrumKey("", question);
      if (spectra.has(key)) return null;
      return demand(
        (server) => spectrumKey(server, question),
        ({ meta, columns }) => spectra.set(key, spectrumFrom(meta, columns)),
      );
    },
    tensor(question) {
      const key = tensorKey("", question);
      if (tensors.has(key)) return null;
      return {
        path: (server) => tensorKey(server, question),
        arrived(bytes) {
          tensors.put(key, new Float32Array(bytes));
          troubles.delete(key);
          tell();
        },
        failed(reason) {
          troubles.set(key, reason);
          tell();
        },
      };
    },
  };
  const demandOf = <K extends Question["kind"]>(question: Extract<Question, { kind: K }>) =>
    demandsOf[question.kind](question);

  return {
    ask(questions) {
      asked.value = [...asked.peek(), questions];
      return () => {
        asked.value = asked.peek().filter((other) => other !== questions);
      };
    },
    wanted: computed(() => {
      void arrivals.value;
      const questions = asked.value.flatMap((one) => one.value);
      return questions.flatMap((question) => demandOf(question) ?? []);
    }),
    version,
    trouble: computed(() => {
      void version.value;
      return troubles.values().next().value ?? null;
    }),
    course: (place) => courses.get(keyOf(place)) ?? null,
    distances: (a, b, pair) => distances.get(pairKey(a, b))?.get(numberOf(pair)) ?? null,
    movements: (run, generation, name) => movements.get(`${run} ${generation} ${name}`) ?? NONE,
    snapshot: (place, index) => snapshots.get(`${keyOf(place)} ${index}`) ?? null,
    exact: ({ a, b }) => exact.get(exactDistancesPath("", a, b)) ?? null,
    spectrum: (of) => spectra.get(spectrumKey("", of)) ?? null,
    spectrumTrouble: (of) => troubles.get(spectrumKey("", of)) ?? null,
    tensor: (of) => tensors.get(tensorKey("", of)),
    tensorTrouble: (of) => troubles.get(tensorKey("", of)) ?? null,
    clear() {
      for (const held of [courses, distances, movements, snapshots, exact, spectra, troubles])
        held.clear();
      tensors.clear();
      tell();
    },
  };
}

/** What is still to be fetched for a question of each kind; null when all is here. */
type Demands = {
  readonly [K in Question["kind"]]: (
    question: Extract<Question, { kind: K }>,
  ) => MeasureDemand | null;
};

interface Frame {
  meta: MeasuresFrame;
  columns: Column[];
}

const NONE: ReadonlyMap<number, number> = new Map();

function keyOf({ run, generation, series }: Place): string {
  return `${run} ${generation} ${series}`;
}

function pairKey(a: Place, b: Place): string {
  return `${keyOf(a)} ${keyOf(b)}`;
}

function numberOf([a, b]: Pair): number {
  return a * MOST_POINTS + b;
}

/** Its address, which is another one for every question. */
function spectrumKey(server: string, of: SpectrumQuestion): string {
  return spectrumPath(server, of.run, of.generation, of.step, of.name);
}

function tensorKey(server: string, of: TensorQuestion): string {
  return tensorPath(server, of.run, of.generation, of.step, of.name);
}

function spectrumFrom(meta: MeasuresFrame, [values]: readonly Column[]): HeldSpectrum {
  if (meta.type !== "spectrum") throw new TypeError("not a spectrum");
  return { values: values as Float64Array, rows: meta.rows, columns: meta.columns };
}

function entry<V>(maps: Map<string, Map<number, V>>, key: string): Map<number, V> {
  const known = maps.get(key) ?? new Map<number, V>();
  maps.set(key, known);
  return known;
}

function longer(held: HeldCourse | null, { meta, columns }: Frame): HeldCourse {
  if (meta.type !== "course") throw new TypeError("not a course");
  const { to, byChange } = meta;
  const course = courseFrom(columns);
  if (held === null) return { course, to, byChange };
  return { course: joinedCourse(held.course, course), to, byChange: held.byChange && byChange };
}

function putDistances(
  held: Map<number, PairDistances>,
  pairs: readonly Pair[],
  [wasserstein, jensenShannon, kolmogorovSmirnov, estimated]: readonly Column[],
): void {
  pairs.forEach((pair, i) => {
    held.set(numberOf(pair), {
      wasserstein: wasserstein![i]!,
      jensenShannon: jensenShannon![i]!,
      kolmogorovSmirnov: kolmogorovSmirnov![i]!,
      isEstimated: estimated![i] === 1,
    });
  });
}

function putMovements(held: Map<number, number>, columns: readonly Column[], last: number): void {
  const [, to, before, , moved] = columns;
  to!.forEach((step, i) => held.set(step, moved![i]! / before![i]!));
  // Where the newest checkpoint lacks the tensor, there is nothing more to ask for.
  if (!held.has(last)) held.set(last, NaN);
}
