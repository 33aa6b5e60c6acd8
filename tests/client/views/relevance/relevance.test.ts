import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pixelAfter } from "../../../../client/views/relevance/cursor.ts";
import { minus, planeOf, strongest } from "../../../../client/views/relevance/mapPlane.ts";
import { optionsFrom, optionsText } from "../../../../client/views/relevance/options.ts";
import { scaleEnd } from "../../../../client/views/relevance/scaleEnd.ts";
import { similarity } from "../../../../client/views/relevance/similarity.ts";
import { LAYER_RULES, NUMBERS, WAY_NAMES, wayOf } from "../../../../client/views/relevance/ways.ts";

const UNIT = [0, 1] as const;

describe("options", () => {
  const number = (name: keyof typeof NUMBERS): fc.Arbitrary<number> => {
    const { low, high, whole } = NUMBERS[name];
    const range = { min: low, max: high };
    return whole ? fc.integer(range) : fc.double({ ...range, noNaN: true });
  };
  const options = fc.record({
    way: fc.constantFrom(...WAY_NAMES),
    numbers: fc.record({
      epsilon: number("epsilon"),
      gamma: number("gamma"),
      alpha: number("alpha"),
      samples: number("samples"),
      noise: number("noise"),
    }),
    bias: fc.constantFrom("absorbs" as const, "ignored" as const),
    rules: fc.dictionary(
      fc.string({ minLength: 1 }).filter((layer) => layer !== "__proto__"),
      fc.constantFrom(...LAYER_RULES),
      { noNullPrototype: true },
    ),
    over: fc.boolean(),
    difference: fc.boolean(),
    fixed: fc.boolean(),
  });

  it("come back from the words that stand for them", () => {
    fc.assert(
      fc.property(options, (some) => {
        expect(optionsFrom(optionsText(some))).toEqual(some);
      }),
    );
  });

  it("that are not known, or beyond the sliders, are as at first", () => {
    const first = optionsFrom("");
    expect(optionsFrom("nonsense epsilon*7 samples*4.5 alpha rule*conv1*wrong rule")).toEqual(
      first,
    );
  });

  it("never ask for α and β that are not 1 apart", () => {
    fc.assert(
      fc.property(options, fc.constantFrom(...UNIT), (some, high) => {
        const way = wayOf({ ...some, rules: { hidden: "alphaBeta" } }, [0, high]);
        const rule = way.kind === "propagation" ? way.rules["hidden"] : undefined;
        if (rule?.kind !== "alphaBeta") return way.kind !== "propagation";
        expect(rule.alpha - rule.beta).toBeCloseTo(1, 12);
        return true;
      }),
    );
  });
});

describe("likeness of two maps", () => {
  it("is by rank: 1 to itself and to whatever grows with it, −1 to its opposite", () => {
    const map = fc.uniqueArray(fc.integer({ min: 1, max: 1000 }), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(map, (values) => {
        expect(similarity(values, values)).toBeCloseTo(1, 12);
        const cubes = values.map((value) => value ** 3);
        expect(similarity(values, cubes)).toBeCloseTo(1, 12);
        const opposite = values.map((value) => 5000 - value);
        expect(similarity(values, opposite)).toBeCloseTo(-1, 12);
        expect(similarity(values, cubes)).toBe(similarity(cubes, values));
      }),
    );
  });

  it("shares ranks between equal values", () => {
    // Ranks 0.5, 0.5, 2 against 0, 1, 2: worked out by hand.
    expect(similarity([1, 1, 3], [1, 2, 3])).toBeCloseTo(1.5 / Math.sqrt(1.5 * 2), 12);
  });

  it("leaves out what is 0 in both, and is no number where nothing is left", () => {
    expect(similarity([0, 0, 0, 1, 2], [0, 0, 0, 2, 1])).toBeCloseTo(-1, 12);
    expect(similarity([0, 0], [0, 0])).toBeNaN();
    expect(similarity([1, 1], [1, 2])).toBeNaN();
  });
});

describe("the map as an image", () => {
  it("adds the colours of a pixel", () => {
    const plane = planeOf(Float32Array.of(1, 2, 3, 4, 5, -6), [1, 2, 3]);
    expect(plane).toEqual({ height: 1, width: 2, values: Float32Array.of(6, 3) });
  });

  it("finds the image in flat values, and leaves one row of what is none", () => {
    expect(planeOf(new Float32Array(784), [784])).toMatchObject({ height: 28, width: 28 });
    expect(planeOf(new Float32Array(13), [13])).toMatchObject({ height: 1, width: 13 });
  });

  it("is compared only with one of its size", () => {
    const [small, large] = [planeOf(new Float32Array(4), [4]), planeOf(new Float32Array(9), [9])];
    expect(minus(small, large)).toBeNull();
    const two = { ...small, values: Float32Array.of(1, 2, 3, 4) };
    expect(minus(two, small)?.values).toEqual(two.values);
    expect(strongest({ ...small, values: Float32Array.of(1, -5, 3, 4) })).toBe(1);
  });
});

describe("the end of the scale", () => {
  it("is the magnitude that one in a hundred values lies beyond, zeros left out", () => {
    const map = Float32Array.from({ length: 1000 }, (_, at) => (at < 200 ? -(at + 1) : 0));
    expect(scaleEnd([map])).toBe(198);
    expect(scaleEnd([map.subarray(0, 100), map.subarray(100)])).toBe(198);
  });

  it("is 0 of maps without any relevance, and no infinite one", () => {
    expect(scaleEnd([new Float32Array(5)])).toBe(0);
    expect(scaleEnd([Float32Array.of(1, Infinity, NaN)])).toBe(1);
  });
});

describe("the keys on a map", () => {
  const size = { width: 4, height: 3 };

  it("go to the middle first, then from pixel to pixel, and never off the map", () => {
    expect(pixelAfter("ArrowLeft", null, size)).toBe(6);
    expect(pixelAfter("ArrowDown", 6, size)).toBe(10);
    expect(pixelAfter("ArrowDown", 10, size)).toBe(10);
    expect(pixelAfter("ArrowRight", 3, size)).toBe(3);
    expect(pixelAfter("ArrowLeft", 4, size)).toBe(4);
  });

  it("leave the map with Escape, and other keys alone", () => {
    expect(pixelAfter("Escape", 6, size)).toBeNull();
    expect(pixelAfter("a", 6, size)).toBeUndefined();
  });
});
