// The C library of TensorFlow, from the optional packages tfjs-node-gpu (CUDA) and tfjs-node.
import { createRequire } from "node:module";
import * as tf from "@tensorflow/tfjs-core";
import { messageOf } from "./candidate.ts";
import type { Absent, Candidate, Ready, World } from "./candidate.ts";

/** TensorFlow on an NVIDIA GPU. */
export const tensorflowGpu: Candidate = {
  name: "tensorflow-gpu",
  command: "npm install --no-save @tensorflow/tfjs-node-gpu",
  open: async (world) => {
    const opened = await open(world, "@tensorflow/tfjs-node-gpu");
    if (opened.state === "absent" || usesGpu()) return opened;
    return {
      state: "absent",
      why: "no device",
      because: "@tensorflow/tfjs-node-gpu is installed, but TensorFlow found no CUDA device",
    };
  },
};

/** TensorFlow on the processor; the CUDA package does this too where it finds no GPU. */
export const tensorflow: Candidate = {
  name: "tensorflow",
  command: "npm install --no-save @tensorflow/tfjs-node",
  open: async (world) => {
    const gpuPackage = await open(world, "@tensorflow/tfjs-node-gpu");
    // Both packages bring the same native library: only one of them fits into a process.
    return gpuPackage.state === "ready" ? gpuPackage : open(world, "@tensorflow/tfjs-node");
  },
};

async function open(world: World, packageName: string): Promise<Ready | Absent> {
  const entry = world.locate(packageName);
  if (entry === null) {
    return { state: "absent", why: "not installed", because: `${packageName} is not installed` };
  }
  // TensorFlow reports its instruction sets and devices on stderr below this level (warnings).
  process.env["TF_CPP_MIN_LOG_LEVEL"] ??= "2";
  try {
    createRequire(import.meta.url)(entry);
  } catch (thrown) {
    return failed(`${packageName} is installed but does not load: ${messageOf(thrown)}`);
  }
  if (tf.findBackendFactory("tensorflow") === null) {
    return failed(`${packageName} is installed but offers tfjs no backend`);
  }
  if (!(await tf.setBackend("tensorflow"))) return failed(`${packageName} did not start`);
  const device = usesGpu() ? "TensorFlow on CUDA" : "TensorFlow's C library on the processor";
  return { state: "ready", detail: device, emulated: false, close: () => undefined };
}

function failed(because: string): Absent {
  return { state: "absent", why: "failed", because };
}

function usesGpu(): boolean {
  const backend = tf.backend() as tf.KernelBackend & { isUsingGpuDevice?: boolean };
  return backend.isUsingGpuDevice === true;
}
