import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Distribution, fromBuckets, summarise } from "#contract/distribution.ts";
import { distancesBetween } from "#contract/measures/distances.ts";
import { exactDistances, sortedFinite } from "#contract/measures/exactDistances.ts";

const weight = fc.oneof(
  fc.float({ min: -4, max: 4, noNaN: true }),
  fc.float({ min: -1000, max: 1000, noNaN: true }),
  fc.constantFrom(0, 1, -1, 0.5),
);
const weights = fc
  .array(weight, { minLength: 1, maxLength: 80 })
  .map((values) => Float64Array.from(values));
const widthOf = ({ level, min, max }: Distribution): number => (min === max ? 0 : 2 ** level);

/** ∫|F−G| and max|F−G| of the laws that the bins describe, by adding up tiny steps. */
function slowly(a: Distribution, b: Distribution): { wasserstein: number; furthest: number } {
  const low = Math.min(leftOf(a), leftOf(b));
  const high = Math.max(rightOf(a), rightOf(b));
  const steps = 1000;
  const step = (high - low) / steps;
  let [wasserstein, furthest] = [0, 0];
  for (let i = 0; i < steps; i++) {
    const x = low + (i + 0.5) * step;
    const difference = Math.abs(shareBelow(a, x) - shareBelow(b, x));
    wasserstein += difference * step;
    furthest = Math.max(furthest, difference);
  }
  return { wasserstein, furthest };
}

const isSingle = ({ min, max }: Distribution): boolean => min === max;
const leftOf = (one: Distribution): number =>
  isSingle(one) ? one.min : one.first * 2 ** one.level;
const rightOf = (one: Distribution): number =>
  isSingle(one) ? one.max : (one.first + one.bins.length) * 2 ** one.level;

function shareBelow({ bins, first, level, min, max }: Distribution, x: number): number {
  let [below, all] = [0, 0];
  bins.forEach((count, i) => {
    const [left, right] = [(first + i) * 2 ** level, (first + i + 1) * 2 ** level];
    all += count;
    const place = (x - left) / (right - left);
    below += count * (min === max ? (x >= min ? 1 : 0) : Math.min(1, Math.max(0, place)));
  });
  return below / all;
}

describe("the distances between two distributions", () => {
  it("are nothing between a distribution and itself", () => {
    fc.assert(
      fc.property(weights, (values) => {
        expect(distancesBetween(summarise(values), summarise(values))).toEqual({
          wasserstein: 0,
          jensenShannon: 0,
          kolmogorovSmirnov: 0,
        });
      }),
    );
  });

  it("are the same from either side, and within their bounds", () => {
    fc.assert(
      fc.property(weights, weights, (one, two) => {
        const [a, b] = [summarise(one), summarise(two)];
        const [there, back] = [distancesBetween(a, b), distancesBetween(b, a)];
        expect(there.wasserstein).toBeCloseTo(back.wasserstein, 9);
        expect(there.jensenShannon).toBeCloseTo(back.jensenShannon, 12);
        expect(there.kolmogorovSmirnov).toBeCloseTo(back.kolmogorovSmirnov, 12);
        expect(there.wasserstein).toBeGreaterThanOrEqual(0);
        expect(there.jensenShannon).toBeGreaterThanOrEqual(0);
        expect(there.jensenShannon).toBeLessThanOrEqual(Math.LN2);
        expect(there.kolmogorovSmirnov).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });

  it("are what adding up tiny steps of the binned laws gives", () => {
    fc.assert(
      fc.property(weights, weights, (one, two) => {
        const [a, b] = [summarise(one), summarise(two)];
        const distances = distancesBetween(a, b);
        const slow = slowly(a, b);
        const range = Math.max(rightOf(a), rightOf(b)) - Math.min(leftOf(a), leftOf(b));
        expect(Math.abs(distances.wasserstein - slow.wasserstein)).toBeLessThan(
          range * 2e-3 + 1e-9,
        );
        // Tiny steps may miss the very furthest place, never find a further one.
        expect(slow.furthest).toBeLessThanOrEqual(distances.kolmogorovSmirnov + 1e-9);
      }),
      { numRuns: 20 },
    );
  });

  it("of bins are those of the weights to within the width of a bin", () => {
    fc.assert(
      fc.property(weights, weights, (one, two) => {
        const [a, b] = [summarise(one), summarise(two)];
        const exact = exactDistances(sortedFinite(one), sortedFinite(two));
        const allowed = widthOf(a) + widthOf(b) + 1e-9;
        const { wasserstein } = distancesBetween(a, b);
        expect(Math.abs(wasserstein - exact.wasserstein)).toBeLessThanOrEqual(allowed);
      }),
    );
  });

  it("obey the triangle: no detour is shorter than the way of Wasserstein, nor than that of Kolmogorov and Smirnov", () => {
    fc.assert(
      fc.property(weights, weights, weights, (one, two, three) => {
        const [a, b, c] = [summarise(one), summarise(two), summarise(three)];
        const [ab, bc, ac] = [
          distancesBetween(a, b),
          distancesBetween(b, c),
          distancesBetween(a, c),
        ];
        expect(ac.wasserstein).toBeLessThanOrEqual(ab.wasserstein + bc.wasserstein + 1e-9);
        expect(ac.kolmogorovSmirnov).toBeLessThanOrEqual(
          ab.kolmogorovSmirnov + bc.kolmogorovSmirnov + 1e-9,
        );
      }),
    );
  });

  it("a shift by c is a distance of c", () => {
    const shift = fc.integer({ min: -64, max: 64 }).map((eighths) => eighths / 8);
    const multiples = fc.array(fc.integer({ min: -4096, max: 4096 }), { minLength: 1 });
    fc.assert(
      fc.property(multiples, shift, (values, c) => {
        const one = Float64Array.from(values, (value) => value / 1024);
        const two = one.map((value) => value + c);
        const { wasserstein } = distancesBetween(summarise(one), summarise(two));
        expect(wasserstein).toBeCloseTo(Math.abs(c), 9);
        expect(exactDistances(one.toSorted(), two.toSorted()).wasserstein).toBeCloseTo(
          Math.abs(c),
          9,
        );
      }),
    );
  });

  it("of nearly equal laws is not lost in rounding: of shares that differ by ε from a half, Jensen and Shannon's is ε²/2", () => {
    const million = (ones: number): Float64Array => {
      return new Float64Array(1_000_000).fill(-1).fill(1, 0, ones);
    };
    const [a, b] = [summarise(million(500_001)), summarise(million(500_000))];
    expect(distancesBetween(a, b).jensenShannon / 5e-13).toBeCloseTo(1, 5);
  });

  it("of laws that share no bin are ln 2 and 1", () => {
    const [a, b] = [summarise([1, 2, 3, 4]), summarise([10, 11, 12])];
    const { jensenShannon, kolmogorovSmirnov, wasserstein } = distancesBetween(a, b);
    expect(jensenShannon).toBeCloseTo(Math.LN2, 12);
    expect(kolmogorovSmirnov).toBe(1);
    expect(wasserstein).toBeCloseTo(11 - 2.5, 2);
  });

  it("of single values are their difference, exactly", () => {
    const [zero, tenth] = [summarise([0, 0, 0]), summarise([0.1])];
    expect(distancesBetween(zero, tenth)).toEqual({
      wasserstein: 0.1,
      jensenShannon: Math.LN2,
      kolmogorovSmirnov: 1,
    });
    expect(distancesBetween(zero, summarise([0]))).toMatchObject({ jensenShannon: 0 });
  });

  it("of a single value and what lies around it are no more than they must be", () => {
    const around = summarise(Float64Array.from({ length: 1001 }, (_, i) => (i - 500) / 500));
    const { wasserstein, kolmogorovSmirnov } = distancesBetween(summarise([0, 0]), around);
    expect(wasserstein).toBeCloseTo(0.5, 2);
    expect(kolmogorovSmirnov).toBeCloseTo(0.5, 2);
  });

  it("of grids as different as there are cost no more than others", () => {
    const [tiny, huge] = [summarise([0, 1e-300]), summarise([-1e300, 1e300])];
    const distances = distancesBetween(tiny, huge);
    expect(distances.wasserstein / 1e300).toBeCloseTo(1, 2);
    expect(distances.kolmogorovSmirnov).toBeCloseTo(0.5, 2);
  });

  it("are no number where one has no finite value", () => {
    expect(distancesBetween(summarise([NaN]), summarise([1]))).toEqual({
      wasserstein: NaN,
      jensenShannon: NaN,
      kolmogorovSmirnov: NaN,
    });
    const none = exactDistances(new Float32Array(), Float32Array.of(1));
    expect(none).toEqual({ wasserstein: NaN, kolmogorovSmirnov: NaN });
  });

  it("Jensen-Shannon's tells two samples of one law from two laws, however few the values", () => {
    for (const [count, allowed] of [
      [100, 0.06],
      [1000, 0.03],
      [100_000, 0.003],
    ] as const) {
      const [one, two] = [summarise(normals(count, 1)), summarise(normals(count, 2))];
      const moved = summarise(normals(count, 2).map((value) => value + 1));
      const same = distancesBetween(one, two).jensenShannon;
      // Of two normal laws one deviation apart it is 0.1116.
      expect(same, `${count} values`).toBeLessThan(allowed / 2);
      expect(Math.abs(distancesBetween(one, moved).jensenShannon - 0.1116)).toBeLessThan(allowed);
    }
  });

  it("from spread buckets stay near those of the values", () => {
    const values = normals(10_000, 3);
    const edges = Array.from({ length: 31 }, (_, i) => -5 + i / 3);
    const buckets = fromBuckets({
      lefts: edges.slice(0, -1),
      rights: edges.slice(1),
      counts: edges.slice(0, -1).map((left, i) => {
        return values.filter((value) => value >= left && value < edges[i + 1]!).length;
      }),
      min: NaN,
      max: NaN,
      count: values.length,
      zeros: NaN,
      moments: null,
      level: null,
    });
    expect(distancesBetween(buckets, summarise(values)).wasserstein).toBeLessThan(0.1);
  });
});

/** Box and Muller's normal values from a small generator of numbers. */
function normals(count: number, seed: number): Float64Array {
  let state = seed * 2_654_435_761;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  return Float64Array.from(
    { length: count },
    () => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random()),
  );
}
