import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  alignedIndices,
  type Alignment,
  ALIGNMENTS,
  firstReaching,
  NOWHERE,
  positionsOf,
  type Timeline,
} from "#contract/alignment.ts";

const ascending = fc
  .uniqueArray(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 30 })
  .map((steps) => steps.toSorted((a, b) => a - b));
const score = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constant(NaN));
const timelines = fc
  .record({
    steps: ascending,
    scored: ascending,
    scores: fc.array(score, { minLength: 30, maxLength: 30 }),
    start: fc.integer({ min: 0, max: 1000 }),
    pace: fc.double({ min: 0.1, max: 5, noNaN: true }),
    perEpoch: fc.integer({ min: 1, max: 50 }),
    lowerIsBetter: fc.boolean(),
  })
  .map(({ steps, scored, scores, start, pace, perEpoch, lowerIsBetter }): Timeline => {
    return {
      steps,
      wallTimes: steps.map((step) => start + step * pace),
      epochs: { steps: scored, values: scored.map((step) => Math.floor(step / perEpoch)) },
      score: { steps: scored, values: scores.slice(0, scored.length), lowerIsBetter },
      plannedSteps: null,
    };
  });
const ways = fc.constantFrom<Alignment>(...ALIGNMENTS);
/** Scores of two models point the same way. */
const two = fc.tuple(timelines, timelines).map(([a, b]): [Timeline, Timeline] => {
  return [a, { ...b, score: { ...b.score!, lowerIsBetter: a.score!.lowerIsBetter } }];
});

const plain = (steps: number[], scores: number[]): Timeline => ({
  steps,
  wallTimes: steps,
  epochs: null,
  score: { steps, values: scores, lowerIsBetter: false },
  plannedSteps: null,
});

describe("aligned moments", () => {
  it("are found by looking at every point", () => {
    fc.assert(
      fc.property(two, ways, ([a, b], by) => {
        const [ones, others] = [positionsOf(a, by), [...positionsOf(b, by)]];
        const expected = Array.from(ones, (position) => {
          if (Number.isNaN(position)) return NOWHERE;
          return by === "score"
            ? others.findIndex((own) => own >= position)
            : others.findLastIndex((own) => own <= position);
        });
        expect([...alignedIndices(a, b, by)]).toEqual(expected);
      }),
    );
  });

  it("never go back while the other model goes on", () => {
    fc.assert(
      fc.property(two, ways, ([a, b], by) => {
        const found = [...alignedIndices(a, b, by)].filter((index) => index !== NOWHERE);
        expect(found).toEqual(found.toSorted((x, y) => x - y));
      }),
    );
  });

  it("of a model with itself are its own points, or earlier ones that stand at the same place", () => {
    fc.assert(
      fc.property(timelines, ways, (timeline, by) => {
        const positions = positionsOf(timeline, by);
        alignedIndices(timeline, timeline, by).forEach((index, i) => {
          if (Number.isNaN(positions[i])) expect(index).toBe(NOWHERE);
          else expect(positions[index]).toBe(positions[i]);
          if (by === "step" || by === "fraction") expect(index).toBe(i);
        });
      }),
    );
  });

  it("by share of the training begin and end together, however long either took", () => {
    fc.assert(
      fc.property(timelines, timelines, (a, b) => {
        fc.pre(a.steps.length > 1 && b.steps.length > 1);
        const indices = alignedIndices(a, b, "fraction");
        expect(indices[0]).toBe(0);
        expect(indices.at(-1)).toBe(b.steps.length - 1);
      }),
    );
  });

  it("by share of the training follow what is planned while it goes on", () => {
    const half = { ...plain([0, 1, 2, 3, 4, 5], []), plannedSteps: 10 };
    const whole = plain([0, 4, 8], []);
    expect([...positionsOf(half, "fraction")]).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5]);
    expect([...alignedIndices(half, whole, "fraction")]).toEqual([0, 0, 0, 0, 0, 1]);
  });

  it("by score are the first at which as much had been reached, and a fall takes nothing back", () => {
    const quick = plain([0, 1, 2, 3], [0.1, 0.8, 0.6, 0.95]);
    const slow = plain([0, 10, 20, 30, 40], [0.1, 0.5, 0.8, 0.9, 0.96]);
    expect([...alignedIndices(quick, slow, "score")]).toEqual([0, 2, 2, 4]);
    expect(firstReaching(slow, 0.8)).toBe(2);
    expect(firstReaching(quick, 0.7)).toBe(1);
    expect(firstReaching(quick, 0.99)).toBe(NOWHERE);
  });

  it("by a score that is better when lower are the first at which as little had been reached", () => {
    const loss = (values: number[]): Timeline => {
      const timeline = plain([0, 1, 2], values);
      return { ...timeline, score: { ...timeline.score!, lowerIsBetter: true } };
    };
    expect(firstReaching(loss([2, 0.5, 0.7]), 0.6)).toBe(1);
    expect([...alignedIndices(loss([2, 1, 0.5]), loss([1, 0.9, 0.6]), "score")]).toEqual([
      0,
      0,
      NOWHERE,
    ]);
  });

  it("by time count from each model's own start, and a clock that is set back stands still", () => {
    const a = { ...plain([0, 1, 2, 3], []), wallTimes: [1000, 1010, 1005, 1020] };
    const b = { ...plain([0, 1, 2], []), wallTimes: [5, 12, 25] };
    expect([...positionsOf(a, "time")]).toEqual([0, 10, 10, 20]);
    expect([...alignedIndices(a, b, "time")]).toEqual([0, 1, 1, 2]);
  });

  it("are nowhere without a score", () => {
    const unscored = { ...plain([0, 1], []), score: null };
    expect([...alignedIndices(unscored, plain([0], [0.5]), "score")]).toEqual([NOWHERE, NOWHERE]);
    expect(firstReaching(unscored, 0.5)).toBe(NOWHERE);
  });
});
