// One training step of a dense and a convolutional network: our wasm kernels, stock wasm, plain cpu.
import * as tf from "@tensorflow/tfjs-core";
import * as layers from "@tensorflow/tfjs-layers";
import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-backend-wasm";
import { registerTrainingKernels } from "../../trainer/kernels/index.ts";

const BATCH = 128;
const WARM_UP_MS = 300;
const MEASURE_MS = 4000;
const MOST_STEPS = 40;

interface Network {
  name: string;
  input: number[];
  build: () => layers.Sequential;
}

const networks: readonly Network[] = [
  {
    name: "dense 784-512-512-10, dropout",
    input: [784],
    build: () =>
      layers.sequential({
        layers: [
          layers.layers.dense({ inputShape: [784], units: 512, activation: "relu" }),
          layers.layers.dropout({ rate: 0.2 }),
          layers.layers.dense({ units: 512, activation: "relu" }),
          layers.layers.dropout({ rate: 0.2 }),
          layers.layers.dense({ units: 10, activation: "softmax" }),
        ],
      }),
  },
  {
    name: "conv 16-32-64 3x3, max pooling, dense 10",
    input: [28, 28, 1],
    build: () =>
      layers.sequential({
        layers: [
          layers.layers.conv2d({
            inputShape: [28, 28, 1],
            filters: 16,
            kernelSize: 3,
            activation: "relu",
          }),
          layers.layers.maxPooling2d({ poolSize: 2 }),
          layers.layers.conv2d({ filters: 32, kernelSize: 3, activation: "relu" }),
          layers.layers.maxPooling2d({ poolSize: 2 }),
          layers.layers.conv2d({ filters: 64, kernelSize: 3, activation: "relu" }),
          layers.layers.flatten(),
          layers.layers.dense({ units: 10, activation: "softmax" }),
        ],
      }),
  },
];

const rivals = [
  { name: "wasm with our kernels", backend: "wasm", ours: true },
  { name: "stock wasm", backend: "wasm", ours: false },
  { name: "cpu", backend: "cpu", ours: false },
] as const;

/** Prints the median milliseconds of a step (forward, backward, RMSprop; batch 128) and ratios. */
export async function run(print: (line: string) => void): Promise<void> {
  tf.env().set("PROD", true);
  for (const network of networks) {
    print(`${network.name}, batch ${BATCH}`);
    let ours = NaN;
    for (const rival of rivals) {
      const restore = rival.ours ? registerTrainingKernels() : (): void => undefined;
      try {
        await tf.setBackend(rival.backend);
        const { median, steps } = await measure(network);
        if (rival.ours) ours = median;
        const ratio = rival.ours ? "" : `, ${(median / ours).toFixed(1)} times ours`;
        const sample = `${steps} step${steps === 1 ? "" : "s"}`;
        print(`  ${rival.name}: ${median.toFixed(1)} ms (${sample})${ratio}`);
      } catch (thrown) {
        const why = thrown instanceof Error ? thrown.message.split("\n")[0] : String(thrown);
        print(`  ${rival.name}: cannot train it (${why})`);
      } finally {
        restore();
      }
    }
  }
}

// A first step warms up, or stands for all where it alone outlasts the time there is.
async function measure(network: Network): Promise<{ median: number; steps: number }> {
  const model = network.build();
  model.compile({ optimizer: "rmsprop", loss: "categoricalCrossentropy" });
  const x = tf.randomUniform([BATCH, ...network.input], 0, 1, "float32", 1);
  const labels = tf.tensor1d(
    Array.from({ length: BATCH }, (_, i) => i % 10),
    "int32",
  );
  const y = tf.oneHot(labels, 10);
  try {
    const step = async (): Promise<number> => {
      const started = performance.now();
      await model.trainOnBatch(x, y);
      return performance.now() - started;
    };
    const first = await step();
    if (first > MEASURE_MS) return { median: first, steps: 1 };
    for (let spent = first; spent < WARM_UP_MS;) spent += await step();
    const times: number[] = [];
    for (let spent = 0; spent < MEASURE_MS && times.length < MOST_STEPS;) {
      const time = await step();
      times.push(time);
      spent += time;
    }
    times.sort((a, b) => a - b);
    return { median: times[Math.floor(times.length / 2)] ?? NaN, steps: times.length };
  } finally {
    model.dispose();
    tf.dispose([x, labels, y]);
  }
}
