// A kernel's singular values by rank, both by factors: one epoch lit before the others, and the power law of its tail.
import { type Plot, BELOW_PX, paintXAxis, paintYAxis, xOf, yOf } from "./axes.ts";
import { paintBackedText } from "./backedText.ts";
import { compactCount, shortValue } from "./axisText.ts";
import { css, type Rgb, withAlpha } from "./oklch.ts";
import type { Palette } from "./palette.ts";
import { mixed } from "./ramps.ts";
import { logScale } from "./scales.ts";
import { holds, type Size, type Surface } from "./surface.ts";

/** Singular values of one step, largest first. */
export interface Spectrum {
  step: number;
  values: ArrayLike<number>;
}

/** The `count` largest eigenvalues λ = σ², all from `from` on, have a density that falls as λ^−exponent. */
export interface PowerLaw {
  exponent: number;
  from: number;
  count: number;
}

/** Ends of both axes: the last rank, the smallest and the largest singular value that are no rounding errors. */
export interface SpectrumEdges {
  ranks: number;
  least: number;
  most: number;
}

export interface SpectrumPicture {
  /** In ascending steps. */
  spectra: readonly Spectrum[];
  /** Of all spectra that are seen side by side. */
  edges: SpectrumEdges;
  /** Index of the lit one. */
  lit: number;
  /** Of the lit one; null where it has too few eigenvalues for one. */
  law: PowerLaw | null;
  hue: Rgb;
  palette: Palette;
}

const LEFT_PX = 52;
const RIGHT_PX = 18;
const TOP_PX = 26;
const HEADROOM = 1.25;
/** What lies so far below the largest is rounding. */
const SMALLEST_SHARE = 1e-7;
/** Behind the lit one, so many at most: the first, the last and some between. */
const MOST_FAINT = 40;

/** The ends within which all the spectra are. */
export function spectrumEdges(spectra: readonly Spectrum[]): SpectrumEdges {
  let [most, least, ranks] = [0, Infinity, 2];
  for (const { values } of spectra) most = Math.max(most, values[0] ?? 0);
  for (const { values } of spectra) {
    ranks = Math.max(ranks, values.length);
    for (let i = values.length - 1; i >= 0; i--) {
      if (!(values[i]! > most * SMALLEST_SHARE)) continue;
      least = Math.min(least, values[i]!);
      break;
    }
  }
  return least <= most ? { ranks, least, most } : { ranks, least: 0.1, most: 1 };
}

export function spectrumLayout({ edges }: SpectrumPicture, size: Size): Plot {
  const { ranks, least, most } = edges;
  const box = {
    left: LEFT_PX,
    top: TOP_PX,
    width: Math.max(size.width - LEFT_PX - RIGHT_PX, 1),
    height: Math.max(size.height - TOP_PX - BELOW_PX, 1),
  };
  return { box, x: logScale(1, ranks), y: logScale(least / HEADROOM, most * HEADROOM) };
}

export function paintSpectrum(surface: Surface, picture: SpectrumPicture): void {
  const { spectra, lit, hue, palette } = picture;
  const plot = spectrumLayout(picture, surface);
  paintXAxis(surface, plot, { palette, title: "rank", words: compactCount });
  paintYAxis(surface, plot, { palette, title: "singular value" });
  surface.inside(plot.box, () => {
    for (const i of faintOnes(spectra.length)) {
      const age = spectra.length > 1 ? i / (spectra.length - 1) : 1;
      trace(surface, plot, spectra[i]!.values);
      surface.stroke({ colour: css(mixed(palette.ground, hue, 0.18 + 0.37 * age)) });
    }
    const shown = spectra[lit];
    if (shown === undefined) return;
    trace(surface, plot, shown.values);
    surface.stroke({ colour: css(palette.ground), width: 5 });
    trace(surface, plot, shown.values);
    surface.stroke({ colour: css(hue), width: 2.25 });
  });
  paintLaw(surface, plot, picture);
}

function faintOnes(count: number): number[] {
  const kept = Math.min(count, MOST_FAINT);
  const every = kept > 1 ? (count - 1) / (kept - 1) : 0;
  return Array.from({ length: kept }, (_, i) => Math.round(i * every));
}

const NEAREST_PX = 0.5;

/** Of high ranks, many share a pixel. */
function trace(surface: Surface, plot: Plot, values: ArrayLike<number>): void {
  let before = -Infinity;
  for (let i = 0; i < values.length && values[i]! > 0; i++) {
    const x = xOf(plot, i + 1);
    if (x - before < NEAREST_PX && i < values.length - 1) continue;
    if (i === 0) surface.moveTo(x, yOf(plot, values[i]!));
    else surface.lineTo(x, yOf(plot, values[i]!));
    before = x;
  }
}

/** The law's line runs a little beyond its tail, so that it can be seen to leave the curve. */
const BEYOND = 1.8;

/**
 * The singular value that the law expects at a rank. Of eigenvalues with density λ^−α from x on, the share above λ is
 * (λ/x)^(1−α); the r-th of n is therefore x·(r/n)^(−1/(α−1)), and σ = √λ.
 */
export function lawAt({ exponent, from, count }: PowerLaw, rank: number): number {
  return Math.sqrt(from * (rank / count) ** (-1 / (exponent - 1)));
}

function paintLaw(surface: Surface, plot: Plot, { law, palette }: SpectrumPicture): void {
  if (law === null || !(law.exponent > 1)) return;
  const end = Math.min(law.count * BEYOND, plot.x.high);
  const at = (rank: number): [number, number] => [xOf(plot, rank), yOf(plot, lawAt(law, rank))];
  surface.inside(plot.box, () => {
    surface.moveTo(...at(1));
    surface.lineTo(...at(end));
    surface.stroke({ colour: css(palette.text), width: 1.5, dash: [5, 4] });
  });
  const [x, y] = at(Math.sqrt(law.count));
  const words = `α = ${shortValue(Number(law.exponent.toPrecision(3)))}`;
  const place = [
    Math.min(x + 8, plot.box.left + plot.box.width - 50),
    Math.max(y - 16, plot.box.top + 8),
  ] as const;
  paintBackedText(surface, palette, words, ...place, { colour: css(palette.text), bold: true });
}

/** The rank at a place and its singular value in the lit spectrum; null beside the plot. */
export function spectrumAt(
  picture: SpectrumPicture,
  size: Size,
  left: number,
  top: number,
): { rank: number; value: number } | null {
  const plot = spectrumLayout(picture, size);
  const values = picture.spectra[picture.lit]?.values;
  if (values === undefined || values.length === 0 || !holds(plot.box, left, top)) return null;
  const rank = Math.round(plot.x.at((left - plot.box.left) / plot.box.width));
  const within = Math.min(Math.max(rank, 1), values.length);
  return { rank: within, value: values[within - 1]! };
}

export function paintSpectrumPoint(surface: Surface, picture: SpectrumPicture, rank: number): void {
  const plot = spectrumLayout(picture, surface);
  const value = picture.spectra[picture.lit]?.values[rank - 1];
  if (value === undefined || !(value > 0)) return;
  surface.disc(xOf(plot, rank), yOf(plot, value), 5.5);
  surface.fill(withAlpha(picture.palette.ground, 0.9));
  surface.disc(xOf(plot, rank), yOf(plot, value), 4);
  surface.fill(css(picture.palette.text));
}
