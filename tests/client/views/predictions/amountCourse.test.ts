// How far amounts are off over the training, and the one axis that all of them are drawn on.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { amountCourse, amountEdges } from "../../../../client/views/predictions/amountCourse.ts";

const TRUTH = Float32Array.of(1, 2, 3);

describe("the course of amounts", () => {
  it("has the errors of the checkpoints that are known, and all that was ever answered in its range", () => {
    const course = amountCourse(
      [0, 5, 9],
      [Float32Array.of(0, 0, -4), null, Float32Array.of(1, 2, 4)],
      TRUTH,
    );
    expect(course.steps).toEqual([0, 9]);
    expect(course.errors.map(({ absolute }) => absolute)).toEqual([10 / 3, 1 / 3]);
    expect([course.low, course.high]).toEqual([-4, 4]);
  });

  it("measures the same answers again when they are held against others", () => {
    const answers = Float32Array.of(1, 2, 3);
    const off = (truth: Float32Array) => amountCourse([0], [answers], truth).errors[0]!.absolute;
    expect([off(TRUTH), off(Float32Array.of(2, 3, 4)), off(TRUTH)]).toEqual([0, 1, 0]);
  });
});

describe("the axis of amounts", () => {
  const finite = fc.float({ min: -1000, max: 1000, noNaN: true });

  it("holds every true amount, and reaches no further than these spread from what is answered", () => {
    fc.assert(
      fc.property(fc.array(finite, { minLength: 1 }), fc.array(finite), (truth, answers) => {
        const course = amountCourse([0], [Float32Array.from(answers)], truth);
        const [low, high] = amountEdges(truth, [course]);
        const [least, most] = [Math.min(...truth), Math.max(...truth)];
        const spread = most - least || Math.abs(most) || 1;
        expect(low).toBeLessThan(least);
        expect(high).toBeGreaterThan(most);
        expect(low).toBeGreaterThan(least - 1.2 * spread);
        expect(high).toBeLessThan(most + 1.2 * spread);
      }),
    );
  });

  it("is the same for a model whose weights are no longer numbers", () => {
    const broken = amountCourse([0], [Float32Array.of(NaN, Infinity, NaN)], TRUTH);
    expect(amountEdges(TRUTH, [broken])).toEqual(amountEdges(TRUTH, []));
    expect(amountEdges([NaN], [])).toEqual([0, 1]);
  });
});
