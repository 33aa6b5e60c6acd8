// A model of Keras's own, as the README says to save it: the same answers from our engine as Keras gave, at every epoch.
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { memory, tensor } from "@tensorflow/tfjs-core";
import { beforeAll, expect, it } from "vitest";
import { load, unload } from "../../../client/network/engine/loaded.ts";
import { forward, release } from "../../../client/network/engine/run.ts";
import { networkFromJson } from "../../../client/network/graph/fromJson.ts";
import type { Run } from "../../../server/runs/index.ts";
import { follow, summary, temporary } from "../../server/logdir/followed.ts";
import { startWasm } from "../../support/trained.ts";

const FIXTURE = fileURLToPath(new URL("../../fixtures/look_inside", import.meta.url));
const PREDICTED = JSON.parse(readFileSync(join(FIXTURE, "predicted.json"), "utf8")) as Record<
  string,
  number[][]
>;
/** Two programs that add up the same float32 in different orders. */
const DECIMALS = 5;

beforeAll(startWasm);

async function valuesOf(run: Run, step: number, name: string): Promise<Float32Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of run.tensor(step, name)!.stream()) pieces.push(piece);
  return new Float32Array(Uint8Array.from(Buffer.concat(pieces)).buffer);
}

it("a model saved as the README says answers as it does in Keras", async () => {
  const folder = temporary();
  cpSync(join(FIXTURE, "runs"), folder, { recursive: true });
  const followed = follow(folder);
  await followed.logdir.ready;
  const { id, checkpoints, examples } = summary(followed, "my-run");
  // The names of files count from 1, the log from 0: it is what the page counts by.
  expect(checkpoints.map((step) => String(step + 1))).toEqual(Object.keys(PREDICTED));
  const run = followed.runs.get(id)!;
  const network = networkFromJson(run.network!);
  const { values, scale } = await followed.runs.examplesOf(examples!.id)!.read();
  const before = memory().numTensors;
  const x = tensor(
    Float32Array.from(values, (value) => value * scale),
    [examples!.count, ...examples!.shape],
  );
  for (const step of checkpoints) {
    const weights = new Map<string, Float32Array>();
    for (const { tensor: name } of network.nodes.flatMap((node) => node.weights))
      weights.set(name, await valuesOf(run, step, name));
    const loaded = load(network, (name) => weights.get(name)!);
    const { outputs } = forward(loaded, x);
    const answered = [...outputs[network.output]!.dataSync()];
    const expected = PREDICTED[step + 1]!.flat();
    expect(answered).toHaveLength(expected.length);
    answered.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, DECIMALS));
    release(outputs);
    unload(loaded);
  }
  x.dispose();
  expect(memory().numTensors).toBe(before);
});
