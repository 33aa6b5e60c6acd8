// Damaged checkpoints: read as far as they are whole, else refused in words; nothing crashes, nothing hangs.
import { readFileSync, truncateSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CheckpointFile } from "../../../../server/logdir/checkpoints/checkpointFile.ts";
import { temporary } from "../followed.ts";
import { read, readingIn } from "./reading.ts";
import { floats, safetensors, write } from "./written.ts";

const FIXTURES = fileURLToPath(new URL("../../../fixtures/checkpoints", import.meta.url));

/** Asks for every tensor; each is told whole, or refused in words. */
async function askForAll(file: CheckpointFile): Promise<void> {
  for (const tensor of file.listing.tensors) {
    const made = await file.distribution(tensor).catch((error: Error) => error);
    if (made instanceof Error) expect(made.message).not.toBe("");
    else expect(made.bins.reduce((sum, held) => sum + held, 0)).toBe(made.count - made.nonFinite);
  }
}

describe("wrong bytes", () => {
  it.each([
    "safetensors/epoch_3.safetensors",
    "numpy/model_0003.npz",
    "numpy/model_0004.npz",
    "keras3/ckpt-2.keras",
    "keras3/weights.01-0.61.weights.h5",
    "tf_keras/weights.01.h5",
  ])("in %s cost at most that file", async (fixture) => {
    const whole = readFileSync(join(FIXTURES, fixture));
    const folder = temporary();
    const reading = readingIn(folder);
    const name = basename(fixture);
    const change = fc.tuple(fc.nat(whole.length - 1), fc.nat(255));
    const changes = fc.array(change, { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(changes, fc.option(fc.nat(whole.length)), async (wrong, cut) => {
        const bytes = Buffer.from(whole);
        for (const [at, byte] of wrong) bytes[at] = byte;
        write(folder, name, bytes.subarray(0, cut ?? whole.length));
        const { file, reason } = await read(name, reading);
        if (file) await askForAll(file);
        else expect(reason).toMatch(/^not read as a checkpoint: \S/);
      }),
      { numRuns: 40 },
    );
    write(folder, name, whole);
    expect((await read(name, reading)).reason).toBeNull();
  });

  it("in an array of a NumPy file are told by its checksum, and the other arrays are read", async () => {
    const folder = temporary();
    const bytes = readFileSync(join(FIXTURES, "numpy/model_0003.npz"));
    const reading = readingIn(folder);
    write(folder, "model_3.npz", bytes);
    const { file: whole } = await read("model_3.npz", reading);
    const { place } = whole!.listing.tensors.find(({ name }) => name === "fortran")!;
    bytes[(place as { end: number }).end - 3]! ^= 1;
    write(folder, "model_3.npz", bytes);
    const { file } = await read("model_3.npz", reading);
    const tensor = (wanted: string) => file!.listing.tensors.find(({ name }) => name === wanted)!;
    await expect(file!.distribution(tensor("fortran"))).rejects.toThrow(
      /do not match their checksum/,
    );
    await expect(file!.values(tensor("fortran")).next()).rejects.toThrow(/checksum/);
    expect((await file!.distribution(tensor("dense/kernel"))).count).toBe(30);
  });

  it("that send the HDF5 library round in circles cost its thread, and the next file is read", async () => {
    const folder = temporary();
    const bytes = readFileSync(join(FIXTURES, "keras3_attention/step-100.weights.h5"));
    const reading = readingIn(folder);
    write(folder, "step-2.weights.h5", bytes);
    // In the heap that holds the layers' names.
    bytes[2616] = 114;
    write(folder, "step-1.weights.h5", bytes);
    const { file, reason } = await read("step-1.weights.h5", reading);
    expect(file).toBeNull();
    expect(reason).toMatch(/did not get on for 3 seconds/);
    expect((await read("step-2.weights.h5", reading)).file!.listing.tensors).toHaveLength(21);
  });
});

describe("a file that changes while it is known", () => {
  it("is not read any more: whoever asks is told that it was replaced", async () => {
    const folder = temporary();
    const reading = readingIn(folder);
    write(folder, "step-1.safetensors", safetensors({ w: floats(1, 2) }));
    const { file } = await read("step-1.safetensors", reading);
    const [tensor] = file!.listing.tensors;
    expect((await file!.distribution(tensor!)).mean).toBe(1.5);
    write(folder, "step-1.safetensors", safetensors({ w: floats(1, 2, 3) }));
    await expect(file!.distribution(tensor!)).rejects.toThrow("was replaced");
    await expect(file!.values(tensor!).next()).rejects.toThrow("was replaced");
  });

  it("is said to be cut when it is cut while it is read", async () => {
    const folder = temporary();
    const reading = readingIn(folder);
    const w = { dtype: "F32", shape: [200_000], bytes: new Uint8Array(800_000) };
    const path = write(folder, "step-1.safetensors", safetensors({ w }));
    const { file } = await read("step-1.safetensors", reading);
    const pieces = file!.values(file!.listing.tensors[0]!);
    await pieces.next();
    truncateSync(path, 200_000);
    await expect(pieces.next()).rejects.toThrow("cut while it was read");
  });
});
