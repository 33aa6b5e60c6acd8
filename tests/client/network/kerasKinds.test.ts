// Kinds of layers that TensorFlow.js lacks: the same answers from our engine as Keras gave.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { startBackend } from "../../../client/network/engine/backend.ts";
import { load, unload } from "../../../client/network/engine/loaded.ts";
import { forward } from "../../../client/network/engine/run.ts";
import { networkFromJson } from "../../../client/network/graph/fromJson.ts";
import { sizeOf } from "../../../client/network/graph/shapes.ts";
import { batchOf, farthest, read } from "../../support/networks.ts";
import { slowOutputs } from "../../support/slowNetwork.ts";
import { slow } from "../../support/slowOps.ts";

interface Written {
  json: string;
  /** By the path of the variable. */
  weights: Record<string, number[]>;
  /** Two inputs, one behind the other. */
  x: number[];
  answers: number[];
}

const FILE = fileURLToPath(new URL("../../fixtures/layer_kinds/models.json", import.meta.url));
const { models } = JSON.parse(readFileSync(FILE, "utf8")) as { models: Record<string, Written> };
/** Two programs that add up the same float32 in different orders. */
const NEAR = 1e-5;

beforeAll(startBackend);

describe("a model of Keras's own layers answers as in Keras", () => {
  it.each(Object.entries(models))("%s", (_, { json, weights, x, answers }) => {
    const network = networkFromJson(json);
    const { shape } = network.nodes[0]!;
    const size = sizeOf(shape);
    const images = [x.slice(0, size), x.slice(size)];
    const values = new Map(
      Object.entries(weights).map(([name, one]) => [name, Float32Array.from(one)]),
    );
    const loaded = load(network, (name) => values.get(name)!);
    const own = read(() => forward(loaded, batchOf(shape, images)).outputs[network.output]!);
    unload(loaded);
    expect(farthest(own, answers)).toBeLessThan(NEAR);
    const loops = images.flatMap((image) => [
      ...slowOutputs(network, values, slow(shape, image))[network.output]!.values,
    ]);
    expect(farthest(loops, answers)).toBeLessThan(NEAR);
  });
});
