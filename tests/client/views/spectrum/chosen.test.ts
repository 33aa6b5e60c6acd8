// Which checkpoints' spectra are computed, and in which order.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  chosenSteps,
  litStep,
  MOST_SHOWN,
  outward,
} from "../../../../client/views/spectrum/chosen.ts";

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

describe("the chosen steps", () => {
  it("are all where there are few", () => {
    const steps = Array.from({ length: MOST_SHOWN }, (_, i) => i);
    expect(chosenSteps(steps, 3)).toEqual(steps);
  });

  it("are never too many, and hold the first, the last and the lit one", () => {
    fc.assert(
      fc.property(ascending, fc.nat(), (steps, pick) => {
        const lit = steps[pick % steps.length]!;
        const chosen = chosenSteps(steps, lit);
        expect(chosen.length).toBeLessThanOrEqual(MOST_SHOWN);
        for (const step of [steps[0], steps.at(-1), lit]) expect(chosen).toContain(step);
        expect(chosen).toEqual([...chosen].sort((one, two) => one - two));
      }),
    );
  });

  it("change little when a training goes on: all but the last and the lit one stay", () => {
    const steps = Array.from({ length: 100 }, (_, i) => i);
    const before = chosenSteps(steps, 99).filter((step) => step !== 99);
    expect(chosenSteps([...steps, 100], 100)).toEqual(expect.arrayContaining(before));
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
