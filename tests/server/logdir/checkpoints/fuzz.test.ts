// Real checkpoints, mutated by chance: what is told of their tensors is what a slow, plain reader reads in the same bytes.
import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CheckpointFile } from "../../../../server/logdir/checkpoints/checkpointFile.ts";
import type { PlacedTensor } from "../../../../server/logdir/checkpoints/tensor.ts";
import { mutated, mutation } from "../../../support/mutations.ts";
import { plainNpz, plainSafetensors, type PlainTensor } from "../../../support/plainCheckpoints.ts";
import { temporary } from "../followed.ts";
import { read, readingIn } from "./reading.ts";
import { write } from "./written.ts";

const FIXTURES = fileURLToPath(new URL("../../../fixtures", import.meta.url));
const PLAIN: Readonly<Record<string, (file: Buffer) => PlainTensor[]>> = {
  ".safetensors": plainSafetensors,
  ".npz": plainNpz,
};
const SOURCES = readdirSync(FIXTURES, { recursive: true, encoding: "utf8" })
  .filter((name) => extname(name) in PLAIN && !name.includes("colour_networks"))
  .toSorted()
  .map((name) => ({ kind: extname(name), bytes: readFileSync(join(FIXTURES, name)) }));
/** Mutated files in a round. */
const FILES = 15;
/** More for a long night. */
const ROUNDS = Number(process.env["LAYERLAPSE_FUZZ_ROUNDS"] ?? 6);
const MOST_GROWTH_BYTES = 300_000_000;

const source = fc.nat(SOURCES.length - 1);

/** Values as text, and why there are none. */
async function told(file: CheckpointFile, tensor: PlacedTensor): Promise<Float32Array | string> {
  const pieces: Uint8Array[] = [];
  try {
    for await (const piece of file.values(tensor)) pieces.push(piece);
  } catch (error) {
    return (error as Error).message;
  }
  return new Float32Array(Uint8Array.from(Buffer.concat(pieces)).buffer);
}

/** Count, non-finite ones, zeros, least and largest. */
function summaryOf(values: readonly number[]): number[] {
  const finite = values.filter(Number.isFinite);
  const least = finite.reduce((min, one) => Math.min(min, one), Infinity);
  const largest = finite.reduce((max, one) => Math.max(max, one), -Infinity);
  return [
    values.length,
    values.length - finite.length,
    finite.filter((one) => one === 0).length,
    ...(finite.length > 0 ? [least, largest] : [NaN, NaN]),
  ].map((one) => one + 0);
}

/** Whatever is told of the file is what the plain reader reads; returns which tensors have values. */
async function compared(
  file: CheckpointFile | null,
  plainly: () => PlainTensor[],
): Promise<ReadonlySet<string>> {
  const had = new Set<string>();
  if (!file) return had;
  const { tensors } = file.listing;
  const plain = plainly();
  expect(tensors.map(({ name }) => name)).toEqual(plain.map(({ name }) => name));
  for (const [i, tensor] of tensors.entries()) {
    const values = await told(file, tensor);
    const distribution = await file.distribution(tensor).catch((error: Error) => error.message);
    expect(typeof distribution === "string", tensor.name).toBe(typeof values === "string");
    if (typeof values === "string" || typeof distribution === "string") {
      expect(values, tensor.name).not.toBe("");
      continue;
    }
    const right = plain[i]!.values();
    expect(values, tensor.name).toEqual(Float32Array.from(right));
    const { count, nonFinite, zeros, min, max } = distribution;
    const summary = [count, nonFinite, zeros, min, max].map((one) => one + 0);
    expect(summary, tensor.name).toEqual(summaryOf(right));
    had.add(tensor.name);
  }
  return had;
}

describe("a mutated checkpoint", () => {
  it("is refused in words, or tells what a plain reader reads in the same bytes", async () => {
    const folder = temporary();
    const reading = readingIn(folder);
    // Of a file of another length no tensor is told.
    const flip = mutation.filter(({ kind }) => kind === "flip");
    const change = fc.oneof({ arbitrary: flip, weight: 4 }, { arbitrary: mutation, weight: 1 });
    const changes = fc.array(change, { minLength: 1, maxLength: 3 });
    const file = fc.record({ source, other: source, changes });
    const before = process.memoryUsage.rss();
    let whole = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(file, { minLength: FILES, maxLength: FILES }), async (some) => {
        for (const { source, other, changes } of some) {
          const { kind, bytes } = SOURCES[source]!;
          const from = SOURCES[other]!.bytes;
          const changed = changes.reduce<Buffer>((all, one) => mutated(all, one, from), bytes);
          const name = `step-1${kind}`;
          write(folder, name, changed);
          const { file, reason } = await read(name, reading);
          expect(file === null).toBe(reason !== null);
          if (file) whole++;
          await compared(file, () => PLAIN[kind]!(changed));
        }
        expect(process.memoryUsage.rss() - before).toBeLessThan(MOST_GROWTH_BYTES);
      }),
      { numRuns: ROUNDS },
    );
    expect(whole).toBeGreaterThan(0);
  });

  it("of which only one tensor's bytes are wrong tells all others", async () => {
    const folder = temporary();
    const reading = readingIn(folder);
    const change = fc.record({
      source,
      tensor: fc.nat(),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { minLength: FILES, maxLength: FILES }),
        fc.nat(7),
        async (some, bit) => {
          for (const { source, tensor, at } of some) {
            const { kind, bytes } = SOURCES[source]!;
            const name = `step-1${kind}`;
            write(folder, name, bytes);
            const whole = (await read(name, reading)).file!;
            const { tensors } = whole.listing;
            const plain = (): PlainTensor[] => PLAIN[kind]!(bytes);
            const had = await compared(whole, plain);
            const { name: wrong, place } = tensors[tensor % tensors.length]!;
            const { start, end } = place as { start: number; end: number };
            if (start === end) continue;
            const changed = Buffer.from(bytes);
            changed[start + Math.floor(at * (end - start - 1))]! ^= 1 << bit;
            write(folder, name, changed);
            const { file } = await read(name, reading);
            // The header of an array lies in front of its values: without it the file is none of NumPy's.
            if (file === null) expect(kind).toBe(".npz");
            else {
              const still = await compared(file, () => PLAIN[kind]!(changed));
              expect([...still, wrong]).toEqual(expect.arrayContaining([...had]));
            }
          }
        },
      ),
      { numRuns: ROUNDS },
    );
  });
});
