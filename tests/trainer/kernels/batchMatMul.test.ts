// Matrix products on the wasm backend with our kernels, against the cpu backend.
import * as tf from "@tensorflow/tfjs-core";
import * as fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { registerTrainingKernels } from "../../../trainer/kernels/index.ts";
import { distance, noise, on } from "./gradients.ts";
import type { Outcome } from "./gradients.ts";

interface Case {
  a: number[];
  b: number[];
  transposeA: boolean;
  transposeB: boolean;
  seed: number;
}

const size = fc.integer({ min: 1, max: 9 });

// Both stacks of matrices, cut down from one full shape: an axis may be 1, or missing in front.
const batches: fc.Arbitrary<{ a: number[]; b: number[] }> = fc
  .array(
    fc.record({
      size: fc.integer({ min: 1, max: 4 }),
      alone: fc.constantFrom("neither" as const, "a" as const, "b" as const),
    }),
    { maxLength: 3 },
  )
  .chain((axes) => {
    const a = axes.map((axis) => (axis.alone === "a" ? 1 : axis.size));
    const b = axes.map((axis) => (axis.alone === "b" ? 1 : axis.size));
    return fc
      .record({ side: fc.boolean(), drop: fc.nat({ max: axes.length }) })
      .map(({ side, drop }) => (side ? { a: a.slice(drop), b } : { a, b: b.slice(drop) }));
  });

const cases: fc.Arbitrary<Case> = fc
  .record({
    batches,
    m: size,
    k: size,
    n: size,
    transposeA: fc.boolean(),
    transposeB: fc.boolean(),
    seed: fc.nat(),
  })
  .map(({ batches: outer, m, k, n, transposeA, transposeB, seed }) => ({
    a: [...outer.a, ...(transposeA ? [k, m] : [m, k])],
    b: [...outer.b, ...(transposeB ? [n, k] : [k, n])],
    transposeA,
    transposeB,
    seed,
  }));

function product(c: Case): Promise<Outcome> {
  const operands = [
    { shape: c.a, values: noise(c.a, c.seed) },
    { shape: c.b, values: noise(c.b, c.seed + 1) },
  ];
  return on("wasm", operands, ([a, b]) => [tf.matMul(a!, b!, c.transposeA, c.transposeB)]);
}

// The definition, entry by entry; the cpu backend itself misreads a broadcast of an inner axis.
function byDefinition(c: Case): { shape: number[]; values: Float32Array } {
  const outer = tf.broadcast_util.assertAndGetBroadcastShape(c.a.slice(0, -2), c.b.slice(0, -2));
  const [aRows = 0, aColumns = 0] = c.a.slice(-2);
  const [bRows = 0, bColumns = 0] = c.b.slice(-2);
  const m = c.transposeA ? aColumns : aRows;
  const k = c.transposeA ? aRows : aColumns;
  const n = c.transposeB ? bRows : bColumns;
  const a = noise(c.a, c.seed);
  const b = noise(c.b, c.seed + 1);
  const shape = [...outer, m, n];
  const values = noise(shape, 0).fill(0);
  for (let entry = 0; entry < values.length; entry++) {
    const place = tf.util.indexToLoc(entry, shape.length, tf.util.computeStrides(shape));
    const row = place[shape.length - 2] ?? 0;
    const column = place[shape.length - 1] ?? 0;
    let sum = 0;
    for (let inner = 0; inner < k; inner++) {
      const left = c.transposeA ? [inner, row] : [row, inner];
      const right = c.transposeB ? [column, inner] : [inner, column];
      sum += at(a, c.a, place, left) * at(b, c.b, place, right);
    }
    values[entry] = sum;
  }
  return { shape, values };
}

function at(values: Float32Array, shape: number[], place: number[], cell: number[]): number {
  const lead = place.slice(0, -2).slice(place.length - shape.length);
  const index = [...lead, ...cell].reduce(
    (offset, i, axis) => offset * (shape[axis] ?? 1) + (shape[axis] === 1 ? 0 : i),
    0,
  );
  return values[index] ?? NaN;
}

describe("a matrix product on wasm", () => {
  beforeAll(() => {
    registerTrainingKernels();
  });

  it("equals its definition for any stack, broadcast and transpose, and leaves nothing behind", async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (c) => {
        const ours = await product(c);
        const wanted = byDefinition(c);
        expect(ours.shapes).toEqual([wanted.shape]);
        expect(distance(ours.values, [wanted.values])).toBeLessThan(1e-5);
        expect([ours.leakedTensors, ours.leakedBuffers]).toEqual([0, 0]);
      }),
      { numRuns: 500 },
    );
  });

  it("has the cpu backend's gradients for every pair of transposes", async () => {
    const shapes = fc.tuple(size, size, size, fc.boolean(), fc.boolean(), fc.nat());
    await fc.assert(
      fc.asyncProperty(shapes, async ([m, k, n, transposeA, transposeB, seed]) => {
        const a = transposeA ? [k, m] : [m, k];
        const b = transposeB ? [n, k] : [k, n];
        const operands = [
          { shape: a, values: noise(a, seed) },
          { shape: b, values: noise(b, seed + 1) },
        ];
        const compute = (inputs: tf.Tensor[]): tf.Tensor[] =>
          tf.grads((x: tf.Tensor, y: tf.Tensor) => tf.matMul(x, y, transposeA, transposeB))(
            inputs,
            tf.tensor(noise([m, n], seed + 2), [m, n]),
          );
        const ours = await on("wasm", operands, compute);
        const theirs = await on("cpu", operands, compute);
        expect(distance(ours.values, theirs.values)).toBeLessThan(1e-5);
        expect([ours.leakedTensors, ours.leakedBuffers]).toEqual([0, 0]);
      }),
      { numRuns: 200 },
    );
  });

  it("sees the same values under two shapes as two matrices", async () => {
    const operands = [
      { shape: [2, 4], values: noise([2, 4], 1) },
      { shape: [2, 6], values: noise([2, 6], 2) },
      { shape: [4, 6], values: noise([4, 6], 3) },
    ];
    const compute = ([left, wide, right]: tf.Tensor[]): tf.Tensor[] => [
      tf.matMul(left!, right!),
      tf.matMul(wide!, tf.reshape(right!, [6, 4])),
      tf.matMul(left!, right!),
    ];
    const ours = await on("wasm", operands, compute);
    const theirs = await on("cpu", operands, compute);
    expect(distance(ours.values, theirs.values)).toBeLessThan(1e-6);
  });

  it("names both shapes when the inner sizes differ", async () => {
    await tf.setBackend("wasm");
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      expect(() => tf.matMul(tf.zeros([2, 3]), tf.zeros([4, 5]))).toThrow(/3.*4/);
    });
    expect(tf.memory().numTensors).toBe(before);
  });
});
