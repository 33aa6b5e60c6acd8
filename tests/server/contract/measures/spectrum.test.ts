import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type MatrixSize, RunningGram } from "#contract/measures/gram.ts";
import { singularValuesOf, spectrumMeasures } from "#contract/measures/spectrum.ts";

/** Singular values in descending order, from values that come in pieces of this length. */
function singularValues(values: Float64Array, size: MatrixSize, piece = values.length): number[] {
  const gram = new RunningGram(size);
  for (let at = 0; at < values.length; at += piece) gram.add(values.subarray(at, at + piece));
  return [...singularValuesOf(gram)];
}

const sizes = fc.record({
  rows: fc.integer({ min: 1, max: 12 }),
  columns: fc.integer({ min: 1, max: 12 }),
});
const entry = fc.double({ min: -3, max: 3, noNaN: true });
const matrices = sizes.chain((size) =>
  fc
    .array(entry, { minLength: size.rows * size.columns, maxLength: size.rows * size.columns })
    .map((values) => ({ size, values: Float64Array.from(values) })),
);

/** One-sided Jacobi rotations: slow, simple, and another way altogether. */
function slowly(values: Float64Array, { rows, columns }: MatrixSize): number[] {
  const columnsOf = Array.from({ length: columns }, (_, c) =>
    Array.from({ length: rows }, (_row, r) => values[r * columns + c]!),
  );
  const dot = (a: number[], b: number[]): number => a.reduce((sum, x, i) => sum + x * b[i]!, 0);
  for (let sweep = 0; sweep < 60; sweep++) {
    for (let p = 0; p < columns; p++) {
      for (let q = p + 1; q < columns; q++) {
        const [a, b] = [columnsOf[p]!, columnsOf[q]!];
        const overlap = dot(a, b);
        if (overlap === 0) continue;
        const zeta = (dot(b, b) - dot(a, a)) / (2 * overlap);
        const t = (zeta >= 0 ? 1 : -1) / (Math.abs(zeta) + Math.hypot(1, zeta));
        const cosine = 1 / Math.hypot(1, t);
        columnsOf[p] = a.map((x, i) => cosine * (x - t * b[i]!));
        columnsOf[q] = b.map((x, i) => cosine * (x + t * a[i]!));
      }
    }
  }
  const all = columnsOf.map((column) => Math.sqrt(dot(column, column)));
  return all.toSorted((a, b) => b - a).slice(0, Math.min(rows, columns));
}

describe("singular values", () => {
  it("are those of rotations, of any shape and however the values come", () => {
    fc.assert(
      fc.property(matrices, fc.integer({ min: 1, max: 30 }), ({ size, values }, piece) => {
        const found = singularValues(values, size, piece);
        const expected = slowly(values, size);
        expect(found.length).toBe(expected.length);
        // Of a value near zero, squaring leaves half of the digits.
        const allowed = 1e-6 * (1 + expected[0]!);
        found.forEach((value, i) => expect(Math.abs(value - expected[i]!)).toBeLessThan(allowed));
      }),
    );
  });

  it("have the squares of all weights as the sum of theirs", () => {
    fc.assert(
      fc.property(matrices, ({ size, values }) => {
        const squares = values.reduce((sum, value) => sum + value * value, 0);
        const own = singularValues(values, size).reduce((sum, value) => sum + value * value, 0);
        expect(Math.abs(own - squares)).toBeLessThanOrEqual(1e-10 * (1 + squares));
      }),
    );
  });

  it("of a diagonal matrix are the magnitudes on it", () => {
    const diagonal = [3, -7, 0.5, 0, 2];
    const values = Float64Array.from({ length: 25 }, (_, i) =>
      i % 6 === 0 ? diagonal[i / 6]! : 0,
    );
    const found = singularValues(values, { rows: 5, columns: 5 });
    [7, 3, 2, 0.5, 0].forEach((value, i) => expect(found[i]).toBeCloseTo(value, 12));
  });

  it("of an orthogonal matrix are all 1", () => {
    const n = 24;
    const values = Float64Array.from({ length: n * n }, (_, i) => {
      const [row, column] = [Math.floor(i / n), i % n];
      const scale = Math.sqrt((row === 0 ? 1 : 2) / n);
      return scale * Math.cos((Math.PI * row * (column + 0.5)) / n);
    });
    for (const value of singularValues(values, { rows: n, columns: n }))
      expect(value).toBeCloseTo(1, 12);
  });
});

describe("what a spectrum says", () => {
  it("of one direction is one", () => {
    const values = Float64Array.from(
      { length: 40 },
      (_, i) => (Math.floor(i / 5) + 1) * ((i % 5) - 2),
    );
    const { stableRank, effectiveRank } = spectrumMeasures(
      singularValues(values, { rows: 8, columns: 5 }).map((value) => (value < 1e-6 ? 0 : value)),
    );
    expect(stableRank).toBeCloseTo(1, 10);
    expect(effectiveRank).toBeCloseTo(1, 6);
  });

  it("of equal values is their number, and no power law", () => {
    const measures = spectrumMeasures(new Float64Array(32).fill(0.3));
    expect(measures.stableRank).toBeCloseTo(32, 10);
    expect(measures.effectiveRank).toBeCloseTo(32, 10);
    expect(measures.powerLaw).toBeNull();
  });

  it("of zeros is nothing", () => {
    expect(spectrumMeasures([0, 0])).toEqual({
      stableRank: NaN,
      effectiveRank: NaN,
      powerLaw: null,
    });
  });

  it("lies between one and the number of values, and no scale changes it", () => {
    const spectra = fc
      .array(fc.double({ min: 0.01, max: 10, noNaN: true }), { minLength: 1, maxLength: 40 })
      .map((values) => values.toSorted((a, b) => b - a));
    fc.assert(
      fc.property(spectra, (values) => {
        const [one, tenfold] = [values, values.map((value) => value * 10)].map(spectrumMeasures);
        expect(one!.effectiveRank).toBeGreaterThanOrEqual(1 - 1e-9);
        expect(one!.effectiveRank).toBeLessThanOrEqual(values.length + 1e-9);
        expect(one!.stableRank).toBeLessThanOrEqual(values.length + 1e-9);
        expect(tenfold!.stableRank).toBeCloseTo(one!.stableRank, 8);
        expect(tenfold!.effectiveRank).toBeCloseTo(one!.effectiveRank, 8);
        if (values.length < 10) expect(one!.powerLaw).toBeNull();
      }),
    );
  });

  it("finds the exponent of eigenvalues that follow a power law, beside a bulk that does not", () => {
    for (const alpha of [2, 2.5, 4]) {
      const tail = Array.from({ length: 400 }, (_, i) => ((i + 0.5) / 400) ** (1 / (1 - alpha)));
      const bulk = Array.from({ length: 300 }, (_, i) => 0.2 + (0.79 * i) / 300);
      const eigenvalues = [...tail, ...bulk].toSorted((a, b) => b - a);
      const { powerLaw } = spectrumMeasures(eigenvalues.map(Math.sqrt));
      expect(powerLaw!.alpha).toBeGreaterThan(alpha * 0.95);
      expect(powerLaw!.alpha).toBeLessThan(alpha * 1.05);
      expect(powerLaw!.distance).toBeLessThan(0.05);
    }
  });

  it("is no power law below ten eigenvalues", () => {
    const spectrum = (length: number): number[] => Array.from({ length }, (_, i) => 1 / (i + 1));
    expect(spectrumMeasures(spectrum(9)).powerLaw).toBeNull();
    expect(spectrumMeasures([...spectrum(9), 0, 0]).powerLaw).toBeNull();
    expect(spectrumMeasures(spectrum(10)).powerLaw).toMatchObject({ fitted: 10 });
  });
});
