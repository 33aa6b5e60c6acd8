// The steps under the playhead, while two models train: as if they were joined anew with every message.
import fc from "fast-check";
import { expect, it } from "vitest";
import { appended } from "../../../client/store/column.ts";
import { unionOfSteps } from "../../../client/store/playheadRules.ts";
import { createStepsOfBoth } from "../../../client/store/stepsOfBoth.ts";

const NONE = new Float64Array();

it("are those of both, ascending, each once, however they come in", () => {
  const rises = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 });
  const messages = fc.array(fc.tuple(rises, rises), { maxLength: 8 });
  fc.assert(
    fc.property(messages, (given) => {
      const joined = createStepsOfBoth();
      let one: Float64Array = NONE;
      let two: Float64Array = NONE;
      for (const [ofOne, ofTwo] of given) {
        const after = (steps: Float64Array, by: number[]): Float64Array => {
          let step = steps.at(-1) ?? 0;
          return appended(
            steps,
            Float64Array.from(by, (rise) => (step += rise)),
          );
        };
        [one, two] = [after(one, ofOne), after(two, ofTwo)];
        expect(Array.from(joined(one, two))).toEqual(unionOfSteps(one, two));
      }
    }),
  );
});

it("are joined anew for other models", () => {
  const joined = createStepsOfBoth();
  joined(appended(NONE, Float64Array.of(0, 1, 2)), appended(NONE, Float64Array.of(5)));
  const other = appended(NONE, Float64Array.of(1));
  expect(Array.from(joined(other, NONE))).toEqual([1]);
});

it("are the same array while one model catches up with the other's steps", () => {
  const joined = createStepsOfBoth();
  const first = appended(NONE, Float64Array.of(0, 1, 2, 3));
  const second = appended(NONE, Float64Array.of(0, 1));
  const before = joined(first, second);
  expect(joined(first, appended(second, Float64Array.of(2)))).toBe(before);
});
