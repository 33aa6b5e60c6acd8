// Which backend is chosen, what is said about it, and that a model trains on it.
import * as tf from "@tensorflow/tfjs-core";
import * as layers from "@tensorflow/tfjs-layers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { backendNames, chooseBackend } from "../../trainer/backend.ts";
import type { World } from "../../trainer/backend.ts";

/** A machine with none of the optional packages, showing the given graphics hardware. */
function bare(graphics: "nvidia" | "other" | null = null): World {
  return { locate: () => null, graphics: () => graphics };
}

describe("choosing a backend", () => {
  const printed: unknown[] = [];

  beforeEach(() => {
    printed.length = 0;
    for (const method of ["log", "info", "warn", "error"] as const) {
      vi.spyOn(console, method).mockImplementation((...words: unknown[]) => {
        printed.push(...words);
      });
    }
  });

  afterEach(() => {
    vi.restoreAllMocks();
  });

  it("takes WebAssembly where no optional package is installed, and says what is missing", async () => {
    const chosen = await chooseBackend("auto", bare());
    expect(chosen.name).toBe("wasm");
    expect(tf.getBackend()).toBe("wasm");
    expect(chosen.reason).toContain("WebAssembly with SIMD");
    expect(chosen.reason).toContain("@tensorflow/tfjs-node-gpu is not installed");
    expect(chosen.reason).toContain("webgpu are not installed");
  });

  it("says what would be faster for the hardware it sees, with one command", async () => {
    const onProcessor = await chooseBackend("auto", bare());
    expect(onProcessor.faster).toContain("npm install --no-save @tensorflow/tfjs-node");
    expect(onProcessor.faster).not.toContain("tfjs-node-gpu");
    const onNvidia = await chooseBackend("auto", bare("nvidia"));
    expect(onNvidia.faster).toContain("npm install --no-save @tensorflow/tfjs-node-gpu");
    const onGraphics = await chooseBackend("auto", bare("other"));
    expect(onGraphics.faster).toContain(
      "npm install --no-save @tensorflow/tfjs-backend-webgpu webgpu",
    );
    const slowest = await chooseBackend("cpu", bare());
    expect(slowest.faster).toContain("wasm");
  });

  it.each([
    ["tensorflow-gpu", "npm install --no-save @tensorflow/tfjs-node-gpu"],
    ["webgpu", "npm install --no-save @tensorflow/tfjs-backend-webgpu webgpu"],
    ["tensorflow", "npm install --no-save @tensorflow/tfjs-node"],
  ] as const)("refuses %s where it is not installed, naming the command", async (name, command) => {
    await expect(chooseBackend(name, bare())).rejects.toThrow(
      new RegExp(`backend ${name} cannot be used: .* not installed; add it with: ${command}$`),
    );
  });

  it("passes over a package that is installed but does not load, and says so", async () => {
    const broken: World = {
      locate: (name) => (name.startsWith("@tensorflow/tfjs-node") ? "/nowhere/index.js" : null),
      graphics: () => null,
    };
    const chosen = await chooseBackend("auto", broken);
    expect(chosen.name).toBe("wasm");
    expect(chosen.reason).toContain("@tensorflow/tfjs-node-gpu is installed but does not load");
  });

  it("refuses a name it does not know, listing those it does", async () => {
    const unknown = "cuda" as unknown as "cpu";
    await expect(chooseBackend(unknown, bare())).rejects.toThrow(backendNames.join(", "));
  });

  it.each(["wasm", "cpu"] as const)(
    "trains a model of tfjs-layers on %s in silence",
    async (name) => {
      const chosen = await chooseBackend(name, bare());
      expect(chosen.reason).toContain("asked for");
      const model = layers.sequential({
        layers: [
          layers.layers.conv2d({
            inputShape: [6, 6, 1],
            filters: 2,
            kernelSize: 3,
            padding: "same",
            activation: "relu",
          }),
          layers.layers.batchNormalization(),
          layers.layers.maxPooling2d({ poolSize: 2 }),
          layers.layers.flatten(),
          layers.layers.dropout({ rate: 0.2, seed: 2 }),
          layers.layers.dense({
            units: 2,
            activation: "softmax",
            kernelInitializer: layers.initializers.glorotUniform({ seed: 3 }),
          }),
        ],
      });
      model.compile({
        optimizer: tf.train.rmsprop(0.02),
        loss: "categoricalCrossentropy",
        metrics: ["accuracy"],
      });
      const x = tf.randomUniform([16, 6, 6, 1], 0, 1, "float32", 1);
      const y = tf.oneHot(tf.cast(tf.greater(tf.mean(x, [1, 2, 3]), 0.5), "int32"), 2);
      const history = await model.fit(x, y, { epochs: 20, batchSize: 16, shuffle: false });
      const losses = history.history["loss"] as number[];
      expect(losses.at(-1)).toBeLessThan(losses[0] ?? 0);
      expect(printed).toEqual([]);
      model.dispose();
      tf.dispose([x, y]);
      chosen.close();
    },
  );
});
