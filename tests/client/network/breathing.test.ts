// Long work in short steps: the same result however it is done, and given up between two of them.
import { describe, expect, it } from "vitest";
import { kMeans } from "../../../client/network/cluster/kMeans.ts";
import { likeOrder } from "../../../client/network/cluster/likeOrder.ts";
import { atOnce } from "#contract/turns.ts";
import { breathing } from "../../../client/network/breathing.ts";
import { noise } from "../../support/networks.ts";

const NEURONS = { count: 400, size: 10, values: noise(4000, 3) };

describe("work in steps", () => {
  it("gives what it gives without a stop", async () => {
    const freely = { breathe: () => Promise.resolve() };
    expect(await breathing(kMeans(NEURONS, 8), freely)).toEqual(atOnce(kMeans(NEURONS, 8)));
    expect(await breathing(likeOrder(NEURONS), freely)).toEqual(atOnce(likeOrder(NEURONS)));
  });

  it("goes no further once nobody waits", async () => {
    let breaths = 0;
    const leaves = {
      breathe: () => (++breaths < 5 ? Promise.resolve() : Promise.reject(new Error("nobody"))),
    };
    await expect(breathing(likeOrder(NEURONS), leaves)).rejects.toThrow("nobody");
    expect(breaths).toBe(5);
  });

  it("stops often while it groups and orders 512 neurons", () => {
    const vectors = { count: 512, size: 10, values: noise(5120, 5) };
    for (const steps of [kMeans(vectors, 8), likeOrder(vectors)]) {
      let stops = 0;
      while (steps.next().done !== true) stops++;
      expect(stops).toBeGreaterThan(50);
    }
  });
});
