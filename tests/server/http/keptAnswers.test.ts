import { describe, expect, it } from "vitest";
import { KeptAnswers } from "../../../server/http/keptAnswers.ts";

/** Makes frames of some megabytes, and counts how often. */
function maker(bytes: number): { make: () => Promise<Uint8Array>; made: () => number } {
  let made = 0;
  return { make: () => Promise.resolve(new Uint8Array(bytes).fill(++made)), made: () => made };
}

const MEGABYTE = 1_048_576;

describe("an answer that is kept", () => {
  it("is made once, also for two who ask at the same time", async () => {
    const kept = new KeptAnswers<Uint8Array>();
    const { make, made } = maker(8);
    const [one, two] = await Promise.all([kept.get("a", make), kept.get("a", make)]);
    expect(two).toBe(one);
    expect(await kept.get("a", make)).toBe(one);
    expect(made()).toBe(1);
  });

  it("makes room for others when they are many, the one used longest ago first", async () => {
    const kept = new KeptAnswers<Uint8Array>();
    const { make, made } = maker(MEGABYTE);
    for (let i = 0; i < 32; i++) await kept.get(`${i}`, make);
    await kept.get("0", make);
    await kept.get("32", make);
    expect(made()).toBe(33);
    await kept.get("0", make);
    expect(made()).toBe(33);
    await kept.get("1", make);
    expect(made()).toBe(34);
  });

  it("is never kept when it is larger than all that is, and leaves the others", async () => {
    const kept = new KeptAnswers<Uint8Array>();
    const [small, huge] = [maker(8), maker(33 * MEGABYTE)];
    await kept.get("small", small.make);
    for (let i = 0; i < 2; i++) await kept.get("huge", huge.make);
    await kept.get("small", small.make);
    expect([small.made(), huge.made()]).toEqual([1, 2]);
  });

  it("is not kept when it could not be made", async () => {
    const kept = new KeptAnswers<Uint8Array>();
    const failing = kept.get("a", () => Promise.reject(new Error("gone")));
    await expect(failing).rejects.toThrow("gone");
    expect(await kept.get("a", maker(1).make)).toEqual(Uint8Array.of(1));
  });
});
