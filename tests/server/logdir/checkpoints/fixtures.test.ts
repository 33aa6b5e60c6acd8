// Every real checkpoint among the fixtures, compared with what NumPy counted in the values that went in.
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { isDrawn } from "#contract/dtypes.ts";
import type { Checkpoint, LogSink } from "../../../../server/logdir/index.ts";
import { followLogdir } from "../../../../server/logdir/index.ts";
import { temporary } from "../followed.ts";

interface Expected {
  dtype: string | null;
  stored?: string;
  parameter?: string;
  shape: number[];
  count: number;
  nonFinite: number;
  zeros: number;
  min: number | null;
  max: number | null;
  mean: number | null;
  variance: number | null;
  head: (number | null)[];
}

const FIXTURES = fileURLToPath(new URL("../../../fixtures/checkpoints", import.meta.url));
/** Variables of optimisers and metrics are told by their paths. */
const BESIDE_MODEL = /^(optimizer|metrics)/;

/** The checkpoints in a directory that holds nothing but those of the fixtures whose path fits. */
async function checkpointsOf(
  fixture: string,
  files: string,
): Promise<{ checkpoints: readonly Checkpoint[]; close: () => Promise<void> }> {
  const folder = temporary();
  cpSync(join(FIXTURES, fixture, files), join(folder, files), { recursive: true });
  const told: (readonly Checkpoint[])[] = [];
  const nothing = (): void => {};
  const sink = new Proxy(
    { checkpoints: (_: string, some: readonly Checkpoint[]) => void told.push(some) },
    { get: (target, name) => (name === "checkpoints" ? target.checkpoints : nothing) },
  ) as unknown as LogSink;
  const logdir = followLogdir(folder, sink);
  await logdir.ready;
  return { checkpoints: told.at(-1)!, close: () => logdir.close() };
}

async function float32Of(pieces: AsyncIterable<Uint8Array>): Promise<Float32Array> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return new Float32Array(Uint8Array.from(Buffer.concat(all)).buffer);
}

const closeTo = (found: number, expected: number | null, scale: number): void => {
  if (expected === null) expect(found).toBeNaN();
  else expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-12 * scale);
};

/** Fixture, file (or directory of shards), and step. */
const FILES = [
  ["safetensors", "epoch_3.safetensors", 3],
  ["hugging_face", "checkpoint-2", 2],
  ["hugging_face", "checkpoint-4", 4],
  ["numpy", "model_0003.npz", 3],
  ["numpy", "model_0004.npz", 4],
  ["keras3", "weights.01-0.61.weights.h5", 1],
  ["keras3", "weights.02-0.67.weights.h5", 2],
  ["keras3", "ckpt-2.keras", 2],
  ["keras3", "full_02.h5", 2],
  ["keras3_attention", "step-100.weights.h5", 100],
  ["tf_keras", "weights.01.h5", 1],
  ["tf_keras", "full_02.h5", 2],
  ["tf_keras", "ckpt-2.keras", 2],
] as const;

describe.each(FILES)("%s/%s", (fixture, file, step) => {
  const expected = (
    JSON.parse(readFileSync(join(FIXTURES, fixture, "expected.json"), "utf8")) as Record<
      string,
      Record<string, Expected>
    >
  )[file]!;
  // JSON.parse keeps a name called __proto__ as any other.
  const wanted = Object.entries(expected).map(
    ([path, one]) => [BESIDE_MODEL.test(path) ? path : (one.parameter ?? path), one] as const,
  );

  it(`is step ${step}, with every tensor's name, shape and exact numbers`, async () => {
    const { checkpoints, close } = await checkpointsOf(fixture, file);
    expect(checkpoints.map((one) => one.step)).toEqual([step]);
    const [checkpoint] = checkpoints as [Checkpoint];
    const tensors = new Map(checkpoint.tensors.map((tensor) => [tensor.name, tensor]));
    expect([...tensors.keys()].toSorted()).toEqual(wanted.map(([name]) => name).toSorted());
    for (const [name, one] of wanted) {
      const tensor = tensors.get(name)!;
      expect(tensor.shape, name).toEqual(one.shape);
      if (one.dtype === null || !isDrawn(one.dtype)) {
        expect(tensor.unavailable, name).toMatch(/^unavailable: \S.* is not drawn$/);
        await expect(checkpoint.distribution(name), name).rejects.toThrow("is not drawn");
        await expect(float32Of(checkpoint.values(name)), name).rejects.toThrow("is not drawn");
        continue;
      }
      expect(tensor, name).toMatchObject({ dtype: one.dtype, unavailable: null });
      const found = await checkpoint.distribution(name);
      const { count, nonFinite, zeros } = one;
      expect(found, name).toMatchObject({ count, nonFinite, zeros });
      expect(found.exactBins && found.exactMoments, name).toBe(true);
      expect(found.min + 0, name).toBe((one.min ?? NaN) + 0);
      expect(found.max + 0, name).toBe((one.max ?? NaN) + 0);
      const largest = Math.max(Math.abs(one.min ?? 0), Math.abs(one.max ?? 0));
      closeTo(found.mean, one.mean, largest);
      closeTo(found.variance, one.variance, largest * largest);
      expect(
        found.bins.reduce((sum, held) => sum + held, 0),
        name,
      ).toBe(count - nonFinite);
      const values = await float32Of(checkpoint.values(name));
      expect(values.length, name).toBe(count);
      one.head.forEach((value, i) => {
        if (value === null) expect(Number.isFinite(values[i]!), name).toBe(false);
        else expect(values[i]! + 0, name).toBe(Math.fround(value) + 0);
      });
    }
    await close();
  });
});
