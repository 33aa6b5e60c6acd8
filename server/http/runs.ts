// `api/runs`: all that the page's list of runs knows, as JSON for scripts.
import type { FastifyInstance } from "fastify";
import type { LogdirStatus } from "#contract/protocol.ts";
import type { Runs } from "../runs/index.ts";

export interface RunListOptions {
  runs: Runs;
  status: () => LogdirStatus;
}

/** Serves `api/runs`: the server's id and revision, the log directory's status, and every run's summary. */
export async function runList(app: FastifyInstance, options: RunListOptions): Promise<void> {
  const { runs, status } = options;
  app.get("/api/runs", async (_request, reply) => {
    const { revision, runs: summaries } = runs.changesAfter(0);
    return reply
      .header("cache-control", "no-store")
      .send({ server: runs.server, revision, logdir: status(), runs: summaries });
  });
}
