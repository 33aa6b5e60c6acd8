// What a spectrum is said to be, which ranks keys lead to, and the ends of its courses' axes.
import { expect, it } from "vitest";
import { spectrumMeasures } from "#contract/measures/spectrum.ts";
import { edgesOf, MEASURES } from "../../../../client/views/spectrum/course.ts";
import { rankAfter } from "../../../../client/views/spectrum/cursor.ts";
import type { MeasuredSpectrum } from "../../../../client/views/spectrum/spectra.ts";
import { lawInWords, rankInWords } from "../../../../client/views/spectrum/words.ts";

function measured(...singular: number[]): MeasuredSpectrum {
  const values = Float64Array.from(singular);
  const size = { rows: 20, columns: values.length };
  return { step: 3, values, ...size, measures: spectrumMeasures(values) };
}

it("a power law is refused below ten eigenvalues, with the number that there is", () => {
  expect(lawInWords(measured(3, 2, 1))).toBe(
    "no power law: 3 eigenvalues, and fewer than 10 fit any",
  );
  const flat = Array.from({ length: 12 }, () => 2);
  expect(lawInWords(measured(...flat))).toMatch(/fewer than 10 different/);
  const alpha = MEASURES.find(({ id }) => id === "alpha")!;
  expect(alpha.of(measured(3, 2, 1))).toBeNaN();
});

it("a power law is told with how many eigenvalues it was fitted to, and how badly it fits", () => {
  const values = Array.from({ length: 40 }, (_, i) => 9 / (i + 1));
  expect(lawInWords(measured(...values))).toMatch(
    /^α = 1\.\d+, fitted to the \d+ largest of 40 eigenvalues, off by at most 0\.\d+$/,
  );
});

it("a rank is read with its singular value", () => {
  expect(rankInWords(measured(3, 2, 1), 2)).toBe("rank 2 of 3: 2.000");
});

it("keys lead from rank to rank and stop at the ends", () => {
  expect(rankAfter("ArrowRight", 0, 50)).toBe(1);
  expect(rankAfter("ArrowLeft", 1, 50)).toBe(1);
  expect(rankAfter("PageUp", 20, 50)).toBe(40);
  expect(rankAfter("PageUp", 40, 50)).toBe(50);
  expect(rankAfter("PageDown", 40, 50)).toBe(20);
  expect(rankAfter("End", 1, 50)).toBe(50);
  expect(rankAfter("x", 1, 50)).toBeUndefined();
  expect(rankAfter("End", 1, 0)).toBeUndefined();
});

it("all values lie within the edges of their course, which are never one place", () => {
  for (const values of [[1], [0], [3, 3], [1, 250], [0.001, 0.002], []]) {
    const [low, high] = edgesOf(values);
    expect(low).toBeLessThan(high);
    for (const value of values) {
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
    }
  }
});
