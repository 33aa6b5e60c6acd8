// Keys on the parallel axes: which axis they lead to, and which stretch of it they make.
import fc from "fast-check";
import { expect, it } from "vitest";
import { axisAfter, stretchAfter, type Stretch } from "../../../../client/views/models/axisKeys.ts";

const PLACES = [0.5, 0, NaN, 1, 0.25, 0.5];
const KEYS = ["ArrowUp", "ArrowDown", "Delete"];

it("left and right lead from axis to axis, and stay within them", () => {
  expect(axisAfter("ArrowRight", 1, 3)).toBe(2);
  expect(axisAfter("ArrowRight", 2, 3)).toBe(2);
  expect(axisAfter("Home", 2, 3)).toBe(0);
  expect(axisAfter("x", 2, 3)).toBeUndefined();
});

it("down takes the uppermost models away one by one, up brings them back, and all again is no stretch", () => {
  let stretch: Stretch | undefined = stretchAfter("ArrowDown", false, PLACES, null);
  expect(stretch).toEqual([0, 0.5]);
  stretch = stretchAfter("ArrowDown", false, PLACES, stretch!);
  expect(stretch).toEqual([0, 0.25]);
  stretch = stretchAfter("ArrowUp", true, PLACES, stretch!);
  expect(stretch).toEqual([0.25, 0.25]);
  stretch = stretchAfter("ArrowDown", true, PLACES, stretch!);
  stretch = stretchAfter("ArrowUp", false, PLACES, stretch!);
  expect(stretchAfter("ArrowUp", false, PLACES, stretch!)).toBeNull();
  expect(stretchAfter("Delete", false, PLACES, [0.25, 0.5])).toBeNull();
  expect(stretchAfter("Enter", false, PLACES, null)).toBeUndefined();
});

it("whatever is pressed, at least one model stays within the stretch", () => {
  const place = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constant(NaN));
  const press = fc.tuple(fc.constantFrom(...KEYS), fc.boolean());
  fc.assert(
    fc.property(fc.array(place), fc.array(press), (places, presses) => {
      let stretch: Stretch = null;
      for (const [key, isShifted] of presses) {
        stretch = stretchAfter(key, isShifted, places, stretch) ?? null;
        if (stretch === null) continue;
        const [from, to] = stretch;
        expect(places.some((one) => one >= from && one <= to)).toBe(true);
      }
    }),
  );
});
