// Images of any size as networks see them.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { centred } from "../../../client/network/centred.ts";
import { fitted, type Image, imageShape } from "../../../client/network/fit.ts";
import { weights } from "../support.ts";

const side = fc.integer({ min: 1, max: 40 });
const image = fc
  .record({ width: side, height: side, channels: fc.constantFrom(1 as const, 3 as const) })
  .map(({ width, height, channels }): Image => {
    const values = Float32Array.from(
      weights(width * height * channels, width * 41 + height, 0.5),
      (value) => value + 0.5,
    );
    return { width, height, channels, values };
  });

function furthest(values: Float32Array, expected: (index: number) => number): number {
  return values.reduce((most, value, i) => Math.max(most, Math.abs(value - expected(i))), 0);
}

describe("fitting", () => {
  it("leaves an image of the right size as it is, and stretches its values to the scale", () => {
    fc.assert(
      fc.property(image, (given) => {
        const shape = [given.height, given.width, given.channels] as const;
        const same = fitted(given, shape, [0, 1]);
        expect(furthest(same, (i) => given.values[i]!)).toBeLessThan(1e-6);
        const wide = fitted(given, shape, [-1, 255]);
        expect(furthest(wide, (i) => same[i]! * 256 - 1)).toBeLessThan(1e-3);
      }),
    );
  });

  it("stays within what the image holds, whatever the sizes", () => {
    fc.assert(
      fc.property(image, side, side, (given, width, height) => {
        const made = fitted(given, [height, width, given.channels], [0, 1]);
        const [least, most] = [Math.min(...given.values), Math.max(...given.values)];
        expect(Math.min(...made)).toBeGreaterThanOrEqual(least - 1e-6);
        expect(Math.max(...made)).toBeLessThanOrEqual(most + 1e-6);
      }),
    );
  });

  it("takes all of a side where a rounding error puts its beginning outside the image", () => {
    const tall = {
      width: 2,
      height: 29,
      channels: 1 as const,
      values: new Float32Array(58).fill(0.5),
    };
    expect(furthest(fitted(tall, [27, 1, 1], [0, 1]), () => 0.5)).toBeLessThan(1e-6);
  });

  it("makes an image smaller by the mean of what each pixel covers", () => {
    const values = Float32Array.from({ length: 16 }, (_, i) => i);
    const small = fitted({ width: 4, height: 4, channels: 1, values }, [2, 2, 1], [0, 1]);
    expect([...small]).toEqual([2.5, 4.5, 10.5, 12.5]);
  });

  it("takes the middle of an image of other proportions", () => {
    const values = Float32Array.of(9, 1, 2, 9, 9, 3, 4, 9);
    const square = fitted({ width: 4, height: 2, channels: 1, values }, [2, 2, 1], [0, 1]);
    expect([...square]).toEqual([1, 2, 3, 4]);
  });

  it("makes grey of colours, and three equal colours of grey", () => {
    const red = { width: 1, height: 1, channels: 3 as const, values: Float32Array.of(1, 0, 0) };
    expect(fitted(red, [1, 1, 1], [0, 1])[0]).toBeCloseTo(0.299, 6);
    const grey = { width: 1, height: 1, channels: 1 as const, values: Float32Array.of(0.5) };
    expect([...fitted(grey, [1, 1, 3], [0, 1])]).toEqual([0.5, 0.5, 0.5]);
  });

  it("knows which shapes are images", () => {
    expect(imageShape([28, 28, 1])).toEqual([28, 28, 1]);
    expect(imageShape([32, 30, 3])).toEqual([32, 30, 3]);
    expect(imageShape([784])).toEqual([28, 28, 1]);
    expect(imageShape([64])).toEqual([8, 8, 1]);
    expect(imageShape([28, 28])).toEqual([28, 28, 1]);
    for (const shape of [[10], [1], [4], [49], [8, 8, 2], [2, 2, 2, 2]])
      expect(imageShape(shape)).toBeNull();
  });
});

describe("centring", () => {
  it("puts a figure's centre of mass in the middle, and makes it as large as MNIST's digits", () => {
    const disc = fc.record({
      x: fc.integer({ min: 20, max: 36 }),
      y: fc.integer({ min: 20, max: 36 }),
      radius: fc.integer({ min: 5, max: 18 }),
    });
    fc.assert(
      fc.property(disc, ({ x, y, radius }) => {
        const made = centred(discOf(56, x, y, radius));
        const { mass, centreX, centreY, wide } = measured(made);
        expect(mass).toBeGreaterThan(0);
        expect(centreX).toBeCloseTo(28, 0);
        expect(centreY).toBeCloseTo(28, 0);
        expect(Math.abs(wide - 40)).toBeLessThanOrEqual(3);
      }),
    );
  });

  it("leaves an empty image as it is", () => {
    const empty = { width: 3, height: 3, channels: 1 as const, values: new Float32Array(9) };
    expect(centred(empty)).toBe(empty);
  });
});

function discOf(size: number, x: number, y: number, radius: number): Image {
  const values = Float32Array.from({ length: size * size }, (_, i) => {
    return Math.hypot((i % size) + 0.5 - x, Math.floor(i / size) + 0.5 - y) <= radius ? 1 : 0;
  });
  return { width: size, height: size, channels: 1, values };
}

function measured({ width, values }: Image) {
  let [mass, sumX, sumY, left, right] = [0, 0, 0, width, -1];
  values.forEach((value, i) => {
    const x = i % width;
    mass += value;
    sumX += value * (x + 0.5);
    sumY += value * (Math.floor(i / width) + 0.5);
    if (value > 0.5) [left, right] = [Math.min(left, x), Math.max(right, x)];
  });
  return { mass, centreX: sumX / mass, centreY: sumY / mass, wide: right - left + 1 };
}
