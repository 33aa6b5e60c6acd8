// What it costs to look inside with many images: clusters and errors over 1,000 examples, and the view of clusters while the playhead is dragged.
import { cpSync } from "node:fs";
import { load, unload } from "../../client/network/engine/loaded.ts";
import type { Examples } from "../../client/network/examples.ts";
import type { Network, Op } from "../../client/network/graph/network.ts";
import { clusters } from "../../client/network/methods/clusters.ts";
import type { MethodContext } from "../../client/network/methods/method.ts";
import { robustness } from "../../client/network/methods/robustness.ts";
import { launchBrowser } from "../support/browser.ts";
import { serve, temporaryFolder } from "../support/layerlapse.ts";
import { chain, noise, randomWeights } from "../support/networks.ts";
import { conv, dense, FLATTEN, POOL, RELU } from "../support/ops.ts";
import { openPage } from "../support/page.ts";
import { startWasm, trainedLogdir } from "../support/trained.ts";
import { sweepSlider } from "./programs/sweeps.ts";

const block = (filters: number): Op[] => [conv(filters), RELU, POOL];

const NETWORKS: readonly (readonly [string, Network])[] = [
  ["784-512-512-10", chain([784], [dense(512), RELU, dense(512), RELU, dense(10)])],
  [
    "2 convolutions (32, 64), dense 64",
    chain([28, 28, 1], [...block(32), ...block(64), FLATTEN, dense(64), RELU, dense(10)]),
  ],
];
const COUNT = 1000;
const PIXELS = 28 * 28;
const AT = { source: { key: "", json: "", tensors: "" }, step: 0 };

/** Prints seconds of processor time, then how long slider events take with clusters on the page. */
export async function run(print: (line: string) => void): Promise<void> {
  await startWasm();
  for (const [name, network] of NETWORKS) {
    for (const [what, seconds] of await costs(network)) {
      print(`${name}: ${what}, ${COUNT} images: ${seconds.toFixed(2)} s of processor`);
    }
  }
  await scrub(print);
}

async function costs(network: Network): Promise<[what: string, seconds: number][]> {
  const weights = randomWeights(network, 1);
  const loaded = load(network, (tensor) => weights.get(tensor)!);
  const examples: Examples = {
    left: 0,
    count: COUNT,
    shape: [28, 28, 1],
    values: noise(COUNT * PIXELS, 2).map(Math.abs),
    labels: Int32Array.from({ length: COUNT }, (_, i) => i % 10),
    classes: null,
  };
  const context: MethodContext = {
    structure: () => Promise.resolve(network),
    network: () => Promise.resolve(loaded),
    examples: () => Promise.resolve(examples),
    progress: () => undefined,
    breathe: () => Promise.resolve(),
  };
  const of = { network: AT, examples: "" };
  const attack = { kind: "fgsm", steps: 1, range: [0, 1] } as const;
  const epsilons = [0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3];
  const all: [string, number][] = [
    ["clusters", await secondsOf(() => clusters(context, { ...of, k: 6 }))],
    ["clusters for another k", await secondsOf(() => clusters(context, { ...of, k: 8 }))],
    [
      `errors at ${epsilons.length} sizes of the change`,
      await secondsOf(() =>
        robustness(context, { ...of, count: COUNT, attack, epsilons, onto: null }),
      ),
    ],
  ];
  unload(loaded);
  return all;
}

/** Of processor time, since other programs may be busy here. */
async function secondsOf(of: () => Promise<unknown>): Promise<number> {
  const began = process.cpuUsage();
  await of();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1e6;
}

async function scrub(print: (line: string) => void): Promise<void> {
  const folder = temporaryFolder();
  cpSync(await trainedLogdir(), folder.path, { recursive: true });
  const server = await serve(folder.path);
  const browser = await launchBrowser();
  const query = "view=clusters&a=paper/dropout-0.2&b=paper/dropout-0.9";
  const { page } = await openPage(browser, `${server.url}?${query}`);
  for (const slot of ["a", "b"]) {
    await page.locator(`[data-testid=clusters-picture-${slot}][aria-busy=false]`).waitFor();
  }
  await sweepSlider(page, (line) => print(`clusters of 2 × 1,034 units: ${line}`));
  await browser.close();
  await server.stop();
  folder.remove();
}
