// `api/findings?run=…&run=…`: what a careful colleague would point out in models and between them, as JSON.
import type { FastifyInstance } from "fastify";
import type { FindingsAnswer } from "#contract/protocol.ts";
import { Findings, type Run, type Runs } from "../runs/index.ts";
import { Refusal } from "./refusal.ts";

/** More models are a question for a script. */
const MOST_RUNS = 8;

/** Serves the findings of the runs with these ids as they are now; what was measured is kept for the next question. */
export async function findings(app: FastifyInstance, { runs }: { runs: Runs }): Promise<void> {
  const kept = new Findings();
  app.get<{ Querystring: { run?: string | string[] } }>(
    "/api/findings",
    async ({ query }, reply) => {
      const ids = [...new Set([query.run ?? []].flat())];
      if (ids.length === 0 || ids.length > MOST_RUNS) {
        throw new Refusal(400, `The address names no run, or more than ${MOST_RUNS}.`, LOOK);
      }
      const found = await kept.of(ids.map((id) => runCalled(runs, id))).catch((error: Error) => {
        throw new Refusal(410, error.message, LOOK);
      });
      const answer: FindingsAnswer = { runs: ids, findings: found };
      return reply.header("cache-control", "no-store").send(answer);
    },
  );
}

function runCalled(runs: Runs, id: string): Run {
  const run = runs.get(id);
  if (run) return run;
  throw new Refusal(404, "There is no such run.", LOOK);
}

const LOOK = "See api/runs for what there is.";
