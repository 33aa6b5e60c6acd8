// A header of many megabytes is taken apart beside the main thread, which goes on with everything else.
import { describe, expect, it } from "vitest";
import { parseSafetensorsHeader } from "#contract/safetensors.ts";
import { temporary } from "../followed.ts";
import { read, readingIn } from "./reading.ts";
import { write } from "./written.ts";

const TENSORS = 150_000;

function header(change: (entries: [string, unknown][]) => void = () => {}): Buffer {
  const entries = Array.from({ length: TENSORS }, (_, i): [string, unknown] => [
    `model.layers.${i}.self_attn.q_proj.weight`,
    { dtype: "F32", shape: [0, i], data_offsets: [0, 0] },
  ]);
  change(entries);
  return Buffer.from(
    JSON.stringify({ __metadata__: { format: "pt" }, ...Object.fromEntries(entries) }),
  );
}

function file(json: Buffer): Buffer {
  const prefix = Buffer.alloc(8);
  prefix.writeBigUInt64LE(BigInt(json.length));
  return Buffer.concat([prefix, json]);
}

/** The longest time that the loop did not turn while `work` was under way, in milliseconds. */
async function longestTurn(work: Promise<unknown>): Promise<number> {
  const over = work.then(() => true);
  const turn = (): Promise<boolean> => new Promise((resolve) => setImmediate(() => resolve(false)));
  let longest = 0;
  for (let last = performance.now(); !(await Promise.race([over, turn()]));) {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  }
  return longest;
}

describe("a long header", () => {
  it("is read as it is, without holding up the loop", async () => {
    const json = header();
    const folder = temporary();
    write(folder, "step-1.safetensors", file(json));
    const start = performance.now();
    const alone = parseSafetensorsHeader(json);
    const tookAlone = performance.now() - start;
    const reading = read("step-1.safetensors", readingIn(folder));
    expect(await longestTurn(reading)).toBeLessThan(tookAlone / 2);
    const { tensors } = (await reading).file!.listing;
    expect(tensors.map(({ name, shape }) => [name, shape])).toEqual(
      alone.tensors.map(({ name, shape }) => [name, shape]),
    );
  });

  it("is refused in the same words as a short one", async () => {
    const folder = temporary();
    const json = header(
      (entries) => (entries[7]![1] = { dtype: "F32", shape: [1], data_offsets: [0, 0] }),
    );
    write(folder, "step-1.safetensors", file(json));
    const { reason } = await read("step-1.safetensors", readingIn(folder));
    expect(reason).toBe(
      'not read as a checkpoint: tensor "model.layers.7.self_attn.q_proj.weight" does not fill its shape [1]',
    );
  });
});
