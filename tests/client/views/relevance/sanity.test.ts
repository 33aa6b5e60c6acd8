// When a map is said to tell little of what was learned: above a rank correlation of 0.8, and not at it.
import { describe, expect, it } from "vitest";
import { sanityWarning } from "../../../../client/views/relevance/words.ts";

describe("a map like those of networks that have learned nothing", () => {
  it("is warned of above 0.8, of shuffled weights first", () => {
    const since = "epoch 0";
    expect(sanityWarning({ first: 0.8, shuffled: 0.8 }, since)).toBeNull();
    expect(sanityWarning({ first: -1, shuffled: 0.81 }, since)).toContain("depends on");
    expect(sanityWarning({ first: 0.81, shuffled: 0.2 }, since)).toContain("since epoch 0");
    expect(sanityWarning({ first: 0.81, shuffled: 0.9 }, since)).toContain("depends on");
  });

  it("is not warned of at the first checkpoint itself, nor while nothing is known", () => {
    expect(sanityWarning({ first: 1, shuffled: 0 }, null)).toBeNull();
    expect(sanityWarning({ first: null, shuffled: null }, "epoch 0")).toBeNull();
    expect(sanityWarning({ first: NaN, shuffled: NaN }, "epoch 0")).toBeNull();
  });
});
