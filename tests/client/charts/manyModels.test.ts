import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { summarise } from "#contract/distribution.ts";
import { paletteOf } from "../../../client/charts/palette.ts";
import { parallelAt, parallelBox } from "../../../client/charts/parallelCoordinates.ts";
import { parallelAxis, passing } from "../../../client/charts/parallelAxes.ts";
import {
  multipleAt,
  multipleBox,
  multiplesGrid,
  paintMultiples,
} from "../../../client/charts/smallMultiples.ts";
import {
  lawAt,
  spectrumAt,
  spectrumEdges,
  spectrumLayout,
} from "../../../client/charts/spectrumPlot.ts";
import { weights } from "../support.ts";
import { recorded } from "./recorded.ts";

const PALETTE = paletteOf("light");

function multiples(count: number) {
  const distribution = summarise(weights(300, 1));
  const one = { name: "layer", distribution, hue: PALETTE.slot.a };
  const all = Array.from({ length: count }, () => one);
  return { multiples: all, axes: "shared" as const, palette: PALETTE };
}

describe("small multiples", () => {
  it("are each found where they stand, and all stand within the surface", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 220 }),
        fc.integer({ min: 200, max: 1600 }),
        (count, width) => {
          const picture = multiples(count);
          const { height } = multiplesGrid(count, width);
          for (let i = 0; i < count; i += 7) {
            const box = multipleBox(picture, { width, height }, i);
            const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
            expect(multipleAt(picture, { width, height }, x, y)).toBe(i);
            expect(box.left + box.width).toBeLessThanOrEqual(width);
            expect(box.top + box.height).toBeLessThanOrEqual(height);
          }
        },
      ),
    );
  });

  it("are none between two and after the last", () => {
    const picture = multiples(3);
    const size = { width: 700, height: 400 };
    const box = multipleBox(picture, size, 0);
    expect(multipleAt(picture, size, box.left + box.width + 5, 40)).toBeNull();
    expect(multipleAt(picture, size, 40, 390)).toBeNull();
  });

  it("say which is not logged and which holds nothing finite", () => {
    const [one] = multiples(1).multiples;
    const surface = recorded({ width: 700, height: 300 });
    const all = [
      one!,
      { ...one!, distribution: null },
      { ...one!, distribution: summarise([NaN]) },
    ];
    for (const axes of ["shared", "own"] as const) {
      paintMultiples(surface, { multiples: all, axes, palette: PALETTE });
    }
    const words = surface.texts.map((text) => text.words);
    expect(words.filter((text) => text === "not logged here")).toHaveLength(2);
    expect(words.filter((text) => text === "nothing finite")).toHaveLength(2);
  });
});

describe("axes of many models", () => {
  it("go by factors where numbers differ by far, and not where zero is among them", () => {
    expect(parallelAxis({ name: "lr", values: [1e-5, 0.1] }).isLog).toBe(true);
    expect(parallelAxis({ name: "lr", values: [0, 0.1, 50] }).isLog).toBe(false);
    expect(parallelAxis({ name: "units", values: [32, 512] }).isLog).toBe(false);
  });

  it("have a place for every name in natural order, none for what is not set or not finite", () => {
    const { places, ticks } = parallelAxis({ name: "kind", values: ["x10", "x9", null, true] });
    expect(ticks.map(({ text }) => text)).toEqual(["true", "x9", "x10"]);
    expect([...places]).toEqual([5 / 6, 0.5, NaN, 1 / 6]);
    const loss = parallelAxis({ name: "loss", values: [1, NaN, 3, null] });
    expect([...loss.places]).toEqual([0, NaN, 1, NaN]);
  });

  it("of whole numbers have no ticks between them, and write thousands in short", () => {
    const texts = (values: number[]) =>
      parallelAxis({ name: "n", values }).ticks.map(({ text }) => text);
    expect(texts([3, 5])).toEqual(["3", "4", "5"]);
    expect(texts([100_000, 300_000])).toContain("200K");
    expect(texts([0.5, 3])).toContain("0.5");
  });

  it("put the same number of all in the middle", () => {
    expect([...parallelAxis({ name: "seed", values: [7, 7] }).places]).toEqual([0.5, 0.5]);
    expect([...parallelAxis({ name: "none", values: [null] }).places]).toEqual([NaN]);
  });

  const axes = [
    parallelAxis({ name: "a", values: [0, 1, 2, null] }),
    parallelAxis({ name: "b", values: [10, 0, 5, 5] }),
  ];

  it("let those pass that lie in all brushes, drawn upwards or downwards", () => {
    expect(passing(axes, [], 4)).toEqual([true, true, true, true]);
    const upper = { axis: 0, from: 1, to: 0.5 };
    expect(passing(axes, [upper], 4)).toEqual([false, true, true, false]);
    expect(passing(axes, [upper, { axis: 1, from: 0, to: 0.1 }], 4)).toEqual([
      false,
      true,
      false,
      false,
    ]);
  });

  it("and lines can be pointed at, but not those that a brush leaves out", () => {
    const size = { width: 600, height: 300 };
    const box = parallelBox(size);
    const colours = Array.from({ length: 4 }, () => PALETTE.slot.a);
    const picture = { axes, colours, brushes: [], palette: PALETTE };
    const middle = box.left + box.width / 2;
    // The first model runs from the foot of the first axis to the head of the second, the third from head to half way.
    const third = box.top + box.height * 0.25;
    expect(parallelAt(picture, size, middle, third)).toEqual({ kind: "model", model: 2 });
    const brushes = [{ axis: 0, from: 0, to: 0.6 }];
    expect(parallelAt({ ...picture, brushes }, size, middle, third)).toBeNull();
    expect(parallelAt(picture, size, box.left + 3, box.top + box.height / 4)).toEqual({
      kind: "axis",
      axis: 0,
      place: 0.75,
    });
    expect(parallelAt(picture, size, 5, box.top)).toBeNull();
  });
});

describe("a spectrum", () => {
  const exponent = 2.5;
  const [from, count] = [4, 100];
  const law = { exponent, from, count };

  it("whose tail is a power law lies on its line: the share above λ is (λ/x)^(1−α)", () => {
    for (const rank of [1, 10, 100]) {
      const eigenvalue = lawAt(law, rank) ** 2;
      expect((eigenvalue / from) ** (1 - exponent)).toBeCloseTo(rank / count);
    }
  });

  it("is read by rank, within its ends", () => {
    const values = Float64Array.from({ length: 50 }, (_, i) => 9 / (i + 1));
    const look = { hue: PALETTE.slot.a, palette: PALETTE };
    const spectra = [{ step: 0, values }];
    const picture = { spectra, edges: spectrumEdges(spectra), lit: 0, law: null, ...look };
    const size = { width: 500, height: 300 };
    const { box, x } = spectrumLayout(picture, size);
    const left = box.left + x.place(7) * box.width;
    expect(spectrumAt(picture, size, left, 100)).toEqual({ rank: 7, value: 9 / 7 });
    expect(spectrumAt(picture, size, box.left - 4, 100)).toBeNull();
    expect(spectrumAt({ ...picture, lit: 3 }, size, left, 100)).toBeNull();
  });

  it("keeps its axis when the smallest values are rounding errors, and has one when there are none", () => {
    const look = { lit: 0, law: null, hue: PALETTE.slot.a, palette: PALETTE };
    const size = { width: 300, height: 200 };
    const layoutOf = (spectra: { step: number; values: number[] }[]) =>
      spectrumLayout({ spectra, edges: spectrumEdges(spectra), ...look }, size);
    const { y } = layoutOf([{ step: 0, values: [3, 1, 1e-9, 0] }]);
    expect(y.low).toBeCloseTo(0.8);
    const empty = layoutOf([]);
    expect(empty.y.low).toBeGreaterThan(0);
  });
});
