// Which checkpoint's spectrum is lit, and in which order they are computed.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { litStep, outward } from "../../../../client/views/spectrum/chosen.ts";

const ascending = fc
  .uniqueArray(fc.nat(5_000), { minLength: 1, maxLength: 400 })
  .map((steps) => steps.sort((one, two) => one - two));

describe("the lit step", () => {
  it("is the checkpointed one nearest to the playhead, the last where there is no playhead", () => {
    expect(litStep([0, 4, 8], 5)).toBe(4);
    expect(litStep([0, 4, 8], 7)).toBe(8);
    expect(litStep([0, 4, 8], -Infinity)).toBe(0);
    expect(litStep([0, 4, 8], Infinity)).toBe(8);
    expect(litStep([0, 4, 8], null)).toBe(8);
    expect(litStep([], 3)).toBeNull();
  });
});

describe("the order", () => {
  it("begins with the lit step and goes outward", () => {
    expect(outward([0, 1, 2, 3, 4], 1)).toEqual([1, 0, 2, 3, 4]);
    expect(outward([0, 1, 2], null)).toEqual([2, 1, 0]);
  });

  it("leaves none out", () => {
    fc.assert(
      fc.property(ascending, fc.nat(), (steps, pick) => {
        const order = outward(steps, steps[pick % steps.length]!);
        expect([...order].sort((one, two) => one - two)).toEqual(steps);
      }),
    );
  });
});
