// Starts what networks are run with: TensorFlow.js on WebAssembly, with our kernels in place of those that err.
import { env, ready, setBackend } from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-wasm";
import { registerTrainingKernels } from "../../../trainer/kernels/index.ts";

/**
 * Starts WebAssembly; whatever runs networks awaits it first.
 *
 * @throws Error when this browser, or the page's policy, does not let it run
 */
export async function startBackend(): Promise<void> {
  // Threads need a page that shares its memory with nobody else, which ours is not.
  env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
  env().set("PROD", true);
  registerTrainingKernels();
  if (!(await setBackend("wasm"))) {
    throw new Error("WebAssembly cannot be used here, and networks are run with it.");
  }
  await ready();
}
