// Colour networks of Keras 2 and 3 with branches, strides and every kind of convolution: Keras's own numbers, from our engine.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { memory, tensor, type Tensor } from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { load, unload } from "../../../client/network/engine/loaded.ts";
import { forward, release } from "../../../client/network/engine/run.ts";
import { classGradient } from "../../../client/network/explain/gradients.ts";
import { isBinary } from "../../../client/network/graph/classes.ts";
import { networkFromJson } from "../../../client/network/graph/fromJson.ts";
import { lastNodeOf } from "../../../client/network/graph/layerNodes.ts";
import type { Run } from "../../../server/runs/index.ts";
import { follow, summary } from "../../server/logdir/followed.ts";
import { COLOUR_NETWORKS } from "../../support/colourNetworks.ts";
import { startWasm } from "../../support/trained.ts";

interface Answers {
  predicted: number[];
  logits: number[];
  activations: Record<string, number[]>;
  /** Of the logits, the one whose gradient is told. */
  unit: number;
  gradient: number[];
}

const ANSWERS = JSON.parse(readFileSync(join(COLOUR_NETWORKS, "answers.json"), "utf8")) as Record<
  string,
  Answers
>;
const PREDICTED = 20;
const LOOKED_INTO = 2;
/** Of the largest value: two programs that add up the same float32 in different orders. */
const RELATIVE = 1e-4;

beforeAll(startWasm);

function expectSame(given: Tensor, expected: readonly number[]): void {
  const values = given.dataSync();
  expect(values).toHaveLength(expected.length);
  const largest = Math.max(...expected.map(Math.abs));
  expect(largest).toBeGreaterThan(0);
  const apart = Math.max(...expected.map((one, i) => Math.abs(one - values[i]!)));
  expect(apart / largest).toBeLessThan(RELATIVE);
}

async function valuesOf(run: Run, step: number, name: string): Promise<Float32Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of run.tensor(step, name)!.stream()) pieces.push(piece);
  return new Float32Array(Uint8Array.from(Buffer.concat(pieces)).buffer);
}

describe.each(Object.keys(ANSWERS))("the colour network %s", (name) => {
  it("predicts, activates and goes back to the image as in Keras", async () => {
    const answers = ANSWERS[name]!;
    const followed = follow(join(COLOUR_NETWORKS, "runs"));
    await followed.logdir.ready;
    const { id, checkpoints, examples } = summary(followed, name);
    const run = followed.runs.get(id)!;
    const network = networkFromJson(run.network!);
    const { values, scale } = await followed.runs.examplesOf(examples!.id)!.read();
    const weights = new Map<string, Float32Array>();
    for (const { tensor: of } of network.nodes.flatMap((node) => node.weights))
      weights.set(of, await valuesOf(run, checkpoints.at(-1)!, of));
    const before = memory().numTensors;
    const loaded = load(network, (of) => weights.get(of)!);
    const size = values.length / examples!.count;
    const batchOf = (count: number) =>
      tensor(
        Float32Array.from(values.subarray(0, count * size), (value) => value * scale),
        [count, ...examples!.shape],
      );

    const many = batchOf(PREDICTED);
    const predicted = forward(loaded, many);
    expectSame(predicted.outputs[network.output]!, answers.predicted);

    const few = batchOf(LOOKED_INTO);
    const tape = forward(loaded, few);
    expectSame(tape.outputs[network.logits]!, answers.logits);
    for (const [layer, activation] of Object.entries(answers.activations))
      expectSame(tape.outputs[lastNodeOf(network, layer)]!, activation);

    const asked = isBinary(network) ? 1 : answers.unit;
    const slope = classGradient(loaded, few, asked);
    expectSame(slope, answers.gradient);
    if (isBinary(network)) {
      const against = classGradient(loaded, few, 0);
      expectSame(
        against,
        answers.gradient.map((one) => -one),
      );
      against.dispose();
    }

    for (const { outputs } of [predicted, tape]) release(outputs);
    release([slope, many, few].filter((one) => !one.isDisposed));
    unload(loaded);
    expect(memory().numTensors).toBe(before);
  });
});
