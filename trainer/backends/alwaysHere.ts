// The two backends that come with Layerlapse: WebAssembly, and plain JavaScript.
import { createRequire } from "node:module";
import { dirname, sep } from "node:path";
import * as tf from "@tensorflow/tfjs-core";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import "@tensorflow/tfjs-backend-cpu";
import { registerTrainingKernels } from "../kernels/index.ts";
import { messageOf } from "./candidate.ts";
import type { Candidate } from "./candidate.ts";

const nothingToClose = (): void => undefined;

/** XNNPACK compiled to WebAssembly, one thread in Node, with our training kernels. */
export const wasm: Candidate = {
  name: "wasm",
  command: null,
  open: async () => {
    try {
      const main = createRequire(import.meta.url).resolve("@tensorflow/tfjs-backend-wasm");
      setWasmPaths(dirname(main) + sep);
      registerTrainingKernels();
      if (!(await tf.setBackend("wasm"))) throw new Error("tfjs could not start it");
    } catch (thrown) {
      return { state: "absent", why: "failed", because: messageOf(thrown) };
    }
    const simd = await tf.env().getAsync("WASM_HAS_SIMD_SUPPORT");
    const detail = simd === true ? "WebAssembly with SIMD" : "WebAssembly without SIMD";
    return { state: "ready", detail, emulated: false, close: nothingToClose };
  },
};

/** tfjs's reference backend: right everywhere, slow everywhere. */
export const cpu: Candidate = {
  name: "cpu",
  command: null,
  open: async () => {
    await tf.setBackend("cpu");
    greetQuietly();
    return { state: "ready", detail: "plain JavaScript", emulated: false, close: nothingToClose };
  },
};

// The first tensor on this backend prints an advertisement for tfjs-node, except in production.
function greetQuietly(): void {
  const production = tf.env().getBool("PROD");
  tf.env().set("PROD", true);
  tf.scalar(0).dispose();
  tf.env().set("PROD", production);
}
