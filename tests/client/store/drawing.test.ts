// Drawings as texts: what comes back is what was given, and what is too rich for a link is left out of it.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Raster, RASTER_SIDE } from "../../../client/parts/inside/raster.ts";
import { drawingFrom, drawingText } from "../../../client/store/drawing.ts";
import { createInside, type MadeImage } from "../../../client/store/inside.ts";

const place = fc.integer({ min: 0, max: RASTER_SIDE });
const spot = fc.record({ x: place, y: place });
/** A few strokes with any of the pens. */
const strokes = fc.array(fc.tuple(spot, spot, fc.constantFrom(4, 9, 16)), { maxLength: 6 });

function drawn(lines: readonly (readonly [SpotOf, SpotOf, number])[]): MadeImage {
  const raster = new Raster();
  for (const [from, to, width] of lines) raster.stroke(from, to, width, 1);
  return raster.image();
}
type SpotOf = Parameters<Raster["stroke"]>[0];

describe("a drawing in the address", () => {
  it("comes out as it went in, and again", () => {
    fc.assert(
      fc.property(strokes, (lines) => {
        const text = drawingText(drawn(lines));
        fc.pre(text !== null);
        const image = drawingFrom(text)!;
        expect(drawingText(image)).toBe(text);
        expect(drawingFrom(drawingText(image)!)).toEqual(image);
      }),
      { numRuns: 60 },
    );
  });

  it("is what was drawn, but for a grey of fifteen", () => {
    fc.assert(
      fc.property(strokes, (lines) => {
        const whole = drawn(lines);
        const text = drawingText(whole);
        fc.pre(text !== null);
        const { width, values } = drawingFrom(text)!;
        const each = whole.width / width;
        values.forEach((value, i) => {
          const [top, left] = [Math.floor(i / width) * each, (i % width) * each];
          let sum = 0;
          for (let y = 0; y < each; y++)
            for (let x = 0; x < each; x++) sum += whole.values[(top + y) * whole.width + left + x]!;
          expect(Math.abs(value - sum / each ** 2)).toBeLessThanOrEqual(0.5 / 15 + 1e-6);
        });
      }),
      { numRuns: 20 },
    );
  });

  it("is a digit's in half a thousand letters, and none of noise", () => {
    const eight = Array.from({ length: 24 }, (_, i) => {
      const at = (turn: number): SpotOf => ({
        x: 56 + 22 * Math.sin((turn * Math.PI) / 6),
        y: 56 + 40 * Math.sin((turn * Math.PI) / 12),
      });
      return [at(i), at(i + 1), 9] as const;
    });
    expect(drawingText(drawn(eight))!.length).toBeLessThan(800);
    const noise = Float32Array.from({ length: RASTER_SIDE ** 2 }, (_, i) => ((i * 7919) % 97) / 97);
    const image = { width: RASTER_SIDE, height: RASTER_SIDE, channels: 1, values: noise } as const;
    expect(drawingText(image)).toBeNull();
  });

  it("is nothing where the text is no drawing's", () => {
    fc.assert(fc.property(fc.string(), (text) => drawingFrom(text) === null));
    expect(drawingFrom("_".repeat(64))).toBeNull();
  });

  it("is all that networks are given of it, and goes with the next example", () => {
    const inside = createInside();
    const image = drawn([[{ x: 20, y: 20 }, { x: 90, y: 80 }, 9]]);
    inside.give({ kind: "made", by: "drawn", image });
    const given = inside.input.value;
    expect(given.kind === "made" && given.image).toEqual(drawingFrom(inside.drawing.value!));
    inside.give({ kind: "made", by: "uploaded", image });
    expect(inside.drawing.value).toBeNull();
    expect(inside.input.value).toMatchObject({ by: "uploaded", image });
    inside.give({ kind: "example", index: 3 });
    expect(inside.drawing.value).toBeNull();
  });
});
