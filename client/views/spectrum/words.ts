// Spectra in words, for those who do not see them, and what a number is called when there is none.
import { FEWEST_FITTED, type SpectrumMeasures } from "#contract/measures/spectrum.ts";
import { shortValue } from "../../charts/axisText.ts";
import type { Slot } from "../../store/slot.ts";
import type { Store } from "../../store/store.ts";
import { valueText, wholeText } from "../../ui/format.ts";
import { printable } from "../../ui/printable.ts";
import type { MeasuredSpectrum, SlotSpectra } from "./spectra.ts";

/** "α = 2.31, fitted to the 40 largest of 300 eigenvalues, off by at most 0.05", or why there is none. */
export function lawInWords({ measures, values }: MeasuredSpectrum): string {
  const { powerLaw } = measures;
  if (powerLaw === null) {
    const few = values.length < FEWEST_FITTED;
    return few
      ? `no power law: ${values.length} eigenvalues, and fewer than ${FEWEST_FITTED} fit any`
      : `no power law: fewer than ${FEWEST_FITTED} different eigenvalues that are not zero`;
  }
  const { alpha, fitted, distance } = powerLaw;
  return `α = ${shortText(alpha)}, fitted to the ${wholeText(fitted)} largest of ${wholeText(values.length)} eigenvalues, off by at most ${shortText(distance)}`;
}

/** Three digits: no more are known of a fit. */
export function shortText(value: number): string {
  return Number.isFinite(value) ? shortValue(Number(value.toPrecision(3))) : "–";
}

export function rankInWords({ values }: MeasuredSpectrum, rank: number): string {
  return `rank ${wholeText(rank)} of ${wholeText(values.length)}: ${valueText(values[rank - 1] ?? NaN)}`;
}

/** "Singular values of hidden1/kernel of dropout-0.2 at epoch 3: 784 × 512, the largest 4.2, …". */
export function spectrumInWords(store: Store, spectra: SlotSpectra, slot: Slot): string {
  const shown = spectra.shown.value;
  const parameter = printable(store.parameterKey.value ?? "", 60);
  const whose = `Singular values of ${parameter} of ${printable(slot.name.value ?? "", 60)}`;
  if (shown === null) return `${whose}: not here yet`;
  const { step, rows, columns, values, measures } = shown;
  return `${whose} at ${store.unit.value} ${wholeText(step)}: ${rows} × ${columns}, the largest ${valueText(values[0] ?? NaN)}, ${measuresInWords(measures)}; ${lawInWords(shown)}`;
}

function measuresInWords({ stableRank, effectiveRank }: SpectrumMeasures): string {
  return `stable rank ${shortText(stableRank)}, effective rank ${shortText(effectiveRank)}`;
}
