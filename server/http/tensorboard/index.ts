// `data/…`: TensorBoard's addresses, answered as TensorBoard answers them, for the scripts that people have.
import { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import { Refusal } from "../refusal.ts";
import { ANSWERS, TensorboardError, type TensorboardOptions } from "./answers.ts";

/**
 * Serves TensorBoard's `data/environment`, `data/runs` and, of scalars, histograms and distributions, the tags and the
 * points below `data/plugin/`. The answers are those of its Python reader (`--load_fast=false`), but for two things:
 * no point is sampled away, and as with its default reader points that a restarted job wrote again are left out.
 */
export async function tensorboard(
  app: FastifyInstance,
  options: TensorboardOptions,
): Promise<void> {
  for (const [path, answering] of Object.entries(ANSWERS)) {
    app.get(`/data/${path}`, async (request, reply) => {
      reply.header("cache-control", "no-store");
      try {
        const [, query] = /\?(.*)$/s.exec(request.url) ?? [];
        const answer = answering(options, new URLSearchParams(query));
        if ("json" in answer) return await reply.send(answer.json);
        reply.type(answer.type);
        return await reply.send(await begun(answer.pieces));
      } catch (error) {
        if (!(error instanceof TensorboardError)) throw error;
        return reply.code(error.status).type("text/plain; charset=utf-8").send(error.message);
      }
    });
  }
  app.get("/data/*", async (_request, reply) =>
    reply
      .code(404)
      .header("cache-control", "no-store")
      .type("text/plain; charset=utf-8")
      .send("Not found"),
  );
}

/** The pieces as a stream that has its first one: what cannot be read is refused before anything was sent. */
async function begun(pieces: Iterable<string> | AsyncIterable<string>): Promise<Readable> {
  const iterator =
    Symbol.asyncIterator in pieces ? pieces[Symbol.asyncIterator]() : pieces[Symbol.iterator]();
  const first = await Promise.resolve(iterator.next()).catch((error: Error) => {
    throw new Refusal(410, error.message, "Ask for the tags again.");
  });
  async function* all(): AsyncGenerator<string> {
    for (let next = first; !next.done; next = await iterator.next()) yield next.value;
  }
  return Readable.from(all(), { objectMode: false });
}
