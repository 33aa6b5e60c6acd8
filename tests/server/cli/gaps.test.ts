// Which steps a series leaves out, where it is clear which ones it usually has.
import fc from "fast-check";
import { expect, test } from "vitest";
import { differentSteps, gapsIn } from "../../../server/cli/gaps.ts";

const stride = fc.integer({ min: 1, max: 1000 });
const start = fc.integer({ min: -1000, max: 1000 });

test("a series that leaves nothing out has no gaps", () => {
  fc.assert(
    fc.property(stride, start, fc.integer({ min: 5, max: 50 }), (every, from, length) => {
      const steps = Float64Array.from({ length }, (_, i) => from + i * every);
      expect(gapsIn(steps)).toEqual({ every, missing: 0, places: 0, after: [] });
    }),
  );
});

test("as many steps are missing as were taken out of the middle", () => {
  const takenOut = fc.uniqueArray(fc.integer({ min: 1, max: 98 }), { minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(stride, start, takenOut, (every, from, out) => {
      const whole = Array.from({ length: 100 }, (_, i) => i).filter((i) => !out.includes(i));
      const gaps = gapsIn(Float64Array.from(whole, (i) => from + i * every))!;
      expect(gaps).toMatchObject({ every, missing: out.length });
      expect(gaps.after).toEqual(
        whole
          .filter((i) => i < 99 && !whole.includes(i + 1))
          .slice(0, 3)
          .map((i) => from + i * every),
      );
    }),
  );
});

test("repeated steps count as one", () => {
  const steps = Float64Array.of(0, 0, 1, 1, 2, 3, 3, 3, 5);
  expect(gapsIn(steps)).toMatchObject({ every: 1, missing: 1, after: [3] });
  expect(differentSteps(steps)).toBe(5);
  expect(differentSteps(new Float64Array())).toBe(0);
});

test("with few steps, or none in common, nothing is usual", () => {
  expect(gapsIn(Float64Array.of(0, 1, 2, 3))).toBeNull();
  expect(gapsIn(Float64Array.of(0, 1, 3, 4, 6, 7, 9))).toBeNull();
  expect(gapsIn(new Float64Array())).toBeNull();
});
