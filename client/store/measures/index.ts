// What the server measured of weights, as far as the view on screen asked for it and it has arrived.
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { DistributionPoint } from "#contract/distributionColumns.ts";
import type { ExactDistances } from "#contract/measures/exactDistances.ts";
import type { Pair } from "#contract/measures/pairs.ts";
import type { Place } from "../points.ts";
import { Courses, type HeldCourse } from "./courses.ts";
import { Answers, type Held, type MeasureDemand } from "./demand.ts";
import { HeldExactDistances } from "./exactDistances.ts";
import { Movements } from "./movements.ts";
import { HeldDistances, type PairDistances } from "./pairDistances.ts";
import type {
  ExactQuestion,
  Question,
  QuestionOf,
  SpectrumQuestion,
  TensorQuestion,
} from "./questions.ts";
import { Snapshots } from "./snapshots.ts";
import { type HeldSpectrum, Spectra } from "./spectra.ts";
import { Tensors } from "./tensors.ts";

export type { HeldCourse } from "./courses.ts";
export type { MeasureDemand } from "./demand.ts";
export type { PairDistances } from "./pairDistances.ts";
export type { ExactQuestion, Question, SpectrumQuestion, TensorQuestion } from "./questions.ts";
export type { HeldSpectrum } from "./spectra.ts";

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

/** Makes the model of what is measured; `every` calls back each so many milliseconds until cancelled. */
export function createMeasures(every: (ms: number, callback: () => void) => () => void): Measures {
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
  const answers = new Answers(tell);
  const held = {
    course: new Courses(answers),
    distances: new HeldDistances(answers),
    movements: new Movements(answers),
    snapshot: new Snapshots(answers),
    exact: new HeldExactDistances(answers),
    spectrum: new Spectra(answers),
    tensor: new Tensors(answers),
  } satisfies { [Kind in Question["kind"]]: Held<Kind> };
  const demandOf = <Kind extends Question["kind"]>(question: QuestionOf<Kind>) =>
    (held[question.kind] as unknown as Held<Kind>).demand(question);

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
      return answers.firstTrouble;
    }),
    course: (place) => held.course.of(place),
    distances: (a, b, pair) => held.distances.of(a, b, pair),
    movements: (run, generation, name) => held.movements.of({ run, generation, name }),
    snapshot: (place, index) => held.snapshot.of(place, index),
    exact: (of) => held.exact.of(of),
    spectrum: (of) => held.spectrum.of(of),
    spectrumTrouble: (of) => held.spectrum.troubleOf(of),
    tensor: (of) => held.tensor.of(of),
    tensorTrouble: (of) => held.tensor.troubleOf(of),
    clear() {
      for (const one of Object.values(held)) one.clear();
      answers.clear();
      tell();
    },
  };
}
