// WebAssembly's memory: large enough from the beginning, so that weights never wait for it to grow.
import { backend, memory, tensor } from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { startWasm } from "../../../support/trained.ts";

const MB = 2 ** 20;

beforeAll(startWasm);

describe("the memory that networks are run in", () => {
  it("holds what is at hand without growing, and is given to nothing yet", () => {
    expect(memory().numTensors).toBe(0);
    const before = heapBytes();
    expect(before).toBeGreaterThanOrEqual(192 * MB);
    const weights = Array.from({ length: 16 }, () => tensor(new Float32Array((10 * MB) / 4)));
    expect(heapBytes()).toBe(before);
    for (const one of weights) one.dispose();
  });
});

/** Emscripten's own, which its types leave out. */
function heapBytes(): number {
  return (backend() as unknown as { wasm: { HEAPU8: Uint8Array } }).wasm.HEAPU8.length;
}
