// `api/points/…`, `api/overview/…` and `api/superseded/…`: points of one series as one binary frame that never changes
// (see protocol.ts).
import type { FastifyInstance } from "fastify";
import type { Runs, Series } from "../runs/index.ts";
import { FOR_EVER, type GenerationParams, rangeOf, runOf, wholeNumber } from "./generation.ts";
import { Refusal } from "./refusal.ts";

interface Params extends GenerationParams {
  series: string;
  range: string;
}

const FRAMES = {
  points: (series: Series, from: number, to: number) => series.frame(from, to),
  overview: (series: Series, from: number, to: number) => {
    return series.overview?.(from, to) ?? series.frame(from, to);
  },
  superseded: (series: Series, from: number, to: number) => series.frame(from, to, true),
} as const;
type FrameName = keyof typeof FRAMES;

/** Serves the frames of a series, each under its name. */
export async function points(app: FastifyInstance, { runs }: { runs: Runs }): Promise<void> {
  for (const name of Object.keys(FRAMES) as FrameName[]) {
    const address = `/api/${name}/:server/:run/:generation/:series/:range`;
    app.get<{ Params: Params }>(address, async ({ params }, reply) => {
      const frame = await frameOf(runs, params, name);
      return reply
        .header("cache-control", FOR_EVER)
        .type("application/octet-stream")
        .send(Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength));
    });
  }
}

async function frameOf(runs: Runs, params: Params, name: FrameName): Promise<Uint8Array> {
  const series = runOf(runs, params).series(wholeNumber(params.series));
  if (!series) throw new Refusal(404, "The run has no such series.", LOOK);
  const length = name === "superseded" ? series.superseded : series.length;
  const [from, to] = rangeOf(params.range, length);
  const frame = await FRAMES[name](series, from, to).catch((error: Error) => {
    throw new Refusal(410, error.message, LOOK);
  });
  runOf(runs, params);
  return frame;
}

const LOOK = "See api/runs for what there is.";
