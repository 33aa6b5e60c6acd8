// Which checkpoints' spectra are shown.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chosenSteps, MOST_SPECTRA } from "#contract/measures/chosenSteps.ts";

const ascending = fc
  .uniqueArray(fc.nat(5_000), { minLength: 1, maxLength: 400 })
  .map((steps) => steps.sort((one, two) => one - two));

describe("the chosen steps", () => {
  it("are all where there are few", () => {
    const steps = Array.from({ length: MOST_SPECTRA }, (_, i) => i);
    expect(chosenSteps(steps, 3)).toEqual(steps);
  });

  it("are never too many, and hold the first, the last and the lit one", () => {
    fc.assert(
      fc.property(ascending, fc.nat(), (steps, pick) => {
        const lit = steps[pick % steps.length]!;
        const chosen = chosenSteps(steps, lit);
        expect(chosen.length).toBeLessThanOrEqual(MOST_SPECTRA);
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
