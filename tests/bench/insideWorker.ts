// What one image's relevance takes in the worker of a real browser, from the question to the answer, with weights that are there and with others.
import type { Page } from "playwright-core";
import type { Propagation } from "../../client/network/explain/choice.ts";
import type { NetworkAt } from "../../client/network/methods/method.ts";
import type { RunSummary } from "#contract/protocol.ts";
import { networkAt } from "../client/network/asked.ts";
import { launchBrowser } from "../support/browser.ts";
import { serve } from "../support/layerlapse.ts";
import { openPage } from "../support/page.ts";
import { TRAINED_EPOCHS, trainedLogdir } from "../support/trained.ts";

const NAMES = ["cnn/kernel-5x5", "cnn/batch-norm", "paper/dropout-0.2"];
const WARM_UP = 5;
const REPEATS = 20;
const WAY: Propagation = {
  kind: "propagation",
  preset: "epsilonGammaBox",
  numbers: { epsilon: 0.01, gamma: 0.25, alpha: 2, low: 0, high: 1 },
  rules: {},
  bias: "absorbs",
};

interface Question {
  network: NetworkAt;
  /** The image is one grey; answers are kept on the page, not in the worker. */
  grey: number;
}

export async function run(print: (line: string) => void): Promise<void> {
  const server = await serve(await trainedLogdir());
  const browser = await launchBrowser();
  const { page } = await openPage(browser, `${server.url}?view=relevance&a=${NAMES[0]}`);
  const worker = page.workers()[0] ?? (await page.waitForEvent("worker"));
  const listed = (await (await fetch(`${server.url}api/runs`)).json()) as {
    server: string;
    runs: RunSummary[];
  };
  for (const name of NAMES) {
    const summary = listed.runs.find((one) => one.name === name)!;
    const at = (step: number): NetworkAt => networkAt(server.url, listed.server, summary, step);
    const questions = (stepOf: (i: number) => number): Question[] =>
      Array.from({ length: WARM_UP + REPEATS }, (_, i) => ({
        network: at(stepOf(i)),
        grey: (i + 1) / 100,
      }));
    const same = await times(
      page,
      worker.url(),
      questions(() => TRAINED_EPOCHS),
    );
    const others = await times(
      page,
      worker.url(),
      questions((i) => i % (TRAINED_EPOCHS + 1)),
    );
    print(`${name}: ${same} ms an image; ${others} ms where every question is of another epoch`);
  }
  await browser.close();
  await server.stop();
}

/** The median in milliseconds, and the fastest. */
async function times(page: Page, worker: string, questions: readonly Question[]): Promise<string> {
  const all = await page.evaluate(askedOneByOne, { worker, questions, way: WAY });
  const sorted = all.slice(WARM_UP).sort((one, other) => one - other);
  return `${sorted[Math.floor(REPEATS / 2)]!.toFixed(1)} (least ${sorted[0]!.toFixed(1)})`;
}

/** Runs in the page, with a worker of its own. */
async function askedOneByOne(asked: {
  worker: string;
  questions: readonly Question[];
  way: Propagation;
}): Promise<number[]> {
  const PIXELS = 784;
  const worker = new Worker(asked.worker, { type: "module" });
  let settle: (failure: string) => void = () => undefined;
  worker.addEventListener("message", ({ data }: MessageEvent<{ type: string }>) => {
    if (data.type !== "progress") settle(JSON.stringify(data.type === "failed" ? data : null));
  });
  const durations: number[] = [];
  for (const [id, { network, grey }] of asked.questions.entries()) {
    const input = { kind: "given", values: new Float32Array(PIXELS).fill(grey) };
    const params = { network, input, target: 1, way: asked.way, shuffleSeed: null };
    const began = performance.now();
    worker.postMessage({ type: "ask", id, method: "relevance", params, urgency: "now" }, []);
    const failure = await new Promise<string>((resolve) => {
      settle = resolve;
    });
    if (failure !== "null") throw new Error(failure);
    durations.push(performance.now() - began);
  }
  worker.terminate();
  return durations;
}
