// Both models' spectra of the chosen kernel, as far as they have arrived, and what is asked for next.
import { computed, type ReadonlySignal } from "@preact/signals";
import { chosenSteps } from "#contract/measures/chosenSteps.ts";
import { kernelShape } from "#contract/measures/kernelShape.ts";
import { type SpectrumMeasures, spectrumMeasures } from "#contract/measures/spectrum.ts";
import { type SpectrumEdges, spectrumEdges } from "../../charts/spectrumPlot.ts";
import { steady } from "../../parts/steady.ts";
import type { HeldSpectrum, SpectrumQuestion } from "../../store/measures/index.ts";
import { SLOTS, type SlotName } from "../../store/selectionRules.ts";
import type { Slot } from "../../store/slot.ts";
import type { Store } from "../../store/store.ts";
import { litStep, outward } from "./chosen.ts";

/** One step's, with what is measured of it. */
export interface MeasuredSpectrum extends HeldSpectrum {
  step: number;
  measures: SpectrumMeasures;
}

/** Whether there are spectra of what is chosen. */
export type Matter =
  /** No model, or one without the parameter. */
  | { kind: "none" }
  | { kind: "noWeights" }
  | { kind: "noMatrix"; shape: readonly number[] }
  | { kind: "noCheckpoints" }
  | { kind: "kernel" };

export interface SlotSpectra {
  readonly matter: ReadonlySignal<Matter>;
  /** The checkpointed step nearest to the playhead. */
  readonly lit: ReadonlySignal<number | null>;
  /** Steps whose spectra are shown as soon as they are here, and the number of all that there are. */
  readonly chosen: ReadonlySignal<readonly number[]>;
  readonly known: ReadonlySignal<number>;
  /** Those of the chosen steps that hold weights that are not finite: there is no spectrum. */
  readonly spoilt: ReadonlySignal<readonly number[]>;
  /** In ascending steps. */
  readonly held: ReadonlySignal<readonly MeasuredSpectrum[]>;
  /** The lit step's; null until it has arrived. */
  readonly shown: ReadonlySignal<MeasuredSpectrum | null>;
  /** Why the lit step's could not be had. */
  readonly trouble: ReadonlySignal<string | null>;
}

export interface Spectra {
  readonly of: Readonly<Record<SlotName, SlotSpectra>>;
  readonly edges: ReadonlySignal<SpectrumEdges>;
  /** Ends of the step axis. */
  readonly stepEdges: ReadonlySignal<readonly [number, number]>;
  /** The lit steps of both, then their neighbours. */
  readonly questions: ReadonlySignal<readonly SpectrumQuestion[]>;
}

export function createSpectra(store: Store): Spectra {
  const { slots, measures, horizon } = store;
  const measured = new WeakMap<HeldSpectrum, MeasuredSpectrum>();
  const measuredOf = (held: HeldSpectrum, step: number): MeasuredSpectrum => {
    const known = measured.get(held) ?? { ...held, step, measures: spectrumMeasures(held.values) };
    measured.set(held, known);
    return known;
  };
  const a = spectraOf(slots.a);
  const b = spectraOf(slots.b);
  const of = { a: a.spectra, b: b.spectra };
  return {
    of,
    edges: computed(() => spectrumEdges([...of.a.held.value, ...of.b.held.value])),
    stepEdges: steady((): readonly [number, number] => {
      const steps = SLOTS.flatMap((slot) => of[slot].chosen.value);
      if (steps.length === 0) return [0, 1];
      const [first, last] = [Math.min(...steps), Math.max(...steps, horizon.value ?? -Infinity)];
      return first < last ? [first, last] : [first - 0.5, first + 0.5];
    }, sameNumbers),
    questions: computed(() => {
      const [one, two] = [a.questions.value, b.questions.value];
      const longest = Math.max(one.length, two.length);
      return Array.from({ length: longest }, (_, i) => [one[i], two[i]])
        .flat()
        .filter((question) => question !== undefined);
    }),
  };

  function spectraOf(slot: Slot) {
    const matter = computed(() => matterOf(slot));
    const checkpoints = steady(
      () => (matter.value.kind === "kernel" ? slot.run.value!.checkpoints : []),
      sameNumbers,
    );
    const lit = computed(() => litStep(checkpoints.value, slot.at.value));
    const chosen = steady(() => chosenSteps(checkpoints.value, lit.value), sameNumbers);
    const spoilt = steady(() => {
      const notFinite = slot.points.value.filter(({ distribution }) => distribution.nonFinite > 0);
      const steps = new Set(notFinite.map(({ step }) => step));
      return chosen.value.filter((step) => steps.has(step));
    }, sameNumbers);
    const question = (step: number): SpectrumQuestion | null => {
      const [run, parameter] = [slot.run.value, slot.parameter.value];
      if (run === null || parameter === null) return null;
      const { id, generation } = run;
      return { kind: "spectrum", run: id, generation, name: parameter.tag, step };
    };
    const held = steady(() => {
      void measures.version.value;
      return chosen.value.flatMap((step) => {
        const asked = question(step);
        const values = asked === null ? null : measures.spectrum(asked);
        return values === null ? [] : [measuredOf(values, step)];
      });
    }, sameItems);
    const spectra: SlotSpectra = {
      matter,
      lit,
      chosen,
      known: computed(() => checkpoints.value.length),
      spoilt,
      held,
      shown: computed(() => held.value.find(({ step }) => step === lit.value) ?? null),
      trouble: computed(() => {
        void measures.version.value;
        const asked = lit.value === null ? null : question(lit.value);
        return asked === null ? null : measures.spectrumTrouble(asked);
      }),
    };
    const questions = computed(() => {
      const askable = chosen.value.filter((step) => !spoilt.value.includes(step));
      const first = askable.includes(lit.value ?? NaN) ? lit.value : null;
      return outward(askable, first).flatMap((step) => question(step) ?? []);
    });
    return { spectra, questions };
  }
}

function matterOf(slot: Slot): Matter {
  const [run, parameter] = [slot.run.value, slot.parameter.value];
  if (run === null || parameter === null || parameter.unavailable !== null) return { kind: "none" };
  if (parameter.quantity !== "weights") return { kind: "noWeights" };
  const { shape } = parameter;
  const isMatrix = shape === null || kernelShape(shape, parameter.parameter) !== null;
  if (!isMatrix || shape?.includes(0)) return { kind: "noMatrix", shape: shape ?? [] };
  return run.checkpoints.length === 0 ? { kind: "noCheckpoints" } : { kind: "kernel" };
}

function sameNumbers(one: readonly number[], two: readonly number[]): boolean {
  return sameItems(one, two);
}

function sameItems<T>(one: readonly T[], two: readonly T[]): boolean {
  return one.length === two.length && one.every((item, i) => item === two[i]);
}
