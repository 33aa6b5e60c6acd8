import { appendFileSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { encodeSafetensors } from "#contract/safetensors.ts";
import {
  append,
  EVENTS,
  follow,
  type Followed,
  scalar,
  summaries,
  summary,
  temporary,
  until,
} from "../followed.ts";

const weights = (fill: number): Float32Array => new Float32Array(100_000).fill(fill);
const checkpoint = (fill: number): Uint8Array =>
  encodeSafetensors(
    [
      { name: "dense/kernel", shape: [1000, 100], values: weights(fill) },
      { name: "dense/bias", shape: [2], values: Float32Array.of(fill, NaN) },
    ],
    {},
  );

async function collected(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function tensor(followed: Followed, run: string, step: number, name: string) {
  const bytes = followed.runs.get(summary(followed, run).id)!.tensor(step, name);
  if (!bytes) return null;
  const whole = Uint8Array.from(await collected(bytes.stream()));
  expect(whole.length).toBe(bytes.byteLength);
  return { shape: bytes.shape, values: new Float32Array(whole.buffer) };
}

it("checkpoints in their folder, and beside the logs, belong to the run", async () => {
  const folder = temporary();
  append(folder, `a/${EVENTS}`, scalar(0, 0));
  append(folder, "a/checkpoints/epoch-0010.safetensors", checkpoint(10));
  append(folder, "a/checkpoints/epoch-0002.safetensors", checkpoint(2));
  append(folder, "a/step_1.safetensors", checkpoint(1));
  append(folder, "weights-only/checkpoints/epoch-1.safetensors", checkpoint(1));
  append(folder, "checkpoints/epoch-7.safetensors", checkpoint(7));
  const followed = follow(folder);
  await followed.logdir.ready;
  expect([...summaries(followed).keys()]).toEqual([".", "a", "weights-only"]);
  expect(summary(followed, "a").checkpoints).toEqual([1, 2, 10]);
  expect(summary(followed, "weights-only")).toMatchObject({ checkpoints: [1], lastStep: 1 });
  expect(summary(followed, ".").checkpoints).toEqual([7]);
  expect(await tensor(followed, "a", 10, "dense/kernel")).toEqual({
    shape: [1000, 100],
    values: weights(10),
  });
  expect((await tensor(followed, "a", 2, "dense/bias"))!.values).toEqual(Float32Array.of(2, NaN));
  expect((await tensor(followed, "a", 2, "dense/bias/histogram"))!.shape).toEqual([2]);
  expect(await tensor(followed, "a", 3, "dense/bias")).toBeNull();
  expect(await tensor(followed, "a", 2, "other")).toBeNull();
});

it("a checkpoint that comes while the run is followed is told at once, one that goes is gone", async () => {
  const folder = temporary();
  append(folder, `a/${EVENTS}`, scalar(0, 0));
  const followed = follow(folder);
  await followed.logdir.ready;
  const partial = append(folder, "a/checkpoints/epoch-0.partial", checkpoint(0));
  const file = join(folder, "a/checkpoints/epoch-0.safetensors");
  renameSync(partial, file);
  await until(() => summary(followed, "a").checkpoints.join() === "0", 900);
  rmSync(file);
  await until(() => summary(followed, "a").checkpoints.length === 0, 900);
});

it("a file that is still being written is said to be, and read when it is whole", async () => {
  const folder = temporary();
  const whole = checkpoint(1);
  const file = append(folder, "a/checkpoints/epoch-1.safetensors", whole.subarray(0, 5));
  const followed = follow(folder);
  await followed.logdir.ready;
  const problem = (): string => summary(followed, "a").problems[0]?.reason ?? "";
  expect(problem()).toMatch(/shorter than/);
  appendFileSync(file, whole.subarray(5, 50));
  await until(() => /still being written, 50 of/.test(problem()));
  appendFileSync(file, whole.subarray(50, 500));
  await until(() => /still being written, 500 of/.test(problem()));
  appendFileSync(file, whole.subarray(500));
  await until(() => summary(followed, "a").checkpoints.join() === "1");
  expect(summary(followed, "a").problems).toEqual([]);
});

it.each([
  ["a header past the end", Buffer.from("ffffff0000000000", "hex"), /still being written/],
  ["a header over 100 MB", Buffer.from("ffffffffffffff00", "hex"), /at most 100000000/],
  ["no JSON", Buffer.concat([Buffer.from("0400000000000000", "hex"), Buffer.from("{{{{")]), /JSON/],
  ["bytes behind the end", Buffer.concat([checkpoint(1), Buffer.alloc(3)]), /3 bytes behind/],
])("%s is refused with the reason, and the rest of the run is read", async (_, bytes, reason) => {
  const folder = temporary();
  append(folder, "a/checkpoints/epoch-1.safetensors", bytes);
  append(folder, "a/checkpoints/epoch-2.safetensors", checkpoint(2));
  const followed = follow(folder);
  await followed.logdir.ready;
  expect(summary(followed, "a").checkpoints).toEqual([2]);
  expect(summary(followed, "a").problems).toEqual([
    {
      file: "a/checkpoints/epoch-1.safetensors",
      offset: null,
      reason: expect.stringMatching(reason),
    },
  ]);
});

it("a checkpoint that is written anew makes another generation: its address is cached for ever", async () => {
  const folder = temporary();
  const file = append(folder, "a/checkpoints/epoch-1.safetensors", checkpoint(1));
  const followed = follow(folder);
  await followed.logdir.ready;
  const old = followed.runs.get(summary(followed, "a").id)!.tensor(1, "dense/bias")!;
  const { generation } = summary(followed, "a");
  rmSync(file);
  await until(() => !summaries(followed).has("a"));
  writeFileSync(file, checkpoint(5));
  await until(() => summaries(followed).get("a")?.checkpoints.join() === "1");
  expect(summary(followed, "a").generation).toBeGreaterThan(generation);
  expect((await tensor(followed, "a", 1, "dense/bias"))!.values[0]).toBe(5);
  await expect(collected(old.stream())).rejects.toThrow(/replaced/);
  const second = summary(followed, "a").generation;
  writeFileSync(`${file}.partial`, checkpoint(6));
  renameSync(`${file}.partial`, file);
  await until(() => summary(followed, "a").generation > second);
  expect((await tensor(followed, "a", 1, "dense/bias"))!.values[0]).toBe(6);
  truncateSync(file, 10);
  await until(() => summary(followed, "a").checkpoints.length === 0);
});
