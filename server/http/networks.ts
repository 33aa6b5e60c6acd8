// `api/network/…`: a model's JSON as it was logged or saved (see networkPath in protocol.ts).
import type { FastifyInstance } from "fastify";
import type { Runs } from "../runs/index.ts";
import { type GenerationParams, runOf } from "./generation.ts";
import { Refusal } from "./refusal.ts";

/** Serves `api/network`; a run that goes on may log another JSON under the same address. */
export async function networks(app: FastifyInstance, { runs }: { runs: Runs }): Promise<void> {
  const address = "/api/network/:server/:run/:generation";
  app.get<{ Params: GenerationParams }>(address, async ({ params }, reply) => {
    const json = runOf(runs, params).network;
    if (json === null) throw new Refusal(404, "The model's structure was not logged.", REMEDY);
    return reply
      .header("cache-control", "no-cache")
      .type("application/json; charset=utf-8")
      .send(json);
  });
}

const REMEDY =
  "Log it with Keras's TensorBoard callback (write_graph=True), or save the model as .keras.";
