import { describe, expect, it } from "vitest";
import { summarise } from "#contract/distribution.ts";
import { initialLaw } from "../../../client/views/distributions/initialLaw.ts";
import { weights } from "../support.ts";

describe("the initial law", () => {
  it("is recognised by its spread and its shape", () => {
    const glorot = Math.sqrt(6 / (784 + 512));
    const first = summarise(weights(40_000, 1, glorot));
    expect(initialLaw([784, 512], first)).toBe("Glorot uniform ±0.06804");
    const he = summarise(weights(40_000, 2, Math.sqrt(6 / (9 * 16))));
    expect(initialLaw([3, 3, 16, 32], he)).toMatch(/^He uniform/);
  });

  it("is not claimed for what fits none", () => {
    expect(initialLaw([784, 512], summarise(weights(40_000, 1, 0.5)))).toBeNull();
    expect(initialLaw(null, summarise(weights(40_000, 1)))).toBeNull();
  });

  it("is named where all weights are the same", () => {
    expect(initialLaw([512], summarise([0, 0]))).toBe("zeros");
    expect(initialLaw([512], summarise([1, 1]))).toBe("ones");
  });
});
