// Trains two small seeded models on one backend, in a process of its own, and prints their losses.
import * as tf from "@tensorflow/tfjs-core";
import * as layers from "@tensorflow/tfjs-layers";
import { chooseBackend } from "../../trainer/backend.ts";
import type { BackendName } from "../../trainer/backend.ts";

/** What the process prints, as JSON on its last line. */
export interface Report {
  name: BackendName;
  reason: string;
  /** The loss before each step, by model. */
  losses: Record<string, number[]>;
  /** The shortest step in milliseconds, by model. */
  stepMs: Record<string, number>;
}

const BATCH = 16;
const SIDE = 10;
const CLASSES = 4;
const STEPS = 6;

const uniform = (seed: number): ReturnType<typeof layers.initializers.glorotUniform> =>
  layers.initializers.glorotUniform({ seed });

const models: Record<string, () => layers.Sequential> = {
  mlp: () =>
    layers.sequential({
      layers: [
        layers.layers.flatten({ inputShape: [SIDE, SIDE, 1] }),
        layers.layers.dense({ units: 32, activation: "relu", kernelInitializer: uniform(1) }),
        layers.layers.dense({
          units: CLASSES,
          activation: "softmax",
          kernelInitializer: uniform(2),
        }),
      ],
    }),
  cnn: () =>
    layers.sequential({
      layers: [
        layers.layers.conv2d({
          inputShape: [SIDE, SIDE, 1],
          filters: 4,
          kernelSize: 3,
          padding: "same",
          activation: "relu",
          kernelInitializer: uniform(3),
        }),
        layers.layers.batchNormalization(),
        layers.layers.maxPooling2d({ poolSize: 2 }),
        layers.layers.conv2d({ filters: 8, kernelSize: 3, kernelInitializer: uniform(4) }),
        layers.layers.flatten(),
        layers.layers.dense({
          units: CLASSES,
          activation: "softmax",
          kernelInitializer: uniform(5),
        }),
      ],
    }),
};

async function train(backend: "auto" | BackendName): Promise<void> {
  const chosen = await chooseBackend(backend);
  const report: Report = { name: chosen.name, reason: chosen.reason, losses: {}, stepMs: {} };
  const pixels = new Float32Array(BATCH * SIDE * SIDE);
  for (let i = 0; i < pixels.length; i++) pixels[i] = Math.sin(i * i) / 2 + 0.5;
  const x = tf.tensor4d(pixels, [BATCH, SIDE, SIDE, 1]);
  const labels = tf.tensor1d(
    Array.from({ length: BATCH }, (_, i) => i % CLASSES),
    "int32",
  );
  const y = tf.oneHot(labels, CLASSES);
  for (const [name, make] of Object.entries(models)) {
    const model = make();
    model.compile({ optimizer: tf.train.rmsprop(0.003), loss: "categoricalCrossentropy" });
    const losses: number[] = [];
    let shortest = Infinity;
    for (let step = 0; step < STEPS; step++) {
      const started = performance.now();
      losses.push((await model.trainOnBatch(x, y)) as number);
      shortest = Math.min(shortest, performance.now() - started);
    }
    report.losses[name] = losses;
    report.stepMs[name] = Math.round(shortest * 10) / 10;
    model.dispose();
  }
  tf.dispose([x, labels, y]);
  chosen.close();
  process.stdout.write(`${JSON.stringify(report)}\n`);
}

// Importing this file runs it: the backend's name is the last argument of the process.
await train(process.argv.at(-1) as "auto" | BackendName);
