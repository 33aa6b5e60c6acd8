// Takes a network that is slow on WebAssembly to the graphics card, where that is faster and answers the same.
import { backend, env, getBackend, setBackend, tensor, tidy } from "@tensorflow/tfjs-core";
import { chance } from "../chance.ts";
import { sizeOf } from "../graph/shapes.ts";
import type { Network } from "../graph/network.ts";
import type { LoadedNetwork } from "./loaded.ts";
import { forward, gradient, walkBack } from "./run.ts";

/** What follows the slider has no need to be faster; compiling for the card takes a second or two. */
const SLOW_MS = 60;
/** What the way to the card and back costs in methods of many small steps is not in the measure. */
const WORTH_ITS_WAY = 1.5;
/** In units of the largest gradient; cards round otherwise, and some do not compute in 32 bits. */
const ALIKE = 1e-3;

/** Drivers without a card behind them. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|basic render|software/i;

interface Trial {
  gradient: Float32Array;
  ms: number;
}

/** However many steps of it are loaded, a network is tried once. */
const known = new WeakSet<Network>();

/** Moves there for good, or stays on WebAssembly. What is loaded already moves along when it is next run. */
export async function moveToGraphics(loaded: LoadedNetwork): Promise<void> {
  if (known.has(loaded.network) || getBackend() !== "wasm" || !hasCard()) return;
  known.add(loaded.network);
  const here = tried(loaded);
  if (here.ms < SLOW_MS) return;
  if (!(await isBetterThere(loaded, here).catch(() => false))) await setBackend("wasm");
}

async function isBetterThere(loaded: LoadedNetwork, here: Trial): Promise<boolean> {
  const { MathBackendWebGL } = await import("@tensorflow/tfjs-backend-webgl");
  if (!(await setBackend("webgl")) || !env().getBool("WEBGL_RENDER_FLOAT32_ENABLED")) return false;
  const there = tried(loaded);
  const isBetter = there.ms * WORTH_ITS_WAY < here.ms && isAlike(there.gradient, here.gradient);
  const card = backend();
  if (isBetter && card instanceof MathBackendWebGL) {
    card.getGPGPUContext().gl.canvas.addEventListener("webglcontextlost", () => {
      // Whatever lay there is gone: the page starts another worker.
      throw new Error("the graphics card was taken away");
    });
  }
  return isBetter;
}

/** Forward and back, the second time: the first prepares. Noise has no two equal values, which poolings may take turns at. */
function tried(loaded: LoadedNetwork): Trial {
  once(loaded);
  const began = performance.now();
  const values = once(loaded);
  return { gradient: values, ms: performance.now() - began };
}

function once(loaded: LoadedNetwork): Float32Array {
  const { nodes, logits } = loaded.network;
  const { shape } = nodes[0]!;
  const next = chance(1);
  const noise = Float32Array.from({ length: sizeOf(shape) }, next);
  const back = tidy(() => {
    const tape = forward(loaded, tensor(noise, [1, ...shape]), { upTo: logits });
    return walkBack(loaded, tape, { node: logits, signal: tape.outputs[logits]! }, gradient)[0]!;
  });
  const values = back.dataSync<"float32">().slice();
  back.dispose();
  return values;
}

function isAlike(one: Float32Array, other: Float32Array): boolean {
  const most = other.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  return one.every((value, i) => Math.abs(value - other[i]!) <= ALIKE * most);
}

/** Whether this worker may draw, with hardware that says what it is. */
function hasCard(): boolean {
  if (typeof OffscreenCanvas === "undefined") return false;
  const context = new OffscreenCanvas(1, 1).getContext("webgl2");
  const named = context?.getExtension("WEBGL_debug_renderer_info");
  if (context === null || named === undefined || named === null) return false;
  const renderer = String(context.getParameter(named.UNMASKED_RENDERER_WEBGL));
  context.getExtension("WEBGL_lose_context")?.loseContext();
  return !SOFTWARE.test(renderer);
}
