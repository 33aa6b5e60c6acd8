// What a spectrum comes to, step by step: the measures whose course is drawn, each with both models on one scale.
import { linearScale } from "../../charts/scales.ts";
import type { LinesPicture } from "../../charts/lines.ts";
import { paletteOf } from "../../charts/palette.ts";
import { SLOTS } from "../../store/selectionRules.ts";
import type { Store } from "../../store/store.ts";
import type { MeasuredSpectrum, Spectra } from "./spectra.ts";

export interface Measure {
  id: string;
  label: string;
  /** What it is, in a sentence. */
  about: string;
  /** NaN where there is none. */
  of: (spectrum: MeasuredSpectrum) => number;
}

export const MEASURES: readonly Measure[] = [
  {
    id: "stable-rank",
    label: "stable rank",
    about:
      "‖W‖² / σ₁²: how many directions as strong as the strongest would hold all weights’ squares.",
    of: ({ measures }) => measures.stableRank,
  },
  {
    id: "effective-rank",
    label: "effective rank",
    about:
      "exp of the entropy of the singular values’ shares (Roy & Vetterli 2007): how many directions are in use.",
    of: ({ measures }) => measures.effectiveRank,
  },
  {
    id: "alpha",
    label: "exponent α",
    about:
      "Of the power law λ^−α that the tail of the eigenvalues of WᵀW follows best (Clauset, Shalizi & Newman 2009). None below ten eigenvalues.",
    of: ({ measures }) => measures.powerLaw?.alpha ?? NaN,
  },
  {
    id: "largest",
    label: "largest σ",
    about: "The largest singular value: how much the layer can stretch what goes into it.",
    of: ({ values }) => values[0] ?? NaN,
  },
];

const MARGIN = 0.06;
const TICKS = 3;

/** The course of one measure; steps at which there is none are left out. Reads signals. */
export function courseOf(store: Store, spectra: Spectra, measure: Measure): LinesPicture {
  const palette = paletteOf(store.theme.value);
  const lines = SLOTS.flatMap((slot) => {
    const points = spectra.of[slot].held.value
      .map((spectrum) => [spectrum.step, measure.of(spectrum)] as const)
      .filter(([, value]) => Number.isFinite(value));
    if (points.length === 0) return [];
    return {
      steps: Float64Array.from(points, ([step]) => step),
      values: Float64Array.from(points, ([, value]) => value),
      smooth: null,
      colour: palette.slot[slot],
    };
  });
  return {
    lines,
    stepEdges: spectra.stepEdges.value,
    edges: edgesOf(lines.flatMap(({ values }) => Array.from(values))),
    isLog: false,
    title: "",
    unit: store.unit.value,
    palette,
  };
}

/** Round values around all of them. */
export function edgesOf(values: readonly number[]): readonly [number, number] {
  if (values.length === 0) return [0, 1];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = (high - low) * MARGIN || Math.abs(high) * MARGIN || 1;
  const [first, second] = linearScale(low, high).ticks(TICKS);
  const apart = first === undefined || second === undefined ? room : second - first;
  return [
    Math.max(Math.floor((low - room) / apart) * apart, Math.min(low, 0)),
    Math.ceil((high + room) / apart) * apart,
  ];
}
