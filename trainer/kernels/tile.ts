// Repeating a tensor along its axes, by copying whole blocks instead of single values.
import type { KernelBackend, KernelFunc } from "@tensorflow/tfjs-core";

/**
 * x [d₀, d₁, …] repeated `reps` times along each axis, to [d₀·r₀, d₁·r₁, …].
 *
 * Batch normalisation's gradient tiles one value per channel over every pixel of a batch, and
 * tfjs's own kernel works out each value's place by division: nearly half of such a step.
 * Other types than float32 go to `stock`.
 */
export function tile(stock: KernelFunc): KernelFunc {
  return (params) => {
    const { x } = params.inputs;
    if (x?.dtype !== "float32") return stock(params);
    const owner = params.backend as KernelBackend;
    const reps = (params.attrs?.["reps"] ?? []) as unknown as readonly number[];
    const shape = x.shape.map((size, axis) => size * (reps[axis] ?? 1));
    let values = owner.readSync(x.dataId) as Float32Array;
    let inner = 1;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      values = repeatBlocks(values, inner * (x.shape[axis] ?? 1), reps[axis] ?? 1);
      inner *= shape[axis] ?? 1;
    }
    return { dataId: owner.write(values, shape, "float32"), shape, dtype: "float32" };
  };
}

// Every block of `size` values `times` over, each in place: [a b] by 2 is [a a b b].
function repeatBlocks(values: Float32Array, size: number, times: number): Float32Array {
  if (times === 1) return values;
  const out = new Float32Array(values.length * times);
  const whole = size * times;
  for (let from = 0, to = 0; from < values.length; from += size, to += whole) {
    out.set(values.subarray(from, from + size), to);
    // Each copy doubles what is there, so that a short block costs few calls.
    for (let done = size; done < whole; done *= 2) {
      out.copyWithin(to + done, to, to + Math.min(done, whole - done));
    }
  }
  return out;
}
