// Reads hold up the loop for a short slice only, and not where they are slow.
import { describe, expect, it } from "vitest";
import { ReadPace } from "../../../server/logdir/readPace.ts";

describe("reading where the loop runs", () => {
  it("is allowed for a slice after every turn of the loop", () => {
    const pace = new ReadPace();
    expect(pace.allowed).toBe(false);
    for (let turn = 0; turn < 3; turn++) {
      const began = performance.now();
      pace.turned();
      expect(pace.allowed).toBe(true);
      while (pace.allowed);
      expect(performance.now() - began).toBeGreaterThan(1);
    }
  });

  it("is not allowed for a while after a read that was slow", () => {
    const pace = new ReadPace();
    pace.turned();
    pace.heldUp(performance.now());
    expect(pace.allowed).toBe(true);
    pace.heldUp(performance.now() - 50);
    pace.turned();
    expect(pace.allowed).toBe(false);
  });
});
