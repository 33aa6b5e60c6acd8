// Climbing to what a unit responds to most: with filters whose answer is known, and what holds for every unit.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Ascent, ascend, type Objective } from "../../../../client/network/maximise/ascend.ts";
import {
  MAXIMISE_PRESETS,
  type Regularisation,
} from "../../../../client/network/maximise/presets.ts";
import { blur, dropIdle, dropSmall } from "../../../../client/network/maximise/regularise.ts";
import { noise } from "../../../support/networks.ts";

const nobody = (): Promise<void> => Promise.resolve();

function ascent(
  size: readonly [number, number, number],
  some: Partial<Regularisation>,
  more: Partial<Ascent> = {},
): Ascent {
  const none = { decay: 0, blur: 0, blurEvery: 0, normPercentile: 0, contributionPercentile: 0 };
  const regularisation = { ...none, steps: 200, ...some };
  return { regularisation, shape: size, range: [0, 1], seed: 1, ...more };
}

function linear(filter: Float32Array): Objective {
  return (x) => {
    return { value: x.reduce((sum, value, i) => sum + value * filter[i]!, 0), gradient: filter };
  };
}

function cosine(one: Float32Array, other: Float32Array): number {
  const dot = (a: Float32Array, b: Float32Array): number =>
    a.reduce((sum, value, i) => sum + value * b[i]!, 0);
  return dot(one, other) / Math.sqrt(dot(one, one) * dot(other, other));
}

describe("an image that is optimised", () => {
  it("for one linear filter, with decay alone, becomes the filter's positive part", async () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const filter = noise(49, seed).map((value) => value * 10 ** (seed - 3));
      const positive = filter.map((value) => Math.max(value, 0));
      const { x } = await ascend(linear(filter), ascent([7, 7, 1], { decay: 0.3 }), nobody);
      expect(cosine(x, positive)).toBeGreaterThan(0.99);
    }
  });

  it("never says less than the noise it began with, whichever way it is kept from being noise", async () => {
    const presets = fc.constantFrom(...Object.values(MAXIMISE_PRESETS));
    await fc.assert(
      fc.asyncProperty(presets, fc.nat({ max: 1e6 }), async (preset, seed) => {
        const filter = noise(75, seed);
        // A bent response, whose gradient changes.
        const objective: Objective = (x) => {
          const sum = x.reduce((all, value, i) => all + value * filter[i]!, 0);
          return { value: Math.sin(sum), gradient: filter.map((w) => w * Math.cos(sum)) };
        };
        const how = ascent([5, 5, 3], { ...preset, steps: 40 }, { seed });
        const climbed = await ascend(objective, how, nobody);
        expect(climbed.value).toBeGreaterThanOrEqual(climbed.start);
        expect(objective(climbed.x).value).toBe(climbed.value);
        expect(climbed.x.every((value) => value >= 0 && value <= 1)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it("is the same for the same seed, and another for another", async () => {
    const filter = noise(49, 3);
    const made = async (seed: number): Promise<number[]> => {
      const how = ascent([7, 7, 1], { decay: 0.01, steps: 5 }, { seed });
      return [...(await ascend(linear(filter), how, nobody)).x];
    };
    expect(await made(7)).toEqual(await made(7));
    expect(await made(7)).not.toEqual(await made(8));
  });

  it("is given up where nothing near noise moves the unit", async () => {
    let asked = 0;
    const flat: Objective = (x) => {
      asked++;
      return { value: 0, gradient: new Float32Array(x.length) };
    };
    const { isFlat } = await ascend(flat, ascent([4, 4, 1], {}), nobody);
    expect(isFlat).toBe(true);
    expect(asked).toBeLessThan(10);
  });

  it("is shown while it is made, and given up when nobody waits", async () => {
    const shares: number[] = [];
    const rest = (share: number): Promise<void> => {
      shares.push(share);
      return share > 0.5 ? Promise.reject(new Error("nobody waits")) : Promise.resolve();
    };
    const climbing = ascend(linear(noise(16, 1)), ascent([4, 4, 1], { steps: 80 }), rest);
    await expect(climbing).rejects.toThrow("nobody waits");
    expect(shares).toEqual([0.1, 0.2, 0.3, 0.4, 0.5, 0.6]);
  });
});

describe("what keeps it from being noise", () => {
  it("blurs without making anything brighter or darker on the whole", () => {
    const x = new Float32Array(9 * 9 * 2);
    x[(4 * 9 + 4) * 2 + 1] = 1;
    blur(x, [9, 9, 2], 0.5);
    expect(x.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
    expect(x.filter((_, i) => i % 2 === 0).every((value) => value === 0)).toBe(true);
    const at = (row: number, column: number): number => x[(row * 9 + column) * 2 + 1]!;
    expect(at(4, 3)).toBeCloseTo(at(5, 4), 6);
    expect(at(4, 4) / at(4, 3)).toBeCloseTo(Math.exp(2), 3);
  });

  it("drops pixels, over their channels, that are small or that the unit would not miss", () => {
    const small = Float32Array.of(0.1, 0.1, 3, 4, 1, 1, 0, 2);
    dropSmall(small, [2, 2, 2], 50);
    expect([...small]).toEqual([0, 0, 3, 4, 0, 0, 0, 2]);
    const idle = Float32Array.of(1, 1, 1, 1);
    dropIdle(idle, Float32Array.of(-5, 0.5, 2, 9), [2, 2, 1], 90);
    expect([...idle]).toEqual([0, 0, 0, 1]);
  });
});
