// Starts what networks are run with: TensorFlow.js on WebAssembly, with our kernels in place of those that err.
import { backend, env, ready, setBackend } from "@tensorflow/tfjs-core";
import { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { registerTrainingKernels } from "../../../trainer/kernels/index.ts";

/**
 * What networks that are at hand take, and running one. WebAssembly's memory would grow there in a dozen steps, some of
 * which keep weights waiting for ten milliseconds; of memory that is not written to, machines have none.
 */
const ROOM_BYTES = 192 * 2 ** 20;

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
  makeRoom();
}

/** What grew once stays. */
function makeRoom(): void {
  const wasm = backend();
  if (!(wasm instanceof BackendWasm)) return;
  const { dataId } = wasm.makeOutput([ROOM_BYTES / Float32Array.BYTES_PER_ELEMENT], "float32");
  wasm.disposeData(dataId);
}
