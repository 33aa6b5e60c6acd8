// Spectra and their measures as files: all that are shown, a column for each step or each measure of each model.
import { linesLayout, paintLines } from "../../charts/lines.ts";
import { hair } from "../../charts/axes.ts";
import { css } from "../../charts/oklch.ts";
import { partOf } from "../../charts/part.ts";
import { paintSpectrum } from "../../charts/spectrumPlot.ts";
import type { Takeaway } from "../../parts/pictureActions.tsx";
import { unionOfSteps } from "../../store/playheadRules.ts";
import { letter, SLOTS } from "../../store/selectionRules.ts";
import type { Slot } from "../../store/slot.ts";
import type { Store } from "../../store/store.ts";
import { courseOf, MEASURES } from "./course.ts";
import { pictureOf } from "./picture.ts";
import type { Spectra } from "./spectra.ts";
import { spectrumInWords } from "./words.ts";

/** A picture for a page or a slide. */
const FILE_SIZE = { width: 720, height: 540 };

export function spectrumTakeaway(store: Store, spectra: Spectra, slot: Slot): Takeaway {
  const own = spectra.of[slot.slot];
  const [held, shown] = [own.held.peek(), own.shown.peek()];
  const unit = store.unit.peek();
  const parameter = store.parameterKey.peek() ?? "";
  const picture = pictureOf(store, spectra, slot.slot);
  const ranks = Math.max(...held.map(({ values }) => values.length));
  const law = shown?.measures.powerLaw ?? null;
  return {
    name: `${slot.name.peek() ?? "model"} ${parameter} spectrum`,
    words: spectrumInWords(store, own, slot),
    numbers: {
      facts: {
        model: slot.name.peek(),
        parameter,
        [`shown ${unit}s`]: held.length,
        [`known ${unit}s`]: own.known.peek(),
        [`${unit} of the playhead`]: shown?.step ?? null,
        matrix: shown === null ? null : `${shown.rows} x ${shown.columns}`,
        "stable rank": shown?.measures.stableRank ?? null,
        "effective rank": shown?.measures.effectiveRank ?? null,
        "power-law exponent": law?.alpha ?? null,
        "fitted eigenvalues": law?.fitted ?? null,
        "distance from the law": law?.distance ?? null,
      },
      columns: [
        { name: "rank", values: Float64Array.from({ length: ranks }, (_, i) => i + 1) },
        ...held.map(({ step, values }) => ({
          name: `${unit} ${step}`,
          values: Float64Array.from({ length: ranks }, (_, i) => values[i] ?? NaN),
        })),
      ],
    },
    painting: (surface) => paintSpectrum(surface, picture),
    size: FILE_SIZE,
  };
}

const COLUMNS = 2;
const TITLE_PX = 24;

export function coursesTakeaway(store: Store, spectra: Spectra): Takeaway {
  const unit = store.unit.peek();
  const [a, b] = SLOTS.map((slot) => spectra.of[slot].held.peek().map(({ step }) => step));
  const steps = unionOfSteps(a!, b!);
  const names = SLOTS.map((slot) => store.slots[slot].name.peek());
  const pictures = MEASURES.map((measure) => courseOf(store, spectra, measure));
  const playheads = new Set(SLOTS.flatMap((slot) => store.slots[slot].at.peek() ?? []));
  return {
    name: `${names.filter((name) => name !== null).join(" and ")} spectra over ${unit}s`,
    words: `Measures of the singular values of ${store.parameterKey.peek() ?? ""} over ${unit}s`,
    numbers: {
      facts: { A: names[0]!, B: names[1]!, parameter: store.parameterKey.peek() ?? "" },
      columns: [
        { name: unit, values: Float64Array.from(steps) },
        ...SLOTS.flatMap((slot) => {
          const held = new Map(spectra.of[slot].held.peek().map((one) => [one.step, one]));
          if (held.size === 0) return [];
          return MEASURES.map(({ label, of }) => ({
            name: `${letter(slot)} ${label}`,
            values: Float64Array.from(steps, (step) => {
              const spectrum = held.get(step);
              return spectrum === undefined ? NaN : of(spectrum);
            }),
          }));
        }),
      ],
    },
    painting(surface) {
      const rows = Math.ceil(MEASURES.length / COLUMNS);
      const [width, height] = [surface.width / COLUMNS, surface.height / rows];
      pictures.forEach((picture, i) => {
        const [left, top] = [(i % COLUMNS) * width, Math.floor(i / COLUMNS) * height];
        const { palette } = picture;
        const colour = css(palette.text);
        surface.text(MEASURES[i]!.label, left + 12, top + 6, {
          colour,
          baseline: "top",
          bold: true,
        });
        const box = { left, top: top + TITLE_PX, width, height: height - TITLE_PX };
        const part = partOf(surface, box);
        paintLines(part, picture);
        const { box: plot, x } = linesLayout(picture, part);
        for (const step of playheads) {
          const at = plot.left + x.place(step) * plot.width;
          if (at >= plot.left && at <= plot.left + plot.width)
            hair(part, css(palette.dim), at, plot.top, at, plot.top + plot.height);
        }
      });
    },
    size: FILE_SIZE,
  };
}
