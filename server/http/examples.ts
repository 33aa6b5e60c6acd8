// `api/examples/…`: the examples to try models on, as one binary frame that never changes (see protocol.ts).
import type { FastifyInstance } from "fastify";
import { packFrame } from "#contract/frames.ts";
import type { ExamplesFrame } from "#contract/protocol.ts";
import type { Runs } from "../runs/index.ts";
import { FOR_EVER } from "./generation.ts";
import { Refusal } from "./refusal.ts";

interface Params {
  server: string;
  id: string;
}

/** Serves `api/examples`. */
export async function examples(app: FastifyInstance, { runs }: { runs: Runs }): Promise<void> {
  app.get<{ Params: Params }>("/api/examples/:server/:id", async ({ params }, reply) => {
    if (params.server !== runs.server) {
      throw new Refusal(410, "This address is of an earlier start of the server.", LOOK);
    }
    const found = runs.examplesOf(params.id);
    if (!found) throw new Refusal(404, "There are no such examples (any more).", LOOK);
    const content = await found.read().catch((error: Error) => {
      throw new Refusal(422, `${found.path}: ${error.message}.`, "Save the file again.");
    });
    const { count, shape } = found;
    const { values, labels, scale, classes, origin } = content;
    const meta: ExamplesFrame = {
      type: "examples",
      count,
      shape: [...shape],
      scale,
      classes,
      origin,
    };
    const frame = packFrame(meta, [values, labels]);
    return reply
      .header("cache-control", FOR_EVER)
      .type("application/octet-stream")
      .send(Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength));
  });
}

const LOOK = "Reload the page, or see api/runs for what there is.";
