// `api/blobs/…`: the message of one logged text, image, audio clip or tensor, as it lies in its file (see protocol.ts).
import type { FastifyInstance } from "fastify";
import type { Runs } from "../runs/index.ts";
import { FOR_EVER, type GenerationParams, runOf, wholeNumber } from "./generation.ts";
import { Refusal } from "./refusal.ts";

interface Params extends GenerationParams {
  series: string;
  index: string;
}

/** Serves `api/blobs`. */
export async function blobs(app: FastifyInstance, { runs }: { runs: Runs }): Promise<void> {
  const address = "/api/blobs/:server/:run/:generation/:series/:index";
  app.get<{ Params: Params }>(address, async ({ params }, reply) => {
    const series = runOf(runs, params).blobs(wholeNumber(params.series));
    if (!series) throw new Refusal(404, "The run has no such series.", LOOK);
    const index = wholeNumber(params.index);
    if (index < 0 || index >= series.length) {
      throw new Refusal(416, `The series has ${series.length} points, none ${index}.`, LOOK);
    }
    const { bytes } = await series.logged(index).catch((error: Error) => {
      throw new Refusal(410, error.message, LOOK);
    });
    runOf(runs, params);
    return reply
      .header("cache-control", FOR_EVER)
      .type("application/octet-stream")
      .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  });
}

const LOOK = "See api/runs for what there is.";
