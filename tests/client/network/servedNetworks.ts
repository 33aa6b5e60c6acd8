// The networks that really were trained, on a real server for each test that asks them.
import { beforeAll, onTestFinished } from "vitest";
import { examplesPath, type RunSummary } from "#contract/protocol.ts";
import type { NetworkAt } from "../../../client/network/methods/method.ts";
import { type Running, serve, until } from "../../support/layerlapse.ts";
import { trainedLogdir } from "../../support/trained.ts";
import { networkAt } from "./asked.ts";

const TRAINING_MS = 240_000;
const NETWORKS = 4;

export interface ServedNetworks {
  server: Running;
  run: (name: string) => RunSummary;
  at: (name: string, step: number) => NetworkAt;
  /** Where the examples beside them are. */
  examples: string;
}

interface Listed {
  server: string;
  runs: RunSummary[];
  logdir: { reading: unknown };
}

/** Called once at the top of a file of tests; what it gives serves the trained runs for the test that calls it. */
export function servedNetworks(): () => Promise<ServedNetworks> {
  let logdir: string;
  beforeAll(async () => {
    logdir = await trainedLogdir();
  }, TRAINING_MS);
  return async () => {
    const server = await serve(logdir);
    onTestFinished(async () => void (await server.stop()));
    const listed = await until(async (): Promise<Listed | null> => {
      const answer = (await (await fetch(`${server.url}api/runs`)).json()) as Listed;
      const { runs } = answer;
      const isRead = answer.logdir.reading === null && runs.length === NETWORKS;
      return isRead && runs.every(({ examples }) => examples) ? answer : null;
    });
    const run = (name: string): RunSummary => listed.runs.find((one) => one.name === name)!;
    return {
      server,
      run,
      at: (name, step) => networkAt(server.url, listed.server, run(name), step),
      examples: server.url + examplesPath(listed.server, run("cnn/batch-norm").examples!.id),
    };
  };
}
