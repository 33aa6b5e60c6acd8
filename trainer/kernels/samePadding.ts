// Forward convolutions with "same" padding, spelled out in numbers because the wasm backend errs.
import { backend_util } from "@tensorflow/tfjs-core";
import type { KernelFunc, NamedAttrMap } from "@tensorflow/tfjs-core";
import { axesOf } from "./convGeometry.ts";
import type { ConvAttrs } from "./convGeometry.ts";

/**
 * A forward convolution (plain, fused or depthwise) that computes "same" padding as tfjs does.
 *
 * Left to itself, XNNPACK's own "same" shifts the input wherever a stride leaves places over, as
 * in the 1x1 convolution of stride 2 on a residual network's shortcut: no error, wrong numbers.
 */
export function samePadding(kind: "plain" | "depthwise"): (stock: KernelFunc) => KernelFunc {
  return (stock) => (params) => {
    const conv = params.attrs as unknown as (ConvAttrs & { dilations: Dilations }) | undefined;
    const { x, filter } = params.inputs;
    if (conv?.pad !== "same" || conv.dataFormat === "NCHW" || x === undefined) return stock(params);
    const { height, width } = axesOf(x.shape, filter?.shape ?? [], conv, {
      // tfjs-layers hands on null where a depthwise layer says nothing.
      dilations: conv.dilations ?? 1,
      depthwise: kind === "depthwise",
    });
    const pad: backend_util.ExplicitPadding = [
      [0, 0],
      [height.before, height.after],
      [width.before, width.after],
      [0, 0],
    ];
    const attrs = { ...params.attrs, pad } as unknown as NamedAttrMap;
    return stock({ ...params, attrs });
  };
}

type Dilations = number | [number, number] | null;
