// Both gradients of a convolution, on the wasm backend with our kernels, against the cpu backend.
import * as tf from "@tensorflow/tfjs-core";
import * as fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { registerTrainingKernels } from "../../../trainer/kernels/index.ts";
import { distance, noise, on } from "./gradients.ts";
import type { Outcome } from "./gradients.ts";

interface Case {
  x: [number, number, number, number];
  filter: [number, number, number, number];
  strides: [number, number];
  pad: "same" | "valid" | number;
  seed: number;
}

const cases: fc.Arbitrary<Case> = fc
  .record({
    images: fc.integer({ min: 1, max: 5 }),
    height: fc.integer({ min: 1, max: 13 }),
    width: fc.integer({ min: 1, max: 13 }),
    channels: fc.integer({ min: 1, max: 6 }),
    outputs: fc.integer({ min: 1, max: 6 }),
    tall: fc.integer({ min: 1, max: 5 }),
    wide: fc.integer({ min: 1, max: 5 }),
    strides: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
    pad: fc.oneof(
      fc.constantFrom("same" as const, "valid" as const),
      fc.integer({ min: 0, max: 6 }),
    ),
    seed: fc.nat(),
  })
  .map((c) => ({
    x: [c.images, c.height, c.width, c.channels] as Case["x"],
    filter: [c.tall, c.wide, c.channels, c.outputs] as Case["filter"],
    strides: c.strides,
    pad: c.pad,
    seed: c.seed,
  }))
  // tfjs sizes the output of a numeric padding by the kernel's height and the vertical stride
  // alone, on every backend, so a lopsided one has no right answer to compare with.
  .map((c) => {
    if (typeof c.pad !== "number") return c;
    const [taps, , channels, outputs] = c.filter;
    return {
      ...c,
      filter: [taps, taps, channels, outputs] as Case["filter"],
      strides: [c.strides[0], c.strides[0]] as Case["strides"],
    };
  })
  .filter(({ x, filter, pad }) => {
    const around = typeof pad === "number" ? 2 * pad : 0;
    return pad === "same" || (x[1] + around >= filter[0] && x[2] + around >= filter[1]);
  });

function gradients(backend: "wasm" | "cpu", c: Case): Promise<Outcome> {
  const operands = [
    { shape: c.x, values: noise(c.x, c.seed) },
    { shape: c.filter, values: noise(c.filter, c.seed + 1) },
  ];
  return on(backend, operands, ([x, filter]) => {
    const forward = (input: tf.Tensor, kernel: tf.Tensor): tf.Tensor =>
      tf.conv2d(input as tf.Tensor4D, kernel as tf.Tensor4D, c.strides, c.pad);
    const y = forward(x!, filter!);
    const dy = tf.tensor(noise(y.shape, c.seed + 2), y.shape);
    const [dx, dFilter] = tf.grads(forward)([x!, filter!], dy);
    return [y, dx!, dFilter!];
  });
}

describe("the gradients of a convolution on wasm", () => {
  beforeAll(() => {
    registerTrainingKernels();
  });

  it("are zero where a kernel only ever met padding", async () => {
    const c: Case = { x: [2, 7, 1, 3], filter: [1, 1, 3, 2], strides: [3, 3], pad: 1, seed: 1 };
    const ours = await gradients("wasm", c);
    expect(ours.values.map((values) => values.every((value) => value === 0))).toEqual([
      true,
      true,
      true,
    ]);
  });

  it("equal the cpu backend's for any shape, stride and padding, and leave nothing behind", async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (c) => {
        const ours = await gradients("wasm", c);
        const theirs = await gradients("cpu", c);
        expect(ours.shapes).toEqual(theirs.shapes);
        expect(distance(ours.values, theirs.values)).toBeLessThan(1e-5);
        expect([ours.leakedTensors, ours.leakedBuffers]).toEqual([0, 0]);
      }),
      { numRuns: 300 },
    );
  });

  // XNNPACK's own "same" padding shifts the image wherever a stride leaves places over.
  it.each([
    ["fused", false],
    ["depthwise", true],
    ["fused depthwise", true],
  ] as const)("a %s convolution forward equals the cpu backend's", async (kind, depthwise) => {
    await fc.assert(
      fc.asyncProperty(
        cases.filter(({ pad }) => typeof pad !== "number"),
        async ({ x, filter, strides: [down, across], pad, seed }) => {
          const outputs = depthwise ? x[3] * filter[3] : filter[3];
          // XNNPACK and tfjs both want one stride for depthwise convolutions.
          const strides: [number, number] = depthwise ? [down, down] : [down, across];
          const operands = [x, filter, [outputs]].map((shape, i) => ({
            shape: [...shape],
            values: noise(shape, seed + i),
          }));
          const compute = ([image, kernel, bias]: tf.Tensor[]): tf.Tensor[] => {
            const [of, by] = [image as tf.Tensor4D, kernel as tf.Tensor4D];
            if (kind === "depthwise") return [tf.depthwiseConv2d(of, by, strides, pad)];
            const fused = {
              x: of,
              filter: by,
              bias: bias!,
              strides,
              pad,
              activation: "relu" as const,
            };
            return [depthwise ? tf.fused.depthwiseConv2d(fused) : tf.fused.conv2d(fused)];
          };
          const ours = await on("wasm", operands, compute);
          const theirs = await on("cpu", operands, compute);
          expect(distance(ours.values, theirs.values)).toBeLessThan(1e-5);
          expect([ours.leakedTensors, ours.leakedBuffers]).toEqual([0, 0]);
        },
      ),
      { numRuns: 200 },
    );
  });
});
