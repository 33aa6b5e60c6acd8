import { describe, expect, it } from "vitest";
import { differences } from "../../../client/store/differences.ts";
import { listing } from "../../../client/store/listing.ts";
import {
  directionOf,
  offeredMetrics,
  presentScore,
  scoreOf,
  sharedMetric,
} from "../../../client/store/metric.ts";
import {
  areManyLayers,
  findParameter,
  firstKernel,
  groupsOf,
  matching,
  offeredParameters,
} from "../../../client/store/parameters.ts";
import {
  lastStepOf,
  parameterCount,
  progressOf,
  runState,
  unitOf,
} from "../../../client/store/runState.ts";
import { judged, kernel, run, scalar } from "../support.ts";

describe("the parameters on offer", () => {
  const layer = (name: string) => ({ name, kind: "Dense", detail: "", variables: [] });
  const bias = kernel({ tag: "z/bias", layer: "z", parameter: "bias", role: "bias" });
  const first = kernel({ tag: "z/kernel", layer: "z" });
  const second = kernel({ tag: "a/kernel", layer: "a", shape: [3, 4] });
  const network = run("one", {
    architecture: [layer("z"), layer("a")],
    parameters: [bias, second, first],
  });

  it("come in the network's order, kernels before biases", () => {
    const keys = offeredParameters([network]).map(({ key }) => key);
    expect(keys).toEqual(["z/kernel", "z/bias", "a/kernel"]);
    expect(firstKernel(offeredParameters([network]))).toBe("z/kernel");
  });

  it("are those of both models, each once, with every shape they have", () => {
    const other = run("two", {
      parameters: [kernel({ layer: "a", shape: [3, 9] }), kernel({ layer: "own" })],
    });
    const offered = offeredParameters([network, other]);
    expect(offered.find(({ key }) => key === "a/kernel")?.shapes).toEqual([
      [3, 4],
      [3, 9],
    ]);
    expect(offered.map(({ key }) => key)).toContain("own/kernel");
    expect(firstKernel(offered), "the first that both have").toBe("a/kernel");
    expect(findParameter(network, "own/kernel")).toBeNull();
  });

  it("open on what both have, be it no kernel", () => {
    const scale = kernel({ layer: "norm", role: "scale" });
    const offered = offeredParameters([
      run("one", { parameters: [kernel({ layer: "own" }), scale] }),
      run("two", { parameters: [scale] }),
    ]);
    expect(firstKernel(offered)).toBe("norm/kernel");
  });

  it("are none where nothing is logged", () => {
    expect(firstKernel(offeredParameters([]))).toBeNull();
  });

  it("tell weights from gradients and activations of the same layer, and open on weights", () => {
    const gradient = kernel({ layer: "a", quantity: "gradients" });
    const activation = kernel({ layer: "a", parameter: "activation", quantity: "activations" });
    const logged = run("one", { parameters: [activation, gradient, kernel({ layer: "b" })] });
    const offered = offeredParameters([logged]);
    expect(offered.map(({ key }) => key)).toEqual([
      "a/kernel (gradient)",
      "a (activation)",
      "b/kernel",
    ]);
    expect(firstKernel(offered)).toBe("b/kernel");
    expect(findParameter(logged, "a/kernel (gradient)")).toBe(gradient);
    expect(parameterCount(logged), "only weights count").toBe(6);
  });
});

describe("parameters that are not looked at first", () => {
  const moment = (layer: string) => {
    return kernel({ layer, parameter: "0", role: "statistic", count: 1000 });
  };
  const mean = kernel({ layer: "norm", parameter: "running_mean", role: "statistic" });

  it("are what an optimiser keeps: last, in a group of their own, and no weights of the model", () => {
    const model = run("one", {
      parameters: [moment("ckpt/optimizer/vars"), moment("optimizer"), kernel(), mean],
    });
    const offered = offeredParameters([model]);
    const last = ["ckpt/optimizer/vars/0", "optimizer/0"];
    expect(offered.map(({ key }) => key)).toEqual(["hidden1/kernel", "norm/running_mean", ...last]);
    expect(groupsOf(offered).at(-1)).toMatchObject({
      label: "kept by the optimiser",
      parameters: last.map((key) => ({ key })),
    });
    expect(firstKernel(offered)).toBe("hidden1/kernel");
    expect(parameterCount(model)).toBe(12);
  });

  it("are what cannot be drawn, unless another model has it in another type", () => {
    const unavailable = "F8_E4M3 is not drawn";
    const quantised = run("one", {
      parameters: [kernel({ layer: "a", unavailable }), kernel({ layer: "b" })],
    });
    const offered = offeredParameters([quantised]);
    expect(offered.map((one) => one.unavailable)).toEqual([unavailable, null]);
    expect(firstKernel(offered)).toBe("b/kernel");
    const whole = run("two", { parameters: [kernel({ layer: "a" })] });
    expect(firstKernel(offeredParameters([quantised, whole]))).toBe("a/kernel");
  });

  it("are those that were logged once, where others have a course", () => {
    const parameters = [kernel({ layer: "a", points: 1 }), kernel({ layer: "b", points: 2 })];
    expect(firstKernel(offeredParameters([run("one", { parameters })]))).toBe("b/kernel");
    const once = run("one", { parameters: parameters.slice(0, 1) });
    expect(firstKernel(offeredParameters([once]))).toBe("a/kernel");
  });
});

describe("the picker's groups", () => {
  const deep = run("deep", {
    parameters: Array.from({ length: 30 }, (_, i) =>
      kernel({ layer: `model.layers.${i}.mlp`, block: `model.layers.${i}`, parameter: "weight" }),
    ).concat(
      kernel({ layer: "model.layers.3", block: "model.layers.3", quantity: "activations" }),
      kernel({ layer: "model.norm", parameter: "weight", role: "scale" }),
      kernel({ layer: "lm_head", parameter: "weight" }),
    ),
  });
  const offered = offeredParameters([deep]);

  it("are blocks, and layers outside of them, called in short", () => {
    const groups = groupsOf(offered);
    const labels = groups.map(({ label }) => label);
    expect(labels.slice(0, 2)).toEqual(["layers.0", "layers.1"]);
    expect(labels.slice(-2)).toEqual(["norm", "lm_head"]);
    expect(groups.at(-2)).toMatchObject({ parameters: [{ label: "norm/weight" }] });
    const third = groups.find(({ path }) => path === "model.layers.3")!;
    expect(third.parameters.map(({ label }) => label)).toEqual([
      "layers.3/kernel (activation)",
      "layers.3.mlp/weight",
    ]);
  });

  it("are filtered by words where there are many layers", () => {
    const keys = matching(offered, " LAYERS.2 mlp ").map(({ key }) => key);
    expect(keys).toContain("model.layers.29.mlp/weight");
    expect(keys).toHaveLength(11);
    expect([areManyLayers(offered), areManyLayers(offered.slice(0, 20))]).toEqual([true, false]);
  });
});

describe("the shared metric", () => {
  const runs = [
    judged("a", "accuracy/test", 0.9),
    judged("b", "accuracy/test", 0.8, { highest: 0.85, highestStep: 3 }),
    judged("c", "loss", 2),
  ];

  it("is the one that most runs have", () => {
    const metric = sharedMetric(runs, null)!;
    expect(metric).toMatchObject({ label: "test accuracy", isShare: true, direction: "higher" });
    expect(runs.map((one) => presentScore(one, metric))).toEqual([0.9, 0.8, NaN]);
    expect(scoreOf(runs[1]!, metric)).toMatchObject({ best: 0.85, bestStep: 3 });
    expect(sharedMetric([], null)).toBeNull();
  });

  it("is the same quantity under the names of several writers", () => {
    const mixed = [...runs, judged("d", "val/accuracy", 0.7), judged("e", "loss", 1)];
    const metric = sharedMetric(mixed, null)!;
    expect(metric).toMatchObject({ label: "held-out accuracy", isShare: true });
    expect(mixed.map((one) => presentScore(one, metric))).toEqual([0.9, 0.8, NaN, 0.7, NaN]);
  });

  it("is the chosen one and no other; of a loss the lowest is best", () => {
    const metric = sharedMetric(runs, "loss")!;
    expect(metric).toMatchObject({ tags: ["loss"], isShare: false, direction: "lower" });
    expect(runs.map((one) => presentScore(one, metric))).toEqual([NaN, NaN, 2]);
    const names = listing([...runs, judged("d", "loss", 1)], "", "score", metric);
    expect(names.map(({ name }) => name)).toEqual(["d", "c", "a", "b"]);
  });

  it("claims no better way for what is no score", () => {
    const ways = ["lr", "epoch", "val_f1", "top5", "nll", "train/reward"].map(directionOf);
    expect(ways).toEqual(["neither", "neither", "higher", "higher", "lower", "higher"]);
  });

  it("has diverged where newer values are not finite, and is then no present score", () => {
    const metric = sharedMetric(runs, "loss")!;
    const diverged = judged("d", "loss", 2, { diverged: true });
    expect(scoreOf(diverged, metric)).toMatchObject({ kind: "diverged", last: 2 });
    expect(presentScore(diverged, metric)).toBeNaN();
  });

  it("is offered among all scalars: usual names first, with how many models have each", () => {
    const scalars = [scalar("zz"), scalar("loss", 1), scalar("lr"), scalar("accuracy/test")];
    const offered = offeredMetrics([run("a", { scalars }), run("b", { scalars: [scalar("lr")] })]);
    expect(offered.map(({ tag, models }) => `${tag} ${models}`)).toEqual([
      "accuracy/test 1",
      "loss 1",
      "lr 2",
      "zz 1",
    ]);
  });
});

describe("the list", () => {
  const runs = [
    judged("run 10", "accuracy/test", 0.9),
    { ...judged("Run 2", "accuracy/test", 0.95), lastEventAt: 5 },
    run("other", { lastEventAt: 9999, parameters: [kernel({ count: 1e6 })] }),
  ];
  const names = (filter: string, sort: "score" | "name" | "size" | "recent") =>
    listing(runs, filter, sort, sharedMetric(runs, null)).map(({ name }) => name);

  it("holds what has every word in its name", () => {
    expect(names("run", "name")).toEqual(["Run 2", "run 10"]);
    expect(names("0 run", "name")).toEqual(["run 10"]);
    expect(names("(a+)+$", "name")).toEqual([]);
  });

  it("sorts by score, size and time, with what is not known last", () => {
    expect(names("", "score")).toEqual(["Run 2", "run 10", "other"]);
    expect(names("", "size")[0]).toBe("other");
    expect(names("", "recent")).toEqual(["other", "run 10", "Run 2"]);
  });
});

describe("how far a run is", () => {
  it("is told by its log and its silence", () => {
    expect(runState(run("a", { lastEventAt: 1000 }), 1010)).toBe("training");
    expect(runState(run("a", { lastEventAt: 1000 }), 99_999)).toBe("quiet");
    expect(runState(run("a", { plannedSteps: 5 }), 1010)).toBe("finished");
    expect(runState(run("a", { ended: "failure" }), 1010)).toBe("failed");
    expect(runState(run("a", { lastStep: null, lastEventAt: null }), 1010)).toBe("waiting");
  });

  it("is a share of what was planned, counted in epochs where the log does", () => {
    const one = run("a", { plannedSteps: 10, hparams: { epochs: 10 } });
    expect([progressOf(one), unitOf(one)]).toEqual([0.5, "epoch"]);
    expect([progressOf(run("b")), unitOf(run("b"))]).toEqual([null, "step"]);
    const keras = run("c", {
      lastStep: 12,
      parameters: [kernel({ lastStep: 2 })],
      scalars: [scalar("validation/epoch_loss", 1, { lastStep: 2 }), scalar("iterations", 1)],
    });
    expect([unitOf(keras), lastStepOf(keras)]).toEqual(["epoch", 2]);
    expect([unitOf(run("d", { scalars: [scalar("epoch", 3)] }))]).toEqual(["step"]);
  });
});

describe("what sets two models apart", () => {
  it("is the settings that differ", () => {
    const a = run("a", { hparams: { dropout: 0.2, batch: 128, model: "x", extra: true } });
    const b = run("b", { hparams: { dropout: 0.9, batch: 128, model: "y" } });
    expect(differences(a, b)).toEqual([
      { label: "dropout", a: "0.2", b: "0.9" },
      { label: "extra", a: "true", b: "–" },
    ]);
  });

  it("is the layers where the settings are the same", () => {
    const layer = (detail: string) => ({ name: "hidden", kind: "Dense", detail, variables: [] });
    const a = run("a", { architecture: [layer("512")] });
    const b = run("b", {
      architecture: [layer("256"), { name: "out", kind: "Dense", detail: "", variables: [] }],
    });
    expect(differences(a, b)).toEqual([
      { label: "hidden", a: "Dense 512", b: "Dense 256" },
      { label: "out", a: "–", b: "Dense" },
    ]);
  });
});
