import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Distribution, summarise } from "#contract/distribution.ts";
import type { Values } from "#contract/dtypes.ts";
import { RunningDistribution } from "#contract/runningDistribution.ts";

function inPieces(pieces: readonly Values[]): Distribution {
  const running = new RunningDistribution();
  for (const piece of pieces) running.add(piece);
  return running.result();
}

/** All but the moments, with a zero for a zero of either sign. */
function counted({ count, nonFinite, zeros, level, first, min, max, bins }: Distribution) {
  const edges = [first, min, max].map((edge) => edge + 0);
  return { count, nonFinite, zeros, level, edges, bins: Array.from(bins) };
}

const close = (a: number, b: number, scale: number): boolean =>
  Object.is(a, b) || Math.abs(a - b) <= 1e-9 * scale;

function expectSame(pieces: readonly Values[]): void {
  const all = pieces.flatMap((piece) => Array.from(piece as Float64Array));
  const [running, whole] = [inPieces(pieces), summarise(all)];
  expect(counted(running)).toEqual(counted(whole));
  const finite = all.filter(Number.isFinite);
  const largest = Math.max(0, ...finite.map(Math.abs));
  expect(close(running.mean, whole.mean, largest)).toBe(true);
  expect(close(running.variance, whole.variance, largest * largest)).toBe(true);
}

describe("a running distribution", () => {
  it("equals that of all float32 values at once, whatever the pieces", () => {
    const piece = fc.oneof(
      fc.float32Array({ maxLength: 30 }),
      // Tensors that start with equal values, and ranges that grow a little or by far.
      fc.tuple(fc.float(), fc.nat(20)).map(([value, n]) => new Float32Array(n).fill(value)),
      fc
        .tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.integer({ min: -30, max: 30 }))
        .map(([value, power]) => Float32Array.of(value * 2 ** power, 0.1 * value)),
    );
    fc.assert(fc.property(fc.array(piece, { maxLength: 8 }), expectSame), { numRuns: 1000 });
  });

  it("equals that of all doubles at once", () => {
    const ordinary = fc.double({ min: -1e100, max: 1e100 });
    const piece = fc.float64Array({ maxLength: 30 }).map((some) => some.filter(isOrdinary));
    const pieces = fc.array(fc.oneof(piece, fc.array(ordinary).map(toDoubles)), { maxLength: 8 });
    fc.assert(fc.property(pieces, expectSame), { numRuns: 500 });
  });

  it("loses no value of doubles of any size", () => {
    fc.assert(
      fc.property(fc.array(fc.float64Array({ maxLength: 20 }), { maxLength: 8 }), (pieces) => {
        const { count, nonFinite, bins } = inPieces(pieces);
        expect(bins.reduce((sum, held) => sum + held, 0)).toBe(count - nonFinite);
      }),
      { numRuns: 1000 },
    );
  });

  it("starts with a value that is alone, and then meets another close by", () => {
    expectSame([Float64Array.of(1, 1, 1), Float64Array.of(1 + 2 ** -40)]);
    expectSame([Float32Array.of(0), Float32Array.of(-0, 0), Float32Array.of(1e-40)]);
  });

  it("of a million normal values in pieces has the moments of all at once", () => {
    const values = Float32Array.from(
      { length: 1_000_000 },
      (_, i) => Math.sin(i * 12.9898) * Math.cos(i * 78.233) * 0.02 + 3,
    );
    const pieces = Array.from({ length: 17 }, (_, i) =>
      values.subarray(i * 60_000, (i + 1) * 60_000),
    );
    const [running, whole] = [inPieces(pieces), summarise(values)];
    expect(running.mean).toBeCloseTo(whole.mean, 12);
    expect(running.variance / whole.variance).toBeCloseTo(1, 9);
  });
});

/** Not so small beside the largest that the product with 2^-level would vanish. */
const isOrdinary = (value: number): boolean =>
  !Number.isFinite(value) || value === 0 || (Math.abs(value) < 1e100 && Math.abs(value) > 1e-100);
const toDoubles = (values: number[]): Float64Array => Float64Array.from(values).filter(isOrdinary);
