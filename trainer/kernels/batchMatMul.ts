// Matrix products whose transposed operands are transposed first, so that the fast product runs.
import { broadcast_util, util } from "@tensorflow/tfjs-core";
import type { KernelFunc, TensorInfo } from "@tensorflow/tfjs-core";
import { composed, reshaped, transposed } from "./scratch.ts";
import type { Run } from "./scratch.ts";

/**
 * a [..., m, k] (or [..., k, m] with transposeA) times b [..., k, n] (or [..., n, k] with
 * transposeB) to [..., m, n]; the leading axes broadcast as numpy's matmul does.
 *
 * The wasm backend multiplies two plain matrices with XNNPACK and everything else with three
 * nested loops. A stack times one matrix is folded into one tall product; a stack times a stack
 * goes to `stock`, after broadcasting, which that kernel gets wrong. Throws when k differs.
 */
export function batchMatMul(stock: KernelFunc): KernelFunc {
  const viewOf = new WeakMap<object, string>();

  // XNNPACK keeps b packed per buffer and not per shape: the same values under a second shape
  // would be multiplied as if they still had the first one.
  function asFirstSeen(run: Run, b: TensorInfo): TensorInfo {
    const shape = b.shape.join("x");
    const seen = viewOf.get(b.dataId);
    if (seen === undefined) viewOf.set(b.dataId, shape);
    if (seen === undefined || seen === shape) return b;
    return run("Slice", { x: b }, { begin: b.shape.map(() => 0), size: b.shape });
  }

  return composed(({ inputs, attrs, backend, run }) => {
    const { a, b } = inputs;
    if (a === undefined || b === undefined) throw new Error("BatchMatMul needs a and b");
    const left = stackOf(run, a, attrs["transposeA"] === true);
    const right = stackOf(run, b, attrs["transposeB"] === true);
    const [m = 0, k = 0] = left.shape.slice(1);
    const [inner = 0, n = 0] = right.shape.slice(1);
    if (inner !== k) {
      throw new Error(
        `matMul: the inner sizes ${k} and ${inner} differ, multiplying ` +
          `[${left.shape.join(", ")}] by [${right.shape.join(", ")}] after any transpose`,
      );
    }
    const outer = broadcast_util.assertAndGetBroadcastShape(
      a.shape.slice(0, -2),
      b.shape.slice(0, -2),
    );
    const product = (x: TensorInfo, y: TensorInfo): TensorInfo => {
      const out = stock({
        inputs: { a: x, b: y },
        backend,
        attrs: { transposeA: false, transposeB: false },
      });
      return out as TensorInfo;
    };
    const stacked = util.sizeFromShape(outer);
    if (right.shape[0] === 1) {
      const tall = reshaped(run, left, [1, stacked * m, k]);
      const out = product(tall, asFirstSeen(run, right));
      return { ...out, shape: [...outer, m, n] };
    }
    const x = broadcastTo(run, left, a.shape.slice(0, -2), outer, [m, k]);
    const y = broadcastTo(run, right, b.shape.slice(0, -2), outer, [k, n]);
    return { ...product(x, y), shape: [...outer, m, n] };
  });
}

// A stack of plain matrices [batch, rows, columns], transposed if need be.
function stackOf(run: Run, x: TensorInfo, transpose: boolean): TensorInfo {
  const [rows = 0, columns = 0] = x.shape.slice(-2);
  const batch = util.sizeFromShape(x.shape.slice(0, -2));
  const stack = reshaped(run, x, [batch, rows, columns]);
  return transpose ? transposed(run, stack, [0, 2, 1]) : stack;
}

function broadcastTo(
  run: Run,
  stack: TensorInfo,
  from: readonly number[],
  to: readonly number[],
  matrix: readonly [number, number],
): TensorInfo {
  if (util.sizeFromShape([...from]) === util.sizeFromShape([...to])) return stack;
  const sizes = [...to.map(() => 1).slice(from.length), ...from];
  const spaced = reshaped(run, stack, [...sizes, ...matrix]);
  const reps = [...to.map((size, axis) => (sizes[axis] === size ? 1 : size)), 1, 1];
  return reshaped(run, run("Tile", { x: spaced }, { reps }), [
    util.sizeFromShape([...to]),
    ...matrix,
  ]);
}
