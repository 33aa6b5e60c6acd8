import { expect, it } from "vitest";
import { csvText, jsonText, numpyText } from "../../../client/ui/numbersText.ts";

const NUMBERS = {
  facts: { model: "a,b\n# fake: 1", step: 3, score: null },
  columns: [
    { name: "from", values: Float64Array.of(-0.5, 0) },
    { name: 'count, "A"', values: Float64Array.of(NaN, Infinity) },
    { name: "1st %", values: [1, 2] },
    { name: "layer", values: ['a "b", c', "NaN"] },
  ],
};

it("CSV keeps facts on their own lines and quotes what would be taken apart", () => {
  expect(csvText(NUMBERS)).toBe(
    [
      "# model: a,b # fake: 1",
      "# step: 3",
      "# score: not known",
      'from,"count, ""A""",1st %,layer',
      '-0.5,,1,"a ""b"", c"',
      "0,Infinity,2,NaN",
      "",
    ].join("\n"),
  );
});

it("JSON holds what is no number as null or a word", () => {
  expect(JSON.parse(jsonText(NUMBERS))).toEqual({
    facts: NUMBERS.facts,
    columns: {
      from: [-0.5, 0],
      'count, "A"': [null, "Infinity"],
      "1st %": [1, 2],
      layer: ['a "b", c', "NaN"],
    },
  });
});

it("NumPy's lines make a dictionary of arrays, whatever the names are", () => {
  expect(numpyText(NUMBERS)).toBe(
    [
      "import numpy as np",
      "",
      "# model: a,b # fake: 1",
      "# step: 3",
      "# score: not known",
      "columns = {",
      '    "from": np.array([-0.5, 0]),',
      '    "count, \\"A\\"": np.array([np.nan, np.inf]),',
      '    "1st %": np.array([1, 2]),',
      '    "layer": np.array(["a \\"b\\", c", "NaN"]),',
      "}",
      "",
    ].join("\n"),
  );
});
