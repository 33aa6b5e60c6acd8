import { describe, expect, it } from "vitest";
import { summarise } from "#contract/distribution.ts";
import { initialLaws, isDrawnFrom, nearestLaw } from "#contract/measures/initialLaws.ts";

/** The middles of equal shares of a law: nearer to it than any sample. */
const uniform = (count: number, limit: number): Float64Array =>
  Float64Array.from({ length: count }, (_, i) => limit * ((2 * i + 1) / count - 1));
/** Sums of twelve uniform values are as normal as a test of this size can tell. */
const normal = (count: number, deviation: number): Float64Array => {
  let state = 7;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  return Float64Array.from(
    { length: count },
    () => deviation * Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random()),
  );
};

const fitted = (values: Float64Array, shape: readonly number[], name = "kernel") =>
  nearestLaw(summarise(values), initialLaws(shape, name))!;

describe("the law that weights were drawn from", () => {
  it.each([
    ["Glorot uniform", uniform(20_000, Math.sqrt(6 / 1296)), [784, 512], "kernel"],
    ["He uniform", uniform(20_000, Math.sqrt(6 / 144)), [3, 3, 16, 32], "kernel"],
    ["PyTorch's default, uniform", uniform(20_000, 1 / Math.sqrt(784)), [512, 784], "weight"],
    ["He normal", normal(20_000, Math.sqrt(2 / 144)), [32, 16, 3, 3], "weight"],
    ["Glorot normal", normal(20_000, Math.sqrt(2 / 1296)), [784, 512], "kernel"],
  ] as const)("%s", (name, values, shape, parameter) => {
    const fit = fitted(values, shape, parameter);
    expect(fit.law.name).toBe(name);
    expect(fit.count).toBe(20_000);
    expect(isDrawnFrom(fit)).toBe(true);
  });

  it("Keras's normal law is told from a whole one by where it ends", () => {
    const deviation = Math.sqrt(2 / 784) / 0.87962566;
    const cut = normal(20_000, deviation).filter((value) => Math.abs(value) < 2 * deviation);
    const fit = fitted(cut, [784, 512]);
    expect(fit.law.name).toBe("He normal, cut at two deviations");
    expect(isDrawnFrom(fit)).toBe(true);
  });

  it("is told from trained weights that are only a little wider", () => {
    const wider = uniform(20_000, Math.sqrt(6 / 1296) * 1.05);
    expect(isDrawnFrom(fitted(wider, [784, 512]))).toBe(false);
  });

  it("says how many weights it goes by: of few, much is possible", () => {
    const few = fitted(uniform(30, Math.sqrt(6 / 1296) * 1.05), [784, 512]);
    expect(few.critical).toBeCloseTo(1.628 / Math.sqrt(30), 10);
    expect(isDrawnFrom(few)).toBe(true);
  });

  it("there is none for biases, nor without a finite weight", () => {
    expect(initialLaws([512], "bias")).toEqual([]);
    expect(nearestLaw(summarise([0.1]), [])).toBeNull();
    expect(nearestLaw(summarise([NaN]), initialLaws([2, 2], "kernel"))).toBeNull();
  });

  it("is a law: shares rise from 0 to 1, half of them below 0", () => {
    for (const { share, deviation, limit } of initialLaws([784, 512], "kernel")) {
      expect(share(0)).toBeCloseTo(0.5, 6);
      expect(share(-9 * deviation)).toBeCloseTo(0, 9);
      expect(share(Math.min(limit, 9 * deviation))).toBeCloseTo(1, 9);
      for (let x = -3; x < 3; x += 0.1)
        expect(share((x + 0.1) * deviation)).toBeGreaterThanOrEqual(share(x * deviation));
    }
  });
});
