// Adversarial images and errors as the worker answers, of networks that really were trained.
import { memory } from "@tensorflow/tfjs-core";
import { describe, expect, it } from "vitest";
import type { Attack } from "../../../../client/network/attack/attack.ts";
import { TRAINED_EPOCHS } from "../../../support/trained.ts";
import { inProcess } from "../asked.ts";
import { servedNetworks } from "../servedNetworks.ts";

const networks = servedNetworks();

async function served() {
  const { at, examples } = await networks();
  return {
    explainer: inProcess().explainer,
    at: (name: string, step = TRAINED_EPOCHS) => at(name, step),
    examples,
  };
}

const FGSM: Attack = { kind: "fgsm", steps: 1, epsilon: 0.1, range: [0, 1], isTargeted: false };

describe("one image changed so that a network errs", () => {
  it("is told with what it was taken for before and after, by this network and another", async () => {
    const { explainer, at, examples } = await served();
    const [own, other] = [at("paper/dropout-0.2"), at("cnn/kernel-5x5")];
    const { predicted } = await explainer.ask("predictions", { network: own, examples });
    const { labels, values } = await explainer.ask("examples", { examples });
    const index = predicted.findIndex((one, i) => one === labels![i]);
    const input = { kind: "example" as const, examples, index };
    const ask = (attack: Attack, goal: number | null) =>
      explainer.ask("adversarial", { network: own, input, class: goal, attack, onto: other });
    const result = await ask(FGSM, null);
    expect(result.class).toBe(predicted[index]);
    expect(result.before.predicted).toBe(predicted[index]);
    expect([...result.original]).toEqual([...values.subarray(index * 784, (index + 1) * 784)]);
    expect(result.after.loss).toBeGreaterThan(result.before.loss);
    expect(result.norms.largest).toBeCloseTo(0.1, 6);
    expect(result.norms.length).toBeLessThanOrEqual(0.1 * Math.sqrt(result.norms.count) + 1e-6);
    // The same image, given to both as it is.
    for (const [network, told] of [
      [own, result.after],
      [other, result.transferred!],
    ] as const) {
      const given = { kind: "given" as const, values: result.changed.slice() };
      const { top } = await explainer.ask("activations", { network, input: given });
      expect(top[0]!.class).toBe(told.predicted);
      expect(top[0]!.probability).toBeCloseTo(told.top[0]!.probability, 5);
    }
    const still = await ask({ ...FGSM, epsilon: 0 }, null);
    expect(still.changed).toEqual(still.original);
    expect(still.after).toEqual(still.before);
    const aim = (predicted[index]! + 1) % 10;
    const steps = { ...FGSM, kind: "pgd" as const, steps: 10, epsilon: 0.3, isTargeted: true };
    const aimed = await ask(steps, aim);
    expect(aimed.after.predicted).toBe(aim);
  });
});

describe("errors on all examples", () => {
  it("begin with the network's own and grow with the change, on the other's images less", async () => {
    const { explainer, at, examples } = await served();
    const [own, other] = [at("paper/dropout-0.2"), at("paper/dropout-0.9")];
    const wrong = async (network: typeof own): Promise<number> => {
      const { predicted } = await explainer.ask("predictions", { network, examples });
      const { labels } = await explainer.ask("examples", { examples });
      const some = predicted.subarray(0, 200);
      return some.filter((one, i) => one !== labels![i]).length / some.length;
    };
    const { kind, steps, range } = FGSM;
    const before = memory().numTensors;
    const shares: number[] = [];
    const result = await explainer.ask(
      "robustness",
      {
        network: own,
        examples,
        count: 200,
        attack: { kind, steps, range },
        epsilons: [0, 0.05, 0.2],
        onto: other,
      },
      { progress: (share) => shares.push(share) },
    );
    expect(result.count).toBe(200);
    expect(result.errors[0]).toBeCloseTo(await wrong(own), 9);
    expect(result.transferred![0]).toBeCloseTo(await wrong(other), 9);
    expect(result.errors[1]).toBeGreaterThan(result.errors[0]!);
    expect(result.errors[2]).toBeGreaterThan(0.8);
    expect(result.errors[2]).toBeGreaterThan(result.transferred![2]!);
    expect(shares.at(-1)).toBe(1);
    expect(shares.length).toBeGreaterThan(1);
    expect(memory().numTensors - before).toBeLessThan(20);
  });
});
