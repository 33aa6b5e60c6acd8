import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textOf, wordsFrom } from "../../../../client/store/optionWords.ts";
import { errorAt } from "../../../../client/views/adversarial/curves.ts";
import {
  adversarialOptions,
  EPSILONS,
  FIRST_OPTIONS,
  wordsOfAdversarial,
} from "../../../../client/views/adversarial/options.ts";

const options = fc.record({
  kind: fc.constantFrom("fgsm" as const, "pgd" as const),
  epsilon: fc.integer({ min: 0, max: 60 }).map((steps) => Number((steps * 0.005).toFixed(3))),
  towards: fc.option(fc.nat(999)),
});

describe("the options of adversarial images", () => {
  it("come back from the address as they went into it", () => {
    fc.assert(
      fc.property(options, (some) => {
        expect(adversarialOptions(wordsFrom(textOf(wordsOfAdversarial(some))))).toEqual(some);
      }),
    );
    expect(textOf(wordsOfAdversarial(FIRST_OPTIONS))).toBe("");
  });

  it("are as at first where the address says nothing that is known", () => {
    for (const text of ["", "loud", "epsilon*7 towards*-1", "epsilon*x towards*1.5"]) {
      expect(adversarialOptions(wordsFrom(text))).toEqual(FIRST_OPTIONS);
    }
  });
});

describe("the error at a size of the change", () => {
  const errors = EPSILONS.map((epsilon) => epsilon ** 2);

  it("is as measured where it was, and between on the straight line", () => {
    EPSILONS.forEach((epsilon, i) => expect(errorAt(errors, epsilon)).toBeCloseTo(errors[i]!, 12));
    expect(errorAt(errors, 0.125)).toBeCloseTo((0.1 ** 2 + 0.15 ** 2) / 2, 12);
  });
});
