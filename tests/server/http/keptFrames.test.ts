import { describe, expect, it } from "vitest";
import { KeptFrames } from "../../../server/http/keptFrames.ts";

/** Makes frames of some megabytes, and counts how often. */
function maker(bytes: number): { make: () => Promise<Uint8Array>; made: () => number } {
  let made = 0;
  return { make: () => Promise.resolve(new Uint8Array(bytes).fill(++made)), made: () => made };
}

const MEGABYTE = 1_048_576;

describe("a frame that is kept", () => {
  it("is made once, also for two who ask at the same time", async () => {
    const kept = new KeptFrames();
    const { make, made } = maker(8);
    const [one, two] = await Promise.all([kept.frame("a", make), kept.frame("a", make)]);
    expect(two).toBe(one);
    expect(await kept.frame("a", make)).toBe(one);
    expect(made()).toBe(1);
  });

  it("makes room for others when they are many, the one used longest ago first", async () => {
    const kept = new KeptFrames();
    const { make, made } = maker(MEGABYTE);
    for (let i = 0; i < 32; i++) await kept.frame(`${i}`, make);
    await kept.frame("0", make);
    await kept.frame("32", make);
    expect(made()).toBe(33);
    await kept.frame("0", make);
    expect(made()).toBe(33);
    await kept.frame("1", make);
    expect(made()).toBe(34);
  });

  it("is not kept when it could not be made", async () => {
    const kept = new KeptFrames();
    const failing = kept.frame("a", () => Promise.reject(new Error("gone")));
    await expect(failing).rejects.toThrow("gone");
    expect(await kept.frame("a", maker(1).make)).toEqual(Uint8Array.of(1));
  });
});
