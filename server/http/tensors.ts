// `api/tensors/…`: one parameter's weights at one checkpointed step, as float32 (see tensorPath in protocol.ts).
import { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import type { Run, Runs } from "../runs/index.ts";
import type { TensorBytes } from "../runs/index.ts";
import { FOR_EVER, type GenerationParams, runOf, wholeNumber } from "./generation.ts";
import { Refusal } from "./refusal.ts";

interface Params extends GenerationParams {
  step: string;
  name: string;
}

/** Serves `api/tensors`; the shape is in the header `x-tensor-shape`, as JSON. */
export async function tensors(app: FastifyInstance, { runs }: { runs: Runs }): Promise<void> {
  const address = "/api/tensors/:server/:run/:generation/:step/:name";
  app.get<{ Params: Params }>(address, async ({ params }, reply) => {
    const tensor = tensorOf(runOf(runs, params), wholeNumber(params.step), params.name);
    return reply
      .header("cache-control", FOR_EVER)
      .header("content-length", tensor.byteLength)
      .header("x-tensor-shape", JSON.stringify(tensor.shape))
      .type("application/octet-stream")
      .send(await opened(tensor));
  });
}

function tensorOf(run: Run, step: number, name: string): TensorBytes {
  let tensor: TensorBytes | null;
  try {
    tensor = run.tensor(step, name);
  } catch (error) {
    throw new Refusal(422, (error as Error).message, LOOK);
  }
  if (tensor) return tensor;
  throw new Refusal(404, "No checkpoint of that step holds such a tensor.", LOOK);
}

/** The stream with its first piece read: a file that is gone is an answer in words, not a body cut short. */
async function opened(tensor: TensorBytes): Promise<Readable> {
  const pieces = tensor.stream()[Symbol.asyncIterator]();
  const first = await pieces.next().catch((error: Error) => {
    throw new Refusal(410, error.message, LOOK);
  });
  return Readable.from(rest(first, pieces), { objectMode: false });
}

async function* rest(
  first: IteratorResult<Uint8Array>,
  pieces: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    for (let piece = first; !piece.done; piece = await pieces.next()) yield piece.value;
  } finally {
    await pieces.return?.();
  }
}

const LOOK = "See api/runs for what there is.";
