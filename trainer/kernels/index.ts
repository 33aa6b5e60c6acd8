// Teaches tfjs's wasm backend to train, with kernels built from its own fast ones.
import {
  BatchMatMul,
  Conv2D,
  Conv2DBackpropFilter,
  Conv2DBackpropInput,
  DepthwiseConv2dNative,
  FusedConv2D,
  FusedDepthwiseConv2D,
  MaxPoolGrad,
  Tile,
  getKernel,
  registerKernel,
  unregisterKernel,
} from "@tensorflow/tfjs-core";
import type { KernelConfig, KernelFunc } from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-wasm";
import { batchMatMul } from "./batchMatMul.ts";
import { conv2DBackpropFilter } from "./conv2DBackpropFilter.ts";
import { conv2DBackpropInput } from "./conv2DBackpropInput.ts";
import { maxPoolGrad } from "./maxPoolGrad.ts";
import { samePadding } from "./samePadding.ts";
import { tile } from "./tile.ts";

const kernels: readonly { name: string; over: (stock: KernelFunc) => KernelFunc }[] = [
  { name: BatchMatMul, over: batchMatMul },
  { name: Conv2DBackpropInput, over: conv2DBackpropInput },
  { name: Conv2DBackpropFilter, over: () => conv2DBackpropFilter },
  { name: MaxPoolGrad, over: () => maxPoolGrad },
  { name: Tile, over: tile },
  { name: Conv2D, over: samePadding("plain") },
  { name: FusedConv2D, over: samePadding("plain") },
  { name: DepthwiseConv2dNative, over: samePadding("depthwise") },
  { name: FusedDepthwiseConv2D, over: samePadding("depthwise") },
];

// tfjs's kernel registry is one per process, so what we replaced in it is, too.
let replaced: readonly { name: string; stock: KernelConfig | undefined }[] | undefined;

/**
 * Registers the training kernels for the wasm backend, before or after it starts; a second call
 * changes nothing.
 *
 * @returns puts the stock kernels back
 */
export function registerTrainingKernels(): () => void {
  replaced ??= kernels.map(({ name, over }) => {
    const stock = getKernel(name, "wasm");
    if (stock !== undefined) unregisterKernel(name, "wasm");
    // The stock kernel binds its C++ function in setupFunc, and ours calls it.
    const setup = stock?.setupFunc === undefined ? {} : { setupFunc: stock.setupFunc };
    const kernelFunc = over(stock?.kernelFunc ?? missing(name));
    registerKernel({ kernelName: name, backendName: "wasm", kernelFunc, ...setup });
    return { name, stock };
  });
  return restoreStockKernels;
}

function restoreStockKernels(): void {
  for (const { name, stock } of replaced ?? []) {
    unregisterKernel(name, "wasm");
    if (stock !== undefined) registerKernel(stock);
  }
  replaced = undefined;
}

function missing(name: string): KernelFunc {
  return () => {
    throw new Error(`the wasm backend has no ${name} of its own`);
  };
}
