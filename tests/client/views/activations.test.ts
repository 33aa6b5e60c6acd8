// What the view of activations makes of two networks' answers: one scale a layer, figures of units, dead ones.
import { signal } from "@preact/signals";
import { describe, expect, it } from "vitest";
import { valueHistogram } from "../../../client/charts/valueHistogram.ts";
import type {
  ActivationsResult,
  LayerActivations,
} from "../../../client/network/methods/activations.ts";
import { deadUnits } from "../../../client/network/deadUnits.ts";
import { type Answer, NO_ANSWER } from "../../../client/parts/inside/answer.ts";
import { stepAfter } from "../../../client/views/activations/cursor.ts";
import {
  createLooked,
  endsOf,
  figuresOf,
  pinnedLayer,
  unitValues,
} from "../../../client/views/activations/looked.ts";
import { coloursOf, layerPictureOf } from "../../../client/views/activations/pictures.ts";
import { layerInWords, unitInWords } from "../../../client/views/activations/words.ts";

const MAPS: LayerActivations = {
  node: 2,
  layer: "conv",
  what: "3×3 convolution",
  shape: [2, 1, 2],
  values: Float32Array.of(1, 0, 3, 0),
};
const UNITS: LayerActivations = {
  node: 5,
  layer: "dense",
  what: "dense",
  shape: [3],
  values: Float32Array.of(-2, 0, 4),
};

function answerOf(...layers: LayerActivations[]): Answer<ActivationsResult> {
  const none = new Float32Array(0);
  const input = { shape: [1], values: none };
  const value = { input, layers, logits: none, probabilities: none, top: [] };
  return { ...NO_ANSWER, value, isCurrent: true };
}

describe("activations", () => {
  it("have one scale a layer for both models, and colours of both signs where there are both", () => {
    const wider = { ...MAPS, values: Float32Array.of(0, 0, 0, 9) };
    const activity = { ...NO_ANSWER };
    const looked = createLooked({
      answers: { a: signal(answerOf(MAPS, UNITS)), b: signal(answerOf(wider)) },
      activity: { a: signal(activity), b: signal(activity) },
    });
    expect(looked.scales.value.get("conv")).toEqual({ low: 0, high: 9 });
    expect(looked.scales.value.get("dense")).toEqual({ low: -2, high: 4 });
    const look = { slot: "a", theme: "dark" } as const;
    expect(coloursOf({ ...look, scale: { low: 0, high: 9 } })).toMatchObject({ low: 0, high: 9 });
    expect(coloursOf({ ...look, scale: { low: -2, high: 4 } })).toMatchObject({ low: -4, high: 4 });
    expect(endsOf(Float32Array.of(NaN, Infinity, -1, 2))).toEqual([-1, 2]);
  });

  it("are found by unit, on maps and without", () => {
    expect([...unitValues(MAPS, 0)]).toEqual([1, 3]);
    expect([...unitValues(UNITS, 2)]).toEqual([4]);
    expect(figuresOf(unitValues(MAPS, 0))).toEqual({
      largest: 3,
      at: 1,
      mean: 2,
      above: 2,
      zeros: 0,
    });
    const result = answerOf(MAPS, UNITS).value!;
    expect(pinnedLayer(result, { layer: "conv", index: 1 })).toBe(MAPS);
    expect(pinnedLayer(result, { layer: "conv", index: 2 })).toBeNull();
    expect(pinnedLayer(result, null)).toBeNull();
  });

  it("cross out the units that no example activates", () => {
    expect(deadUnits({ peak: Float32Array.of(0, 2, -1, 1e-7) })).toEqual([0, 2]);
    const live = { slot: "b", theme: "light", scale: { low: 0, high: 1 } } as const;
    const picture = layerPictureOf(MAPS, live, new Set([1]));
    expect([picture.set.count, [...picture.crossed]]).toEqual([2, [1]]);
    expect(unitInWords(MAPS, 1, true)).toBe(
      "channel 1: at most 0, on average 0; no example activates it",
    );
    expect(layerInWords(UNITS, 0)).toContain("the largest is 4.000 of unit 2.");
  });

  it("are counted in even bins, those at zero apart", () => {
    const histogram = valueHistogram(Float32Array.of(0, 0, -1, 0.2, 1, NaN, 7), -1, 1, 4);
    expect([...histogram.counts]).toEqual([1, 0, 1, 1]);
    expect([histogram.zeros, histogram.total]).toEqual([2, 7]);
  });

  it("are walked through by key", () => {
    expect(["ArrowRight", "ArrowDown", "End", "Home"].map((key) => stepAfter(key, 3, 9))).toEqual([
      4, 9, 9, 0,
    ]);
    expect([stepAfter("ArrowLeft", null, 9), stepAfter("x", 3, 9)]).toEqual([0, null]);
  });
});
