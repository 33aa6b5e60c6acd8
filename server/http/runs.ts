// `api/runs`: all that the page's list of runs knows, as JSON for scripts.
import { setImmediate as nextTurn } from "node:timers/promises";
import type { FastifyInstance } from "fastify";
import type { LogdirStatus } from "#contract/protocol.ts";
import { inTurns } from "#contract/turns.ts";
import type { Runs } from "../runs/index.ts";

export interface RunListOptions {
  runs: Runs;
  status: () => LogdirStatus;
}

/** Serves `api/runs`: the server's id and revision, the log directory's status, and every run's summary. */
export async function runList(app: FastifyInstance, options: RunListOptions): Promise<void> {
  const { runs, status } = options;
  app.get("/api/runs", async (_request, reply) => {
    const { revision, changed } = runs.changedAfter(0);
    const told: string[] = [];
    for (const id of changed) {
      const run = runs.get(id);
      if (run) told.push((await inTurns(run.told(), nextTurn)).json);
    }
    const rest = JSON.stringify({ server: runs.server, revision, logdir: status() });
    return reply
      .header("cache-control", "no-store")
      .type("application/json; charset=utf-8")
      .send(`${rest.slice(0, -1)},"runs":[${told.join(",")}]}`);
  });
}
