// The singular values of every kernel in real checkpoints of every format, and of which tensors there are none.
import { cpSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parameterName } from "#contract/layers.ts";
import { RunningGram } from "#contract/measures/gram.ts";
import { kernelShape, matrixSize } from "#contract/measures/kernelShape.ts";
import { singularValuesOf } from "#contract/measures/spectrum.ts";
import { spectrumSize } from "../../../../server/logdir/checkpoints/spectrumSize.ts";
import type { PlacedTensor } from "../../../../server/logdir/checkpoints/tensor.ts";
import { Runs, type TensorBytes } from "../../../../server/runs/index.ts";
import { followLogdir } from "../../../../server/logdir/index.ts";
import { temporary } from "../followed.ts";

const FIXTURES = fileURLToPath(new URL("../../../fixtures/checkpoints", import.meta.url));
const FORMATS = readdirSync(FIXTURES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

interface Kernel {
  name: string;
  tensor: TensorBytes;
}

/** Every tensor of the newest checkpoint of a fixture with two dimensions and more. */
async function kernelsOf(
  fixture: string,
): Promise<{ kernels: Kernel[]; close: () => Promise<void> }> {
  const folder = temporary();
  cpSync(join(FIXTURES, fixture), folder, { recursive: true });
  const runs = new Runs();
  const logdir = followLogdir(folder, runs);
  await logdir.ready;
  const kernels = runs.changesAfter(0).runs.flatMap(({ id, parameters, checkpoints }) =>
    parameters
      .filter(({ shape, unavailable }) => (shape?.length ?? 0) > 1 && unavailable === null)
      .flatMap(({ tag }) => {
        const tensor = checkpoints.map((step) => runs.get(id)!.tensor(step, tag)).find(Boolean);
        return tensor ? [{ name: tag, tensor }] : [];
      }),
  );
  return { kernels, close: () => logdir.close() };
}

/** From the values in C order, whatever the order in the file. */
async function slowly({ name, tensor }: Kernel): Promise<Float64Array | "not finite"> {
  const pieces: Uint8Array[] = [];
  for await (const piece of tensor.stream()) pieces.push(piece);
  const values = new Float32Array(Uint8Array.from(Buffer.concat(pieces)).buffer);
  if (values.some((value) => !Number.isFinite(value))) return "not finite";
  const gram = new RunningGram(
    matrixSize(kernelShape(tensor.shape, parameterName(name).parameter)!),
  );
  gram.add(values);
  return singularValuesOf(gram);
}

describe("singular values", () => {
  it.each(FORMATS)("of all kernels in %s", async (fixture) => {
    const { kernels, close } = await kernelsOf(fixture);
    let compared = 0;
    for (const kernel of kernels) {
      const { name, tensor } = kernel;
      if (tensor.shape.includes(0)) continue;
      const expected = await slowly(kernel);
      if (expected === "not finite") {
        await expect(tensor.spectrum(), name).rejects.toThrow("not finite");
        continue;
      }
      const { singularValues, rows, columns } = await tensor.spectrum();
      expect(rows * columns, name).toBe(tensor.shape.reduce((all, size) => all * size, 1));
      expect(singularValues.length, name).toBe(Math.min(rows, columns));
      // Of integers of 64 bits the worker knows more digits than the float32 that are sent.
      singularValues.forEach((value, i) => {
        expect(Math.abs(value - expected[i]!), name).toBeLessThanOrEqual(1e-6 * expected[0]!);
      });
      compared++;
    }
    await close();
    expect(compared).toBeGreaterThan(0);
  });
});

describe("there are no singular values", () => {
  const tensor = (name: string, shape: readonly number[], fortran = false): PlacedTensor => ({
    name,
    dtype: "F32",
    shape,
    unavailable: null,
    bigEndian: false,
    fortran,
    place: { kind: "plain", start: 0, end: 0 },
  });

  it.each([
    ["of a bias", tensor("dense/bias", [512]), /no matrix: its shape is \[512\]/],
    ["of nothing", tensor("dense/kernel", [0, 4]), /no matrix/],
    ["that take minutes", tensor("layer.weight", [11_008, 4096]), /too large/],
    ["of what does not fit the memory", tensor("layer.weight", [64, 1_000_000]), /too large/],
  ])("%s", (_, of, reason) => {
    expect(() => spectrumSize(of)).toThrow(reason);
  });

  it("but of embeddings of many words, and of kernels that lie transposed, there are", () => {
    expect(spectrumSize(tensor("wte.weight", [50_000, 256]))).toEqual({
      rows: 50_000,
      columns: 256,
    });
    expect(spectrumSize(tensor("conv/kernel", [3, 3, 16, 32], true))).toEqual({
      rows: 32,
      columns: 144,
    });
  });
});
