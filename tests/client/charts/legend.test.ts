// The legend of a ramp: on narrow pictures, too, more than one value, none over another.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { paintLegend } from "../../../client/charts/legend.ts";
import { paletteOf } from "../../../client/charts/palette.ts";
import { diverging } from "../../../client/charts/ramps.ts";
import { linearScale } from "../../../client/charts/scales.ts";
import { textWidth } from "../../../client/charts/textWidth.ts";
import { recorded } from "./recorded.ts";

describe("the legend of a ramp", () => {
  it("has more than one value, apart from each other, whatever the scale's ends and the width", () => {
    const ends = fc.double({ min: 0.001, max: 5000, noNaN: true });
    fc.assert(
      fc.property(ends, fc.integer({ min: 340, max: 900 }), (most, width) => {
        const surface = recorded({ width, height: 100 });
        const look = { ramp: diverging("dark"), palette: paletteOf("dark") };
        paintLegend(surface, width, 0, { title: "", scale: linearScale(-most, most), ...look });
        const values = surface.texts.filter(({ words }) => words !== "");
        expect(values.length).toBeGreaterThan(1);
        for (let i = 1; i < values.length; i++) {
          const [one, other] = [values[i - 1]!, values[i]!];
          const apart = other.x - one.x;
          expect(apart).toBeGreaterThan((textWidth(one.words) + textWidth(other.words)) / 2);
        }
      }),
    );
  });
});
