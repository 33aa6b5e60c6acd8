// `api/measures/…`, `api/distances/…`, `api/movements/…`, `api/spectra/…`, `api/exact/…`: what is measured of weights, each one binary frame that never changes (see protocol.ts).
import type { Values } from "#contract/dtypes.ts";
import type { FastifyInstance, FastifyReply } from "fastify";
import { packFrame } from "#contract/frames.ts";
import { courseColumns } from "#contract/measures/course.ts";
import type { ExactDistances } from "#contract/measures/exactDistances.ts";
import { MOST_PAIRS, pairsFrom } from "#contract/measures/pairs.ts";
import type { MeasuresFrame } from "#contract/protocol.ts";
import {
  courseOver,
  distanceColumns,
  distancesOver,
  type MeasuredSeries,
  measuredSeries,
  movementColumns,
  movementsOver,
  type Run,
  type Runs,
  type TensorBytes,
  weightDistances,
} from "../runs/index.ts";
import { KeptAnswers } from "./keptAnswers.ts";
import { FOR_EVER, type GenerationParams, rangeOf, runOf, wholeNumber } from "./generation.ts";
import { Refusal } from "./refusal.ts";

interface SeriesParams extends GenerationParams {
  series: string;
}

interface PairParams extends SeriesParams {
  run2: string;
  generation2: string;
  series2: string;
  pairs: string;
}

interface TensorParams extends GenerationParams {
  name: string;
}

interface TensorPairParams extends TensorParams {
  step: string;
  run2: string;
  generation2: string;
  step2: string;
  name2: string;
}

/** Serves what is measured; what was worked out lately is kept. */
export async function measures(app: FastifyInstance, { runs }: { runs: Runs }): Promise<void> {
  const kept = new KeptAnswers<Uint8Array>();
  // In ascending order: a course of distances needs each of them more than once.
  const weights = new KeptAnswers<Values>();
  /** The frame at an address, when every run that it is about still stands after it was made. */
  const answer = async (
    reply: FastifyReply,
    about: readonly GenerationParams[],
    make: () => Promise<Uint8Array>,
  ): Promise<FastifyReply> => {
    const frame = await kept.get(reply.request.url, make);
    for (const params of about) runOf(runs, params);
    return reply
      .header("cache-control", FOR_EVER)
      .type("application/octet-stream")
      .send(Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength));
  };

  app.get<{ Params: SeriesParams & { range: string } }>(
    "/api/measures/:server/:run/:generation/:series/:range",
    async ({ params }, reply) => {
      const series = seriesOf(runs, params);
      const [from, to] = rangeOf(params.range, series.length);
      return answer(reply, [params], async () => {
        const { course, byChange } = await courseOver(series, from, to).catch(gone);
        const { run, generation } = placeOf(params);
        const number = wholeNumber(params.series);
        const of = { run, generation, series: number, from, to };
        return packed({ type: "course", ...of, byChange }, courseColumns(course));
      });
    },
  );

  const two = ":run/:generation/:series/:run2/:generation2/:series2";
  app.get<{ Params: PairParams }>(
    `/api/distances/:server/${two}/:pairs`,
    async ({ params }, reply) => {
      const { server, run2: run, generation2: generation, series2: series } = params;
      const other = { server, run, generation, series };
      const [a, b] = [seriesOf(runs, params), seriesOf(runs, other)];
      const pairs = pairsFrom(params.pairs);
      if (pairs === null) {
        throw new Refusal(400, `The address names no pairs, or more than ${MOST_PAIRS}.`, LOOK);
      }
      if (pairs.some(([one, two]) => one >= a.length || two >= b.length)) {
        throw new Refusal(416, `The series have ${a.length} and ${b.length} points.`, LOOK);
      }
      return answer(reply, [params, other], async () => {
        const distances = await distancesOver(a, b, pairs).catch(gone);
        return packed({ type: "distances" }, distanceColumns(distances));
      });
    },
  );

  app.get<{ Params: TensorParams & { from: string; to: string } }>(
    "/api/movements/:server/:run/:generation/:from/:to/:name",
    async ({ params }, reply) => {
      const run = runOf(runs, params);
      const [from, to] = [wholeNumber(params.from), wholeNumber(params.to)];
      const steps = run.checkpoints.filter((step) => step >= from && step <= to);
      const tensors = steps.flatMap((step) => {
        const tensor = tensorOf(run, step, params.name);
        return tensor === null ? [] : [{ step, tensor }];
      });
      if (tensors.length < 2) {
        throw new Refusal(404, "Fewer than two checkpoints there hold such a tensor.", LOOK);
      }
      return answer(reply, [params], async () => {
        const movements = await movementsOver(tensors).catch(gone);
        const meta = { type: "movements", ...placeOf(params), name: params.name } as const;
        return packed(meta, movementColumns(movements));
      });
    },
  );

  app.get<{ Params: TensorParams & { step: string } }>(
    "/api/spectra/:server/:run/:generation/:step/:name",
    async ({ params }, reply) => {
      const step = wholeNumber(params.step);
      const tensor = heldTensor(runs, params);
      return answer(reply, [params], async () => {
        const { rows, columns, singularValues } = await tensor.spectrum().catch(unavailable);
        const of = { ...placeOf(params), name: params.name, step };
        return packed({ type: "spectrum", ...of, rows, columns }, [singularValues]);
      });
    },
  );

  app.get<{ Params: TensorPairParams }>(
    "/api/exact/:server/:run/:generation/:step/:name/:run2/:generation2/:step2/:name2",
    async ({ params }, reply) => {
      const { server, run2: run, generation2: generation, step2: step, name2: name } = params;
      const other = { server, run, generation, step, name };
      const [a, b] = [params, other].map((one) =>
        tensorOf(runOf(runs, one), wholeNumber(one.step), one.name),
      );
      if (!a || !b) {
        // Many checkpoints hold less than the log tells of, and shards may still come.
        const none = packedDistances({ wasserstein: NaN, kolmogorovSmirnov: NaN });
        return reply
          .header("cache-control", "no-store")
          .type("application/octet-stream")
          .send(Buffer.from(none));
      }
      return answer(reply, [params, other], async () => {
        const sorted = (tensor: TensorBytes, of: TensorParams & { step: string }) => ({
          sorted: () => {
            const key = JSON.stringify([of.run, of.generation, of.step, of.name]);
            return weights.get(key, () => tensor.sorted());
          },
        });
        const distances = weightDistances(sorted(a, params), sorted(b, other));
        return packedDistances(await distances.catch(unavailable));
      });
    },
  );
}

function packed(meta: MeasuresFrame, columns: Parameters<typeof packFrame>[1]): Uint8Array {
  return packFrame(meta, columns);
}

function packedDistances({ wasserstein, kolmogorovSmirnov }: ExactDistances): Uint8Array {
  const columns = [wasserstein, kolmogorovSmirnov].map((value) => Float64Array.of(value));
  return packed({ type: "exactDistances" }, columns);
}

function placeOf({ run, generation }: GenerationParams): { run: string; generation: number } {
  return { run, generation: wholeNumber(generation) };
}

function seriesOf(runs: Runs, params: SeriesParams): MeasuredSeries {
  const series = measuredSeries(runOf(runs, params).series(wholeNumber(params.series)));
  if (series) return series;
  throw new Refusal(404, "The run has no such series of distributions.", LOOK);
}

function tensorOf(run: Run, step: number, name: string): TensorBytes | null {
  try {
    return run.tensor(step, name);
  } catch (error) {
    return unavailable(error as Error);
  }
}

/** Throws a Refusal where no checkpoint of that step has it. */
function heldTensor(runs: Runs, params: TensorParams & { step: string }): TensorBytes {
  const tensor = tensorOf(runOf(runs, params), wholeNumber(params.step), params.name);
  if (tensor) return tensor;
  throw new Refusal(404, "No checkpoint of that step holds such a tensor.", LOOK);
}

function gone(error: Error): never {
  throw new Refusal(410, error.message, LOOK);
}

function unavailable(error: Error): never {
  throw new Refusal(422, error.message, LOOK);
}

const LOOK = "See api/runs for what there is.";
