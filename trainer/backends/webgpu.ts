// WebGPU in Node: Dawn from the optional package webgpu, under tfjs's WebGPU backend.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import * as tf from "@tensorflow/tfjs-core";
import { messageOf } from "./candidate.ts";
import type { Absent, Candidate, Ready } from "./candidate.ts";

interface Adapter {
  readonly info: {
    readonly vendor: string;
    readonly architecture: string;
    readonly device: string;
    readonly description: string;
    readonly isFallbackAdapter?: boolean;
  };
  readonly features: ReadonlySet<string>;
  readonly limits: Readonly<Record<string, number>>;
  requestDevice(descriptor: object): Promise<Device>;
}

interface Device {
  destroy(): void;
}

interface Gpu {
  requestAdapter(options: { powerPreference: "high-performance" }): Promise<Adapter | null>;
}

interface Dawn {
  create(options: readonly string[]): Gpu;
  readonly globals: Readonly<Record<string, unknown>>;
}

interface TfjsWebgpu {
  readonly WebGPUBackend: new (device: Device, info: Adapter["info"]) => tf.KernelBackend;
}

const PACKAGES = ["@tensorflow/tfjs-backend-webgpu", "webgpu"] as const;

// What a compute device may be asked for beyond the least that every adapter grants.
const LIMITS = [
  "maxComputeWorkgroupStorageSize",
  "maxComputeWorkgroupsPerDimension",
  "maxStorageBufferBindingSize",
  "maxBufferSize",
  "maxComputeWorkgroupSizeX",
  "maxComputeInvocationsPerWorkgroup",
] as const;

/** Any graphics card with a driver for Vulkan, Metal or Direct3D. */
export const webgpu: Candidate = {
  name: "webgpu",
  command: `npm install --no-save ${PACKAGES.join(" ")}`,
  open: async (world, { emulated }) => {
    const [backendEntry, dawnEntry] = PACKAGES.map((name) => world.locate(name));
    if (typeof backendEntry !== "string" || typeof dawnEntry !== "string") {
      const missing = PACKAGES.filter((name) => world.locate(name) === null);
      const because = `${missing.join(" and ")} ${missing.length > 1 ? "are" : "is"} not installed`;
      return { state: "absent", why: "not installed", because };
    }
    try {
      return await open(backendEntry, dawnEntry, emulated);
    } catch (thrown) {
      return { state: "absent", why: "failed", because: `WebGPU failed: ${messageOf(thrown)}` };
    }
  },
};

/** Whether the adapter is a processor pretending to be a graphics card. */
export function isSoftware(info: Adapter["info"]): boolean {
  const name = `${info.vendor} ${info.architecture} ${info.device} ${info.description}`;
  return (
    info.isFallbackAdapter === true ||
    /swiftshader|llvmpipe|lavapipe|softpipe|software|basic render|\bwarp\b/i.test(name)
  );
}

async function open(
  backendEntry: string,
  dawnEntry: string,
  emulated: boolean,
): Promise<Ready | Absent> {
  const dawn = (await import(pathToFileURL(dawnEntry).href)) as Dawn;
  const gpu = dawn.create([]);
  const adapter = await gpu.requestAdapter({ powerPreference: "high-performance" });
  if (adapter === null) {
    return { state: "absent", why: "no device", because: "WebGPU found no graphics driver" };
  }
  const software = isSoftware(adapter.info);
  const name = adapter.info.description || adapter.info.device || adapter.info.vendor;
  if (software && !emulated) {
    const because = `WebGPU found only a software imitation of a graphics card (${name})`;
    return { state: "absent", why: "no device", because };
  }
  const restore = exposeGlobally(gpu, dawn.globals);
  let device: Device | undefined;
  const close = (): void => {
    if (tf.findBackend("webgpu") !== null) tf.removeBackend("webgpu");
    device?.destroy();
    restore();
  };
  try {
    device = await adapter.requestDevice({
      requiredFeatures: adapter.features.has("timestamp-query") ? ["timestamp-query"] : [],
      requiredLimits: Object.fromEntries(LIMITS.map((limit) => [limit, adapter.limits[limit]])),
    });
    await register(backendEntry, device, adapter.info);
  } catch (thrown) {
    close();
    throw thrown;
  }
  return { state: "ready", detail: `${name} through WebGPU`, emulated: software, close };
}

async function register(entry: string, device: Device, info: Adapter["info"]): Promise<void> {
  const { WebGPUBackend } = createRequire(import.meta.url)(entry) as TfjsWebgpu;
  // Its own registration would ask navigator.gpu for an adapter again, without our checks.
  if (tf.findBackendFactory("webgpu") !== null) tf.removeBackend("webgpu");
  tf.registerBackend("webgpu", () => new WebGPUBackend(device, info));
  if (!(await tf.setBackend("webgpu"))) throw new Error("tfjs could not start its backend");
}

// tfjs looks for WebGPU and its classes where a browser keeps them.
function exposeGlobally(gpu: Gpu, globals: Readonly<Record<string, unknown>>): () => void {
  const hadNavigator = "navigator" in globalThis;
  if (!hadNavigator) define(globalThis, "navigator", {});
  const { navigator } = globalThis as unknown as { navigator: object };
  define(navigator, "gpu", gpu);
  const added = Object.keys(globals).filter((name) => !(name in globalThis));
  for (const name of added) define(globalThis, name, globals[name]);
  return () => {
    Reflect.deleteProperty(navigator, "gpu");
    if (!hadNavigator) Reflect.deleteProperty(globalThis, "navigator");
    for (const name of added) Reflect.deleteProperty(globalThis, name);
  };
}

function define(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, configurable: true, writable: true });
}
