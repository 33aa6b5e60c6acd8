import { describe, expect, it } from "vitest";
import { summarise } from "#contract/distribution.ts";
import { deadUnits } from "#contract/findings/deadUnits.ts";
import type { Finding, ModelEvidence } from "#contract/findings/finding.ts";
import { findingsOf } from "#contract/findings/index.ts";
import { THRESHOLDS } from "#contract/findings/thresholds.ts";
import { glorot, healthy, pairOf, parameter, scalar, STEPS, trained, uniform } from "./models.ts";

const SHAPE = [50, 40] as const;
const COUNT = SHAPE[0] * SHAPE[1];
const weights = (): Float64Array => uniform(COUNT, glorot(SHAPE));
const rules = (findings: readonly Finding[]): string[] => findings.map(({ rule }) => rule);
const found = (model: ModelEvidence): Finding[] => findingsOf([model]);

describe("findings", () => {
  it("there are none in a training without faults", () => {
    expect(found(healthy())).toEqual([]);
  });

  it("there are none in nothing", () => {
    expect(found({ model: "empty", parameters: [], scalars: [] })).toEqual([]);
    expect(found({ ...healthy(), scalars: [scalar("loss", [])] })).toEqual([]);
  });

  it("name the first weights that are not finite, and the first scalar", () => {
    const broken = (tag: string, from: number) =>
      parameter(tag, SHAPE, (step) =>
        summarise(
          weights().map((weight, i) =>
            step >= from && i < COUNT / 4 ? NaN : weight * (1 + step / 9),
          ),
        ),
      );
    const model = healthy(broken("late/kernel", 5), broken("early/kernel", 3));
    const scalars = [
      scalar("loss/train", [1, 0.5, NaN, NaN]),
      scalar("loss/test", [1, 1, 1, Infinity]),
    ];
    const [one, two, ...rest] = found({ ...model, scalars });
    expect(one).toMatchObject({
      rule: "nonFinite",
      weight: "grave",
      models: ["a"],
      tag: "early/kernel",
      layer: "early",
      steps: [3, STEPS - 1],
    });
    expect(one!.numbers[0]).toEqual({
      label: "share of values that are not finite",
      value: 0.25,
    });
    expect(two).toMatchObject({ tag: "loss/train", steps: [2, 3], view: "scalars" });
    expect(rules(rest)).not.toContain("nonFinite");
  });

  it("tell a spread that blew up from one that collapsed, and when", () => {
    const growing = (tag: string, factor: number) =>
      parameter(tag, SHAPE, (step) =>
        summarise(
          weights().map((weight, i) => weight * factor ** step * (1 + 0.1 * Math.sin(i * step))),
        ),
      );
    const findings = found(healthy(growing("up/kernel", 2), growing("down/kernel", 0.5)));
    expect(findings.map(({ rule, tag, steps }) => [rule, tag, steps])).toEqual([
      ["blowUp", "up/kernel", [4, 7]],
      ["collapse", "down/kernel", [4, 7]],
    ]);
    expect(rules(found(healthy(growing("some/kernel", 1.2))))).toEqual([]);
  });

  it("name a layer that stopped moving while the others go on, and one that never moved", () => {
    const until = (tag: string, last: number) =>
      parameter(tag, SHAPE, (step) =>
        summarise(
          weights().map(
            (weight, i) => weight * (1 + 0.1 * Math.min(step, last) * (1 + Math.sin(i))),
          ),
        ),
      );
    const findings = found(healthy(until("stopped/kernel", 3), until("frozen/kernel", 0)));
    expect(findings).toMatchObject([
      { rule: "stopped", tag: "stopped/kernel", steps: [3, 7], weight: "notable" },
      { rule: "neverMoved", tag: "frozen/kernel", steps: [0, 7], weight: "hint" },
    ]);
  });

  it("a training that is over has not stopped in one layer", () => {
    const over = (tag: string) =>
      parameter(tag, SHAPE, (step) =>
        summarise(
          weights().map((weight, i) => weight * (1 + 0.1 * Math.min(step, 3) * (1 + Math.sin(i)))),
        ),
      );
    const parameters = ["one/kernel", "two/kernel", "three/kernel"].map(over);
    expect(rules(found({ ...healthy(), parameters }))).toEqual([]);
  });

  it("name a kernel that moved and still looks as it was drawn", () => {
    const shuffled = parameter("lazy/kernel", SHAPE, (step) =>
      summarise(weights().map((weight) => weight * (1 + 0.001 * step))),
    );
    const parameters = [shuffled];
    const [finding, ...rest] = found({ ...healthy(), parameters });
    expect(rest).toEqual([]);
    expect(finding).toMatchObject({ rule: "initialLaw", tag: "lazy/kernel" });
    expect(finding!.text).toContain("Glorot uniform");
    expect(finding!.numbers.map(({ value }) => value)).toEqual([
      expect.any(Number),
      expect.closeTo(1.628 / Math.sqrt(COUNT), 10),
      COUNT,
      expect.closeTo(glorot(SHAPE) / Math.sqrt(3), 10),
    ]);
  });

  it("no initial law is left where some weights went far beyond its ends, however well the others fit", () => {
    const grown = parameter("grown/kernel", SHAPE, (step) =>
      summarise(weights().map((weight, i) => (i % 500 === 0 ? weight * (1 + step / 10) : weight))),
    );
    expect(rules(found({ ...healthy(), parameters: [grown] }))).not.toContain("initialLaw");
  });

  it("name tails that grow, not tails that are heavy from the start", () => {
    const heavy = (tag: string, at: (step: number) => number) =>
      parameter(tag, SHAPE, (step) =>
        summarise(
          weights().map((weight, i) =>
            i % 100 === 0 ? weight * at(step) : weight * (1 + step / 20),
          ),
        ),
      );
    const growing = found(healthy(heavy("runaway/kernel", (step) => 1 + 2 * step)));
    expect(growing).toMatchObject([{ rule: "tails", tag: "runaway/kernel", weight: "hint" }]);
    expect(growing[0]!.numbers[1]!.value).toBeGreaterThan(3);
    const heavyAlways = found(healthy(heavy("always/kernel", (step) => 15 * (1 + step / 20))));
    expect(rules(heavyAlways)).toEqual([]);
  });

  it("name a gap that opens between held-out and training loss", () => {
    const scalars = [
      scalar("train/loss", [2, 1, 0.5, 0.3, 0.2, 0.1]),
      scalar("val/loss", [2, 1.1, 0.9, 1.0, 1.2, 1.5]),
    ];
    const [finding, ...rest] = found({ ...healthy(), scalars });
    expect(rest).toEqual([]);
    expect(finding).toMatchObject({ rule: "gap", tag: "val/loss", steps: [2, 5], view: "scalars" });
    expect(finding!.numbers.map(({ value }) => value)).toEqual([0.9, 1.5, 0.5, 0.1]);
  });

  it.each([
    ["both rise", [2, 1, 0.5, 0.9, 1.2, 1.5], [2, 1.1, 0.9, 1.0, 1.2, 1.5]],
    ["it wavers", [2, 1, 0.5, 0.3, 0.2, 0.1], [2, 1.1, 0.9, 0.95, 0.93, 0.97]],
    ["it rose once", [2, 1, 0.5, 0.3, 0.2, 0.1], [2, 1.1, 0.9, 0.8, 0.7, 0.9]],
  ])("no gap opens where %s", (_, training, heldOut) => {
    const scalars = [scalar("train/loss", training), scalar("val/loss", heldOut)];
    expect(found({ ...healthy(), scalars })).toEqual([]);
  });

  it("name the one layer in which two models differ", () => {
    const a = healthy();
    const other = trained("hidden2/kernel", [40, 30]);
    const changed = parameter("hidden2/kernel", [40, 30], (step) =>
      summarise(
        uniform(1200, glorot([40, 30])).map(
          (weight, i) => weight * (1 + step * (0.1 + 0.1 * Math.sin(i))),
        ),
      ),
    );
    const b = (layer: typeof other): ModelEvidence => ({
      ...a,
      model: "b",
      parameters: a.parameters.map((one) => (one.tag === layer.tag ? layer : one)),
    });
    expect(findingsOf([], [pairOf(a, b(other))])).toEqual([]);
    const [finding] = findingsOf([], [pairOf(a, b(changed))]);
    expect(finding).toMatchObject({
      rule: "oneLayer",
      models: ["a", "b"],
      layer: "hidden2",
      view: "distances",
    });
    expect(finding!.numbers[1]!.value).toBe(0);
  });

  it("two models with kernels of other sizes are not alike at all", () => {
    const [a, b] = [healthy(), { ...healthy(), model: "b" }];
    const wide = parameter("output/kernel", [30, 40], () => summarise(uniform(1200, 1)));
    const parameters = b.parameters.map((one) => (one.tag === wide.tag ? wide : one));
    expect(findingsOf([], [pairOf(a, { ...b, parameters })])).toEqual([]);
  });

  it("come with the gravest first, and each with its numbers, its place and a sentence", () => {
    const frozen = parameter("frozen/kernel", SHAPE, () => summarise(weights()));
    const model = healthy(frozen);
    const findings = found({ ...model, scalars: [scalar("loss", [1, NaN])] });
    expect(findings.map(({ weight }) => weight)).toEqual(["grave", "hint"]);
    for (const { numbers, text, models, steps } of findings) {
      expect(numbers.length).toBeGreaterThan(0);
      expect(text).toMatch(/\.$/);
      expect(models).toEqual(["a"]);
      expect(steps[0]).toBeLessThanOrEqual(steps[1]);
    }
  });

  it("rest on thresholds that each have a reason", () => {
    for (const { reason, value } of Object.values(THRESHOLDS)) {
      expect(reason.length).toBeGreaterThan(20);
      expect(value).toBeGreaterThan(0);
    }
  });
});

describe("dead units", () => {
  const evidence = {
    model: "one",
    layer: "conv1",
    tag: "conv1/kernel",
    units: 32,
    dead: 5,
    deadAtFirst: 1,
    step: 9,
    images: 1000,
  };

  it("are told when they are a tenth of their layer, with what they were at first", () => {
    const [found, ...more] = deadUnits(evidence);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ weight: "hint", models: ["one"], steps: [9, 9], layer: "conv1" });
    expect(found!.text).toContain("5 of 32 units of conv1");
    expect(found!.numbers.map(({ value }) => value)).toEqual([5, 32, 1, 1000]);
  });

  it("are not told when they are few, or when too few images were looked at", () => {
    expect(deadUnits({ ...evidence, dead: 3 })).toEqual([]);
    expect(deadUnits({ ...evidence, images: 99 })).toEqual([]);
  });

  it("are notable when they are most of the layer, and grave when they are all of it", () => {
    expect(deadUnits({ ...evidence, dead: 16 })[0]!.weight).toBe("notable");
    const [all] = deadUnits({ ...evidence, dead: 32, deadAtFirst: null });
    expect(all!.weight).toBe("grave");
    expect(all!.text).toContain("the same to all of them.");
  });
});
