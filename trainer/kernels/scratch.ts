// Runs stock wasm kernels one after another inside one of ours, and frees what lies between.
import { getKernel } from "@tensorflow/tfjs-core";
import type { KernelBackend, KernelFunc, NamedAttrMap, TensorInfo } from "@tensorflow/tfjs-core";

/** Runs one registered wasm kernel; what it makes belongs to the scratch space it was made in. */
export type Run = (
  kernel: string,
  inputs: Record<string, TensorInfo>,
  attrs?: Record<string, unknown>,
) => TensorInfo;

/** One call of a composed kernel: its operands, its attributes, and how to run the parts. */
export interface Call {
  inputs: Record<string, TensorInfo>;
  attrs: Record<string, unknown>;
  backend: KernelBackend;
  run: Run;
}

/**
 * Makes a tfjs kernel out of a body that runs other kernels. Everything the body made is freed
 * when it ends or throws, except the result it returns, which must come from `run`.
 */
export function composed(body: (call: Call) => TensorInfo): KernelFunc {
  return ({ inputs, backend, attrs }) => {
    const owner = backend as KernelBackend;
    const made: TensorInfo[] = [];
    let result: TensorInfo | undefined;
    const run: Run = (kernel, operands, attributes = {}) => {
      const config = getKernel(kernel, "wasm");
      if (config === undefined) throw new Error(`the wasm backend has no kernel ${kernel}`);
      const out = config.kernelFunc({
        inputs: operands,
        backend,
        attrs: attributes as unknown as NamedAttrMap,
      });
      const info = Array.isArray(out) ? out[0] : out;
      if (info === undefined) throw new Error(`the wasm kernel ${kernel} made nothing`);
      made.push(info);
      return info;
    };
    try {
      result = body({
        inputs: inputs as Record<string, TensorInfo>,
        attrs: attrs ?? {},
        backend: owner,
        run,
      });
      return result;
    } finally {
      for (const info of made) if (info !== result) owner.disposeData(info.dataId);
    }
  };
}

/** A tensor of zeros. */
export function zeros(run: Run, shape: readonly number[]): TensorInfo {
  return run("Fill", {}, { shape, value: 0, dtype: "float32" });
}

/** The same values under another shape; no copy. */
export function reshaped(run: Run, x: TensorInfo, shape: readonly number[]): TensorInfo {
  return run("Reshape", { x }, { shape });
}

/** Axes permuted as numpy's transpose does. */
export function transposed(run: Run, x: TensorInfo, perm: readonly number[]): TensorInfo {
  return run("Transpose", { x }, { perm });
}

/**
 * Grows (with zeros) or crops every axis: a positive amount adds places, a negative one removes
 * them. `amounts` holds one [before, after] per axis.
 */
export function padded(
  run: Run,
  x: TensorInfo,
  amounts: readonly (readonly [before: number, after: number])[],
): TensorInfo {
  let out = x;
  if (amounts.some(([before, after]) => before < 0 || after < 0)) {
    out = run(
      "Slice",
      { x: out },
      {
        begin: amounts.map(([before]) => Math.max(0, -before)),
        size: amounts.map(
          ([before, after], axis) =>
            (x.shape[axis] ?? 0) + Math.min(0, before) + Math.min(0, after),
        ),
      },
    );
  }
  if (amounts.some(([before, after]) => before > 0 || after > 0)) {
    const paddings = amounts.map(([before, after]) => [Math.max(0, before), Math.max(0, after)]);
    out = run("PadV2", { x: out }, { paddings, constantValue: 0 });
  }
  return out;
}

/** A plain forward convolution, NHWC, stride 1; `pad` counts zeros around height and width. */
export function convolved(
  run: Run,
  x: TensorInfo,
  filter: TensorInfo,
  pad: { height: readonly [number, number]; width: readonly [number, number] },
  dilations: readonly [number, number] = [1, 1],
): TensorInfo {
  return run(
    "Conv2D",
    { x, filter },
    {
      strides: [1, 1],
      dilations,
      pad: [[0, 0], pad.height, pad.width, [0, 0]],
      dataFormat: "NHWC",
      dimRoundingMode: undefined,
    },
  );
}
