// What is drawn follows from its key, and looks like chance.
import { ones, type Tensor } from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { chooseBackend } from "../../trainer/backend.ts";
import { randomFor, seedFor } from "../../trainer/random.ts";
import { SeededDropout } from "../../trainer/seededDropout.ts";

beforeAll(() => chooseBackend("wasm"));

describe("keyed chance", () => {
  it("repeats with the key and differs with any part of it", () => {
    const first = (...key: (string | number)[]): number[] => {
      const random = randomFor(...key);
      return Array.from({ length: 5 }, random);
    };
    expect(first(1, "draw", 3)).toEqual(first(1, "draw", 3));
    const others = [
      first(2, "draw", 3),
      first(1, "drop", 3),
      first(1, "draw", 4),
      first(1, "draw", 33),
    ];
    for (const other of others) expect(other).not.toEqual(first(1, "draw", 3));
    // Two parts are not the same as one joined.
    expect(first("a", "b")).not.toEqual(first("a,b"));
  });

  it("is uniform on [0, 1)", () => {
    const random = randomFor("uniform");
    const bins = Array.from({ length: 64 }, () => 0);
    const draws = 640_000;
    for (let i = 0; i < draws; i++) bins[Math.floor(random() * bins.length)]!++;
    const expected = draws / bins.length;
    const chiSquared = bins.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // The 99.99 % point of χ² with 63 degrees of freedom.
    expect(chiSquared).toBeLessThan(112);
  });

  it("gives initialisers positive integers of 31 bits", () => {
    for (let i = 0; i < 1000; i++) {
      const seed = seedFor(i, "hidden1");
      expect(Number.isInteger(seed) && seed > 0 && seed <= 2 ** 31).toBe(true);
    }
  });
});

describe("seeded dropout", () => {
  const apply = async (layer: SeededDropout, training: boolean): Promise<Float32Array> => {
    const output = layer.apply(ones([200, 100]), { training }) as Tensor;
    return (await output.data()) as Float32Array;
  };

  it("drops its share and keeps the expected sum", async () => {
    const layer = new SeededDropout({ name: "dropout", rate: 0.6 });
    layer.reseed(randomFor(1));
    const values = await apply(layer, true);
    const kept = values.filter((value) => value !== 0);
    expect(kept.length / values.length).toBeCloseTo(0.4, 1);
    expect(new Set(kept)).toEqual(new Set([Math.fround(2.5)]));
  });

  it("repeats a mask with its seed and draws another one with another", async () => {
    const layer = new SeededDropout({ name: "dropout", rate: 0.5 });
    layer.reseed(randomFor(1, 1));
    const first = await apply(layer, true);
    layer.reseed(randomFor(1, 2));
    expect(await apply(layer, true)).not.toEqual(first);
    layer.reseed(randomFor(1, 1));
    expect(await apply(layer, true)).toEqual(first);
  });

  it("lets everything pass outside training", async () => {
    const layer = new SeededDropout({ name: "dropout", rate: 0.9 });
    expect(new Set(await apply(layer, false))).toEqual(new Set([1]));
  });

  it("is a plain Dropout to readers of the model", () => {
    const layer = new SeededDropout({ name: "dropout1", rate: 0.2 });
    expect(layer.getClassName()).toBe("Dropout");
    expect(layer.getConfig()).toMatchObject({ name: "dropout1", rate: 0.2 });
  });
});
