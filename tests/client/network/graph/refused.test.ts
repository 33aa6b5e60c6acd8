// Models that cannot be run: each is refused in words that name the layer.
import { describe, expect, it } from "vitest";
import { networkFromJson } from "../../../../client/network/graph/fromJson.ts";
import { UnsupportedNetwork } from "../../../../client/network/graph/network.ts";
import { inRow, layer } from "./written.ts";

describe("what cannot be run is named", () => {
  const refused: [json: string, message: string][] = [
    ["{", "The model's structure is no JSON."],
    ["null", "Sequential and functional models can be looked inside"],
    [JSON.stringify({ class_name: "MyModel", config: {} }), 'of the class "MyModel"'],
    [JSON.stringify({ class_name: "Sequential", config: { layers: [] } }), "lists no layers"],
    [
      inRow(layer("LSTM", { units: 3 })),
      'The layer "lstm" (LSTM) cannot be looked inside: of such layers nothing is known here; there are Dense, Flatten',
    ],
    [inRow(layer("constructor", {})), "of such layers nothing is known here"],
    [
      inRow(layer("Dense", { units: 3, activation: "log_softmax" })),
      "its activation is log_softmax, and can be linear, hard_sigmoid, relu",
    ],
    [inRow(layer("Dense", { units: -3 })), "its units is -3"],
    [
      inRow(layer("Conv2D", { filters: 3, kernel_size: 3, groups: 2 })),
      "its 1 channels and 3 filters are in 2 groups",
    ],
    [
      inRow(layer("UpSampling2D", { interpolation: "bilinear" })),
      'is "bilinear", and can be nearest',
    ],
    [inRow(layer("Cropping2D", { cropping: [[1, 2], [3]] })), "its cropping is [[1,2],[3]]"],
    [inRow(layer("Cropping2D", { cropping: 4 })), "it cannot take [8, 8, 1]"],
    [inRow(layer("Permute", { dims: [2, 1] })), "its dims are [2,1]"],
    [inRow(layer("LayerNormalization", { axis: [1, 2] })), "its axis is [1,2], not the last"],
    [inRow(layer("LayerNormalization", { rms_scaling: true })), "it keeps the mean"],
    [inRow(layer("Normalization", { invert: true })), "it is inverted"],
    [inRow(layer("Conv1D", { filters: 2, kernel_size: [3] })), "it cannot take [8, 8, 1]"],
    [inRow(layer("Conv2D", { filters: 3, kernel_size: 9 })), "it cannot take [8, 8, 1]"],
    [
      inRow(layer("Conv2D", { filters: 3, kernel_size: 3, data_format: "channels_first" })),
      'its data_format is "channels_first", and can be channels_last',
    ],
    [
      inRow(layer("Conv2D", { filters: 3, kernel_size: 3, strides: 2, dilation_rate: 2 })),
      "it has strides and is dilated at once",
    ],
    [
      inRow(layer("Conv2DTranspose", { filters: 3, kernel_size: 3, output_padding: 1 })),
      "its output_padding is 1",
    ],
    [inRow(layer("Conv2D", { filters: 3 })), "its kernel_size is undefined"],
    [inRow(layer("BatchNormalization", { axis: 1 })), "its axis is [1], not the last"],
    [inRow(layer("ReLU", { max_value: 3 })), "its values end at 3"],
    [inRow(layer("Reshape", { target_shape: [7, 9] })), "its target_shape is [7,9]"],
    [inRow(layer("Add", {}), layer("Concatenate", { axis: 0 })), "its axis is 0, the batch's"],
    [
      inRow(layer("InputLayer", {})).replace("null,8", "null,null"),
      "what it takes has no fixed shape, but [null,null,8,1]",
    ],
    [
      JSON.stringify({ class_name: "Sequential", config: [layer("Dense", { units: 3 })] }),
      "the shape of what the model takes was not written with it",
    ],
    [
      functionalOf(
        [
          ["a", 0, 0],
          ["b", 0, 0],
        ],
        [["c", 0, 0]],
      ),
      "The model has 2 inputs",
    ],
    [functionalOf([["a", 0, 0]], []), "The model has 0 outputs"],
    [functionalOf([["a", 0, 0]], [["none", 0, 0]]), 'has no layer "none"'],
    [functionalOf([["a", 0, 0]], [["c", 0, 0]]), "take one another in a circle"],
  ];

  it.each(refused.map(([json, message]) => [message, json]))("%s", (message, json) => {
    expect(() => networkFromJson(json)).toThrow(UnsupportedNetwork);
    expect(() => networkFromJson(json)).toThrow(message);
  });

  it("is models within models without end, too", () => {
    let model = layer("Dense", { units: 3 });
    for (let depth = 0; depth < 40; depth++) model = layer("Sequential", { layers: [model] });
    expect(() => networkFromJson(inRow(model))).toThrow("too many models within");
  });

  it("is what a few lines call ten thousand times, too", () => {
    let model = layer("Dense", { units: 3 });
    for (let depth = 0; depth < 10; depth++)
      model = layer("Sequential", { layers: [model, model, model] });
    expect(() => networkFromJson(inRow(model))).toThrow("more than 10000 layers");
  });
});

/** Two layers that take each other. */
function functionalOf(inputs: unknown, outputs: unknown): string {
  const dense = (name: string, of: string) => ({
    class_name: "Dense",
    config: { name, units: 3 },
    name,
    inbound_nodes: [[[of, 0, 0, {}]]],
  });
  const layersIn = [dense("b", "c"), dense("c", "b")];
  return JSON.stringify({
    class_name: "Model",
    config: { name: "circle", layers: layersIn, input_layers: inputs, output_layers: outputs },
  });
}
