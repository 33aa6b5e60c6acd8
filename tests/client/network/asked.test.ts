// The explainer and what the worker does, with trained networks behind a real server.
import { memory } from "@tensorflow/tfjs-core";
import { describe, expect, it } from "vitest";
import { until } from "../../support/layerlapse.ts";
import { TRAINED_EPOCHS } from "../../support/trained.ts";
import { inProcess } from "./asked.ts";
import { servedNetworks } from "./servedNetworks.ts";

const served = servedNetworks();
const NAMES = ["cnn/kernel-5x5", "cnn/batch-norm", "paper/dropout-0.2", "paper/dropout-0.9"];

describe("networks that are asked", () => {
  it("get as many examples right at every epoch as was logged", async () => {
    const { server, at, examples, run } = await served();
    const { explainer } = inProcess();
    const { labels } = await explainer.ask("examples", { examples });
    for (const name of NAMES) {
      for (let step = 0; step <= TRAINED_EPOCHS; step++) {
        const network = at(name, step);
        const { predicted } = await explainer.ask("predictions", { network, examples });
        const right = predicted.filter((one, i) => one === labels![i]).length;
        const logged = (await (
          await fetch(
            `${server.url}data/plugin/scalars/scalars?run=${run(name).name}&tag=accuracy/test`,
          )
        ).json()) as [number, number, number][];
        expect(right / labels!.length, `${name} at ${step}`).toBeCloseTo(logged[step]![2], 3);
      }
    }
  });

  it("leave no tensor behind, however often the epoch changes", async () => {
    const { at, examples } = await served();
    const { explainer } = inProcess();
    const input = { kind: "example", examples, index: 3 } as const;
    const scrub = async (from: number, to: number): Promise<void> => {
      for (let i = from; i < to; i++) {
        const values = new Float32Array(784).fill(i / 200);
        const network = at(NAMES[i % NAMES.length]!, i % (TRAINED_EPOCHS + 1));
        await explainer.ask("activations", { network, input: { kind: "given", values } });
        await explainer.ask("activations", { network, input });
      }
    };
    await scrub(0, NAMES.length * (TRAINED_EPOCHS + 1));
    const before = memory().numTensors;
    await scrub(100, 200);
    expect(memory().numTensors).toBe(before);
  });

  it("say in words what keeps them from answering", async () => {
    const { at, examples } = await served();
    const { explainer } = inProcess();
    const lost = { ...at("cnn/batch-norm", 99) };
    await expect(explainer.ask("predictions", { network: lost, examples })).rejects.toThrow(
      /checkpoint/,
    );
    const { source } = at("paper/dropout-0.2", 0);
    const replaced = { source: { ...source, json: `${source.json}9` } };
    await expect(explainer.ask("structure", replaced)).rejects.toThrow(/The run was replaced/);
  });
});

describe("the explainer", () => {
  it("asks the same only once, and remembers the answer", async () => {
    const { at, examples } = await served();
    const { explainer, fetched } = inProcess();
    const params = { network: at("paper/dropout-0.2", 1), examples };
    const [one, other] = await Promise.all([
      explainer.ask("predictions", params),
      explainer.ask("predictions", { ...params }),
    ]);
    expect(other).toBe(one);
    const before = fetched.length;
    expect(await explainer.ask("predictions", { ...params })).toBe(one);
    expect(fetched.length).toBe(before);
    expect(new Set(fetched).size).toBe(fetched.length);
  });

  it("fetches the weights ahead that are expected, and asks for them no more", async () => {
    const { at } = await served();
    const { explainer, fetched } = inProcess();
    explainer.expect("a", [at("paper/dropout-0.2", 1), at("paper/dropout-0.2", 2)]);
    await until(() => fetched.filter((address) => address.includes("api/tensors")).length === 12);
    const values = new Float32Array(784);
    const network = at("paper/dropout-0.2", 2);
    await explainer.ask("activations", { network, input: { kind: "given", values } });
    expect(fetched.filter((address) => address.includes("api/tensors"))).toHaveLength(12);
  });
});
