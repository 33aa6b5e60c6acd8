// Putting the training kernels into tfjs's registry, twice, and taking them out again.
import { getKernel } from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-wasm";
import { expect, it } from "vitest";
import { registerTrainingKernels } from "../../../trainer/kernels/index.ts";

it("replaces kernels once however often it is asked, and puts the stock ones back", () => {
  const stock = getKernel("BatchMatMul", "wasm");
  expect(stock).toBeDefined();
  expect(getKernel("Conv2DBackpropFilter", "wasm")).toBeUndefined();

  registerTrainingKernels();
  const ours = getKernel("BatchMatMul", "wasm");
  expect(ours).not.toBe(stock);
  expect(getKernel("Conv2DBackpropFilter", "wasm")).toBeDefined();

  const restore = registerTrainingKernels();
  expect(getKernel("BatchMatMul", "wasm")).toBe(ours);

  restore();
  expect(getKernel("BatchMatMul", "wasm")).toBe(stock);
  expect(getKernel("Conv2DBackpropFilter", "wasm")).toBeUndefined();
});
