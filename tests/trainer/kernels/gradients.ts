// Runs the same computation on the wasm backend and on the cpu backend, for the kernel tests.
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-backend-wasm";
// The Node build of tfjs-core comes without gradients; tfjs-layers registers them all.
import "@tensorflow/tfjs-layers";

/** Numbers in (-1, 1), the same for the same seed. */
export function noise(shape: readonly number[], seed: number): Float32Array {
  const values = new Float32Array(shape.reduce((product, size) => product * size, 1));
  let state = (seed >>> 0) + 1;
  for (let i = 0; i < values.length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    values[i] = state / 2 ** 31 - 1;
  }
  return values;
}

/** A named input of a computation. */
export interface Operand {
  shape: number[];
  values: Float32Array;
}

/** What a computation gave on one backend, and how many tensors and buffers it left behind. */
export interface Outcome {
  shapes: number[][];
  values: Float32Array[];
  leakedTensors: number;
  leakedBuffers: number;
}

/** Computes on one backend; the tensors that `compute` returns are read and disposed. */
export async function on(
  backend: "wasm" | "cpu",
  operands: readonly Operand[],
  compute: (inputs: tf.Tensor[]) => tf.Tensor[],
): Promise<Outcome> {
  tf.env().set("PROD", true);
  await tf.setBackend(backend);
  const before = tf.memory();
  const inputs = operands.map(({ shape, values }) => tf.tensor(values, shape));
  const outputs = tf.tidy(() => compute(inputs));
  const shapes = outputs.map((output) => output.shape);
  const values = outputs.map((output) => output.dataSync<"float32">());
  for (const tensor of [...outputs, ...inputs]) tensor.dispose();
  const after = tf.memory();
  return {
    shapes,
    values,
    leakedTensors: after.numTensors - before.numTensors,
    leakedBuffers: after.numDataBuffers - before.numDataBuffers,
  };
}

/** The largest difference, in units of the largest magnitude (at least 1) of what is expected. */
export function distance(
  actual: readonly Float32Array[],
  expected: readonly Float32Array[],
): number {
  let worst = 0;
  for (const [i, want] of expected.entries()) {
    const got = actual[i];
    if (got === undefined || got.length !== want.length) return Infinity;
    const scale = want.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
    for (const [j, value] of want.entries()) {
      const off = Math.abs((got[j] ?? NaN) - value) / scale;
      worst = Number.isNaN(off) ? Infinity : Math.max(worst, off);
    }
  }
  return worst;
}
