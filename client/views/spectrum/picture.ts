// A slot's spectra as the chart takes them.
import { paletteOf } from "../../charts/palette.ts";
import type { SpectrumPicture } from "../../charts/spectrumPlot.ts";
import type { SlotName } from "../../store/selectionRules.ts";
import type { Store } from "../../store/store.ts";
import type { Spectra } from "./spectra.ts";

/** Reads signals: call it inside of a computed one. */
export function pictureOf({ theme }: Store, spectra: Spectra, slot: SlotName): SpectrumPicture {
  const { held, shown } = spectra.of[slot];
  const palette = paletteOf(theme.value);
  const lit = shown.value;
  const law = lit?.measures.powerLaw ?? null;
  return {
    spectra: held.value,
    edges: spectra.edges.value,
    lit: lit === null ? -1 : held.value.indexOf(lit),
    law: law === null ? null : { exponent: law.alpha, from: law.from, count: law.fitted },
    hue: palette.slot[slot],
    palette,
  };
}
