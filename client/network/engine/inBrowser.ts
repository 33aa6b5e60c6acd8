// Starts WebAssembly in a browser, where its files have addresses of the page's own.
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import plain from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url";
import simd from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url";
import { startBackend } from "./backend.ts";

/** As `startBackend`, which says when it throws. */
export async function startInBrowser(): Promise<void> {
  setWasmPaths({
    "tfjs-backend-wasm.wasm": plain,
    "tfjs-backend-wasm-simd.wasm": simd,
    // Asked for, and never fetched: threads are off.
    "tfjs-backend-wasm-threaded-simd.wasm": simd,
  });
  await startBackend();
}
