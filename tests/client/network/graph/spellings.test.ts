// Every spelling of a model that writers of JSON have is the same network.
import { describe, expect, it } from "vitest";
import { networkFromJson } from "../../../../client/network/graph/fromJson.ts";
import { lastNodeOf, layersOf } from "../../../../client/network/graph/layerNodes.ts";
import { inRow, layer } from "./written.ts";

/** Where an output of a layer goes, as Keras 3 writes it. */
const from3 = (name: string) => ({
  class_name: "__keras_tensor__",
  config: { shape: [null, 4], dtype: "float32", keras_history: [name, 0, 0] },
});

const BRANCHED = {
  keras2: {
    input: [["a", 0, 0]],
    one: [[["a", 0, 0, {}]]],
    both: [
      [
        ["a", 0, 0, {}],
        ["one", 0, 0, {}],
      ],
    ],
    output: [["both", 0, 0]],
  },
  keras3: {
    input: ["a", 0, 0],
    one: [{ args: [from3("a")], kwargs: {} }],
    both: [{ args: [[from3("a"), from3("one")]], kwargs: { training: null } }],
    output: ["both", 0, 0],
  },
};

describe("every spelling of a model", () => {
  it.each(Object.entries(BRANCHED))(
    "with branches, in that of %s",
    (_, { input: from, one, both, output }) => {
      const json = JSON.stringify({
        class_name: "Functional",
        config: {
          name: "branched",
          // Layers need not stand in the order in which they run.
          layers: [
            { class_name: "Add", config: { name: "both" }, name: "both", inbound_nodes: both },
            {
              class_name: "Dense",
              config: { name: "one", units: 4, activation: "relu" },
              name: "one",
              inbound_nodes: one,
            },
            {
              class_name: "InputLayer",
              config: { name: "a", batch_shape: [null, 4] },
              name: "a",
              inbound_nodes: [],
            },
          ],
          input_layers: from,
          output_layers: output,
        },
      });
      const { nodes, output: last } = networkFromJson(json);
      expect(nodes.map(({ name, inputs }) => [name, inputs])).toEqual([
        ["a", []],
        ["one", [0]],
        ["one/relu", [1]],
        ["both", [0, 2]],
      ]);
      expect(last).toBe(3);
    },
  );

  it("with a layer that is called many times, and a model that hands on what it takes", () => {
    const times = 9;
    const given = (number: number): unknown => [
      number === 0 ? "a" : "again",
      Math.max(number - 1, 0),
      0,
      {},
    ];
    const again = {
      class_name: "Dense",
      config: { name: "again", units: 4 },
      name: "again",
      inbound_nodes: Array.from({ length: times }, (_, number) => [given(number)]),
    };
    const inner = {
      name: "inner",
      layers: [layer("InputLayer", { name: "b" })],
      input_layers: [["b", 0, 0]],
      output_layers: [["b", 0, 0]],
    };
    const json = JSON.stringify({
      class_name: "Functional",
      config: {
        layers: [
          {
            class_name: "InputLayer",
            config: { name: "a", batch_shape: [null, 4] },
            name: "a",
            inbound_nodes: [],
          },
          again,
          {
            class_name: "Functional",
            config: inner,
            name: "inner",
            inbound_nodes: [[["again", times - 1, 0, {}]]],
          },
        ],
        input_layers: [["a", 0, 0]],
        output_layers: [["inner", 0, 0]],
      },
    });
    const { nodes, output } = networkFromJson(json);
    expect(nodes).toHaveLength(times + 1);
    expect(output).toBe(times);
    expect(nodes.at(-1)).toMatchObject({ name: `again@${times}`, inputs: [times - 1] });
    expect(
      new Set(nodes.flatMap(({ weights }) => weights.map(({ tensor: name }) => name))).size,
    ).toBe(2);
  });

  it("within a tfjs model.json, and with layers as a bare list", () => {
    const layers2 = [
      layer("Dense", { units: 3, batch_input_shape: [null, 5], activation: "linear" }),
    ];
    const model = { class_name: "Sequential", config: layers2 };
    for (const whole of [
      model,
      { modelTopology: model },
      { modelTopology: { model_config: model } },
    ]) {
      const { nodes } = networkFromJson(JSON.stringify(whole));
      expect(nodes.map(({ name, shape }) => [name, shape])).toEqual([
        ["input", [5]],
        ["dense", [3]],
      ]);
    }
  });

  it("with activations as words, as functions, and as layers within layers", () => {
    const activations = [
      "relu",
      { class_name: "function", config: "relu", registered_name: "relu" },
      {
        module: "keras.layers",
        class_name: "ReLU",
        config: { name: "r", max_value: null, negative_slope: 0 },
      },
    ];
    for (const activation of activations) {
      const { nodes } = networkFromJson(inRow(layer("Dense", { units: 3, activation })));
      expect(nodes[2]!.op).toEqual({ kind: "activation", activation: "relu", slope: 0, scale: 1 });
    }
  });

  it("takes the logits before a last softmax or sigmoid, its own layer or not, and dropout behind it", () => {
    const dense = (activation: string) => layer("Dense", { units: 3, activation });
    const logits = (...rest: object[]): string => {
      const network = networkFromJson(inRow(...rest));
      return network.nodes[network.logits]!.name;
    };
    expect(logits(dense("softmax"))).toBe("dense");
    expect(logits(dense("sigmoid"), layer("Dropout", { rate: 0.5 }))).toBe("dense");
    expect(logits(dense("linear"), layer("Softmax", { axis: -1 }))).toBe("dense");
    expect(logits(dense("tanh"))).toBe("dense/tanh");
  });

  it("with what Keras alone writes: groups, its own hard sigmoid, what it has found in the data", () => {
    const network = networkFromJson(
      inRow(
        layer("Normalization", { axis: [-1], mean: null, variance: null }),
        layer("Conv2D", { filters: 4, kernel_size: 1 }),
        layer("Conv2D", { name: "grouped", filters: 6, kernel_size: 3, groups: 2 }),
        layer("Activation", { activation: "hard_sigmoid" }, { module: "keras.layers" }),
        layer("Normalization", { name: "told", axis: -1, mean: [[2]], variance: 4 }),
        layer("Activation", { name: "silu", activation: "hard_silu" }),
      ).replace('"class_name"', '"module":"keras","class_name"'),
    );
    const byName = new Map(network.nodes.map((node) => [node.name, node]));
    expect(byName.get("normalization")!.weights).toEqual([
      { role: "mean", tensor: "normalization/mean", shape: [1] },
      { role: "variance", tensor: "normalization/variance", shape: [1] },
    ]);
    expect(byName.get("grouped")).toMatchObject({
      op: { kind: "conv2d", groups: 2 },
      weights: [{ shape: [3, 3, 2, 6] }, { shape: [6] }],
    });
    expect(byName.get("activation")!.op).toMatchObject({ activation: "hardSigmoid", slope: 1 / 6 });
    expect(byName.get("told")!.op).toEqual({ kind: "rescaling", scale: [0.5], offset: [-1] });
    expect(byName.get("silu")!.op).toMatchObject({ activation: "hardSwish", slope: 1 / 6 });
  });

  it("lists layers with the last of their nodes", () => {
    const network = networkFromJson(
      inRow(
        layer("Conv2D", { filters: 2, kernel_size: 3, activation: "relu" }),
        layer("Flatten", {}),
      ),
    );
    expect(layersOf(network).map(({ layer: name, index }) => [name, index])).toEqual([
      ["inputlayer", 0],
      ["conv2d", 2],
      ["flatten", 3],
    ]);
    expect(lastNodeOf(network, "conv2d")).toBe(2);
    expect(lastNodeOf(network, "none")).toBe(-1);
    const rows = networkFromJson(
      inRow(
        layer("Reshape", { target_shape: [8, 8] }),
        layer("Conv1D", { filters: 2, kernel_size: [3], activation: "relu" }),
      ),
    );
    expect(layersOf(rows).map(({ layer: name, node }) => [name, node.shape])).toEqual([
      ["inputlayer", [8, 8, 1]],
      ["reshape", [8, 8]],
      ["conv1d", [1, 6, 2]],
    ]);
    expect(rows.nodes.at(-1)!.shape).toEqual([6, 2]);
  });
});
