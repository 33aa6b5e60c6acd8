// What it costs to look inside: other weights, a forward run, gradients and relevance of one image, in one thread on WebAssembly.
import { tensor } from "@tensorflow/tfjs-core";
import { load, unload } from "../../client/network/engine/loaded.ts";
import type { LoadedNetwork } from "../../client/network/engine/loaded.ts";
import { forward, release } from "../../client/network/engine/run.ts";
import type { PresetName, RelevanceWay } from "../../client/network/explain/choice.ts";
import { explain } from "../../client/network/explain/explain.ts";
import type { Network, Op, Shape } from "../../client/network/graph/network.ts";
import { chain, noise, randomWeights } from "../support/networks.ts";
import { conv, dense, FLATTEN, POOL, RELU } from "../support/ops.ts";
import { startWasm } from "../support/trained.ts";

const rectified = (filters: number, padding: "same" | "valid"): Op[] => [
  conv(filters, { padding }),
  RELU,
];
const ANSWER = [FLATTEN, dense(128), RELU, dense(10)];

const NETWORKS: readonly { name: string; input: Shape; ops: readonly Op[] }[] = [
  {
    name: "MNIST, 2 convolutions (32, 64), dense 128",
    input: [28, 28, 1],
    ops: [...rectified(32, "valid"), POOL, ...rectified(64, "valid"), POOL, ...ANSWER],
  },
  {
    name: "MNIST, 784-512-512-10",
    input: [784],
    ops: [dense(512), RELU, dense(512), RELU, dense(10)],
  },
  {
    name: "CIFAR, 6 convolutions (32, 64, 128), dense 128",
    input: [32, 32, 3],
    ops: [
      ...[32, 64, 128].flatMap((filters) => [
        ...rectified(filters, "same"),
        ...rectified(filters, "same"),
        POOL,
      ]),
      ...ANSWER,
    ],
  },
];

const PRESETS: readonly PresetName[] = [
  "epsilon",
  "epsilonPlus",
  "epsilonAlpha2Beta1",
  "epsilonGammaBox",
  "deepTaylor",
];
const WARM_UP = 3;
const REPEATS = 15;

export async function run(print: (line: string) => void): Promise<void> {
  await startWasm();
  for (const { name, input, ops } of NETWORKS) {
    const network = chain(input, ops);
    print(`${name}: milliseconds of processor, median of ${REPEATS}`);
    for (const [what, ms] of await costs(network)) print(`  ${what.padEnd(34)}${ms.toFixed(1)}`);
  }
}

async function costs(network: Network): Promise<[what: string, ms: number][]> {
  const weights = [1, 2].map((seed) => randomWeights(network, seed));
  const { shape } = network.nodes[0]!;
  const x = noise(
    shape.reduce((product, side) => product * side, 1),
    3,
  ).map(Math.abs);
  let which = 0;
  const other = (): LoadedNetwork => {
    const values = weights[which++ % weights.length]!;
    return load(network, (tensorName) => values.get(tensorName)!);
  };
  const swap = await median(() => unload(other()));
  const firstForward = await median(() => {
    const loaded = other();
    runForward(loaded, x);
    unload(loaded);
  });
  const loaded = other();
  const all: [string, number][] = [
    ["other weights", swap],
    ["other weights and a forward run", firstForward],
    ["forward run", await median(() => runForward(loaded, x))],
  ];
  const nobody = (): Promise<void> => Promise.resolve();
  const numbers = { epsilon: 0.01, gamma: 0.25, alpha: 2, low: 0, high: 1 };
  const ways: [string, RelevanceWay][] = [
    ["gradient", { kind: "gradient" }],
    ["guided backpropagation", { kind: "guidedBackprop" }],
    ...PRESETS.map((preset): [string, RelevanceWay] => [
      `relevance, ${preset}`,
      { kind: "propagation", preset, numbers, rules: {}, bias: "absorbs" },
    ]),
  ];
  for (const [what, way] of ways) {
    all.push([what, await median(() => explain(loaded, x, 3, way, nobody))]);
  }
  unload(loaded);
  return all;
}

function runForward(loaded: LoadedNetwork, x: Float32Array): void {
  const batch = tensor(x, [1, ...loaded.network.nodes[0]!.shape]);
  const { outputs } = forward(loaded, batch);
  outputs[loaded.network.output]!.dataSync();
  release([batch, ...outputs]);
}

/** Of processor time, since other programs may be busy here. */
async function median(of: () => unknown): Promise<number> {
  const all: number[] = [];
  for (let i = -WARM_UP; i < REPEATS; i++) {
    const began = process.cpuUsage();
    await of();
    const { user, system } = process.cpuUsage(began);
    if (i >= 0) all.push((user + system) / 1000);
  }
  return all.sort((one, another) => one - another)[Math.floor(REPEATS / 2)]!;
}
