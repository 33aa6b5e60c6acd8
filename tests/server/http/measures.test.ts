// What is measured of weights over HTTP: courses, distances, movements and spectra of a real run with checkpoints.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fromColumns } from "#contract/distributionColumns.ts";
import { type Column, unpackFrame } from "#contract/frames.ts";
import { courseFrom, courseOf } from "#contract/measures/course.ts";
import { exactDistances, sortedFinite } from "#contract/measures/exactDistances.ts";
import { distancesBetween } from "#contract/measures/distances.ts";
import { movementBetween } from "#contract/measures/movement.ts";
import { MOST_PAIRS } from "#contract/measures/pairs.ts";
import {
  distancesPath,
  exactDistancesPath,
  measuresPath,
  movementsPath,
  pointsPath,
  type RunSummary,
  type SeriesPlace,
  spectrumPath,
} from "#contract/protocol.ts";
import { encodeSafetensors } from "#contract/safetensors.ts";
import { until } from "../../support/layerlapse.ts";
import { type WrittenRun, writeRun } from "../../support/writtenRun.ts";
import { type Started, start } from "./startedApp.ts";

const EPOCHS = 6;
const LONG = 1500;
const SMALL = [{ tag: "hidden1/kernel", shape: [8, 4] }];

let started: Started;
let server: string;
let runs: Map<string, RunSummary>;
let first: WrittenRun;

const get = (path: string) => fetch(new URL(path, started.url));
async function frame(path: string): Promise<{ meta: Record<string, unknown>; columns: Column[] }> {
  const answer = await get(path);
  expect(answer.status, path).toBe(200);
  expect(answer.headers.get("cache-control")).toBe("private, max-age=31536000, immutable");
  const { meta, columns } = unpackFrame(await answer.arrayBuffer());
  return { meta: meta as Record<string, unknown>, columns };
}

/** Weights of the checkpoint at a step: each layer's move differs. */
const weightsAt = (step: number): Float32Array =>
  Float32Array.from({ length: 32 }, (_, i) => Math.sin(i + 1) * (1 + step / 10));

function place(name: string, tag = "hidden1/kernel"): SeriesPlace {
  const { id: run, generation, parameters } = runs.get(name)!;
  return { run, generation, series: parameters.find((one) => one.tag === tag)!.series };
}

async function known(): Promise<Map<string, RunSummary>> {
  const list = (await (await get("api/runs")).json()) as { server: string; runs: RunSummary[] };
  ({ server } = list);
  return new Map(list.runs.map((run) => [run.name, run]));
}

beforeAll(async () => {
  started = await start();
  first = writeRun(started.logdir, "one", { parameters: SMALL });
  const other = writeRun(started.logdir, "other", { parameters: SMALL, seed: 2 });
  const long = writeRun(started.logdir, "long", { parameters: SMALL, seed: 3 });
  for (let step = 0; step < EPOCHS; step++) first.epoch(step, 0);
  for (let step = 0; step < EPOCHS; step++) other.epoch(step, 0);
  for (let step = 0; step < LONG; step++) long.epoch(step, 0);
  const checkpoints = join(started.logdir, "one", "checkpoints");
  mkdirSync(checkpoints);
  for (let step = 0; step < 3; step++) {
    writeFileSync(
      join(checkpoints, `epoch-000${step}.safetensors`),
      encodeSafetensors(
        [
          { name: "hidden1/kernel", shape: [8, 4], values: weightsAt(step) },
          { name: "diagonal/kernel", shape: [3, 2], values: Float32Array.of(0, 5, -2, 0, 0, 0) },
          { name: "conv/kernel", shape: [1, 2, 2, 3], values: weightsAt(step).subarray(0, 12) },
          { name: "broken/kernel", shape: [1, 2], values: Float32Array.of(NaN, 1) },
          { name: "hidden1/bias", shape: [2], values: Float32Array.of(1, 2) },
        ],
        {},
      ),
    );
  }
  runs = await until(async () => {
    const all = await known();
    const complete =
      all.get("one")?.checkpoints.length === 3 &&
      all.get("other")?.parameters[0]?.points === EPOCHS &&
      all.get("long")?.parameters[0]?.points === LONG;
    return complete ? all : undefined;
  });
});
afterAll(async () => {
  await started.stop();
  expect(started.reports).toEqual([]);
});

async function distributions(of: SeriesPlace, from: number, to: number) {
  return fromColumns((await frame(pointsPath(server, { ...of, points: from }, to))).columns);
}

describe("api/measures", () => {
  test("is the course that anybody computes from the distributions", async () => {
    const of = place("one");
    const { meta, columns } = await frame(measuresPath(server, { ...of, points: 0 }, EPOCHS));
    expect(meta).toMatchObject({ type: "course", run: of.run, from: 0, to: EPOCHS });
    expect(courseFrom(columns)).toEqual(courseOf(await distributions(of, 0, EPOCHS)));
  });

  test("goes on from any point as if it had never stopped", async () => {
    const of = place("one");
    const { columns } = await frame(measuresPath(server, { ...of, points: 4 }, EPOCHS));
    const course = courseFrom(columns);
    const whole = courseOf(await distributions(of, 0, EPOCHS));
    expect([...course.indices]).toEqual([4, 5]);
    for (const name of ["wassersteinFromFirst", "kolmogorovSmirnovFromPrevious"] as const)
      expect(course.columns[name]).toEqual(whole.columns[name].slice(4));
  });

  test("of a long series is a selection, each point against the one before it in the series", async () => {
    const of = place("long");
    const { meta, columns } = await frame(measuresPath(server, { ...of, points: 0 }, LONG));
    const course = courseFrom(columns);
    expect(meta).toMatchObject({ byChange: true });
    expect(course.indices.length).toBeLessThanOrEqual(512);
    expect([course.indices[0], course.indices.at(-1)]).toEqual([0, LONG - 1]);
    const at = 300;
    const index = course.indices[at]!;
    const [before, own] = await distributions(of, index - 1, index + 1);
    expect(course.columns.step[at]).toBe(index);
    expect(course.columns.jensenShannonFromPrevious[at]).toBe(
      distancesBetween(own!.distribution, before!.distribution).jensenShannon,
    );
  });

  test("of a parameter that only checkpoints hold is exact", async () => {
    const of = place("one", "diagonal/kernel");
    const { columns } = await frame(measuresPath(server, { ...of, points: 0 }, 3));
    const { columns: course, flags } = courseFrom(columns);
    expect([...course.norm]).toEqual([Math.sqrt(29), Math.sqrt(29), Math.sqrt(29)]);
    expect([...course.wassersteinFromFirst]).toEqual([0, 0, 0]);
    expect([...course.zeros]).toEqual([4 / 6, 4 / 6, 4 / 6]);
    expect([...flags]).toEqual([0, 0, 0]);
  });

  test.for([
    ["0-7", 416],
    ["2-2", 416],
    ["x-2", 400],
  ] as const)("the range %s is %i", async ([range, status]) => {
    const path = measuresPath(server, { ...place("one"), points: 0 }, 1).replace(/0-1$/, range);
    expect((await get(path)).status).toBe(status);
  });

  test("of scalars there are none", async () => {
    const { id: run, generation, scalars } = runs.get("one")!;
    const cursor = { run, generation, series: scalars[0]!.series, points: 0 };
    expect((await get(measuresPath(server, cursor, 1))).status).toBe(404);
  });
});

describe("api/distances", () => {
  test("are those of the two runs' points, pair by pair", async () => {
    const [a, b] = [place("one"), place("other")];
    const pairs = [
      [0, 0],
      [1, 1],
      [5, 2],
    ] as const;
    const { columns } = await frame(distancesPath(server, a, b, pairs));
    const [ones, others] = [await distributions(a, 0, EPOCHS), await distributions(b, 0, EPOCHS)];
    pairs.forEach(([one, two], i) => {
      const expected = distancesBetween(ones[one]!.distribution, others[two]!.distribution);
      expect(columns[0]![i]).toBe(expected.wasserstein);
      expect(columns[1]![i]).toBe(expected.jensenShannon);
      expect(columns[2]![i]).toBe(expected.kolmogorovSmirnov);
      expect(columns[3]![i]).toBe(0);
    });
  });

  test("are refused where there are no such points, or too many", async () => {
    const [a, b] = [place("one"), place("other")];
    const status = async (path: string) => (await get(path)).status;
    expect(await status(distancesPath(server, a, b, [[0, EPOCHS]]))).toBe(416);
    const path = distancesPath(server, a, b, [[0, 0]]);
    expect(await status(path.replace(/0\.0$/, "nonsense"))).toBe(400);
    expect(await status(path.replace(/0\.0$/, `0.0.${MOST_PAIRS + 1}`))).toBe(400);
    expect(await status(distancesPath(server, a, { ...b, generation: 99 }, [[0, 0]]))).toBe(410);
    expect(await status(distancesPath(server, a, { ...b, run: "none" }, [[0, 0]]))).toBe(404);
  });
});

describe("api/exact", () => {
  const weights = (step: number, name = "hidden1/kernel") => {
    const { id: run, generation } = runs.get("one")!;
    return { run, generation, step, name };
  };

  test("are the distances between the weights themselves, of any two checkpoints and tensors", async () => {
    for (const [one, other] of [
      [weightsAt(0), weightsAt(2)],
      [weightsAt(0), weightsAt(1).subarray(0, 12)],
    ] as const) {
      const name = other.length === one.length ? "hidden1/kernel" : "conv/kernel";
      const b = weights(other.length === one.length ? 2 : 1, name);
      const { meta, columns } = await frame(exactDistancesPath(server, weights(0), b));
      const expected = exactDistances(sortedFinite(one), sortedFinite(other));
      expect(meta).toEqual({ type: "exactDistances" });
      expect(columns.map(([value]) => value)).toEqual(Object.values(expected));
    }
  });

  test("are none where a checkpoint lacks the weights, which is not kept: they may still come", async () => {
    const nothing = exactDistancesPath(server, weights(1), weights(7));
    const answer = await get(nothing);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const { columns } = unpackFrame(await answer.arrayBuffer());
    expect(columns.map(([value]) => value)).toEqual([NaN, NaN]);
  });

  test("leave out weights that are not finite", async () => {
    const one = weights(1, "broken/kernel");
    const { columns } = await frame(exactDistancesPath(server, one, weights(1, "hidden1/bias")));
    expect(columns.map(([value]) => value)).toEqual([0.5, 0.5]);
  });
});

describe("api/movements", () => {
  test("are exact, from checkpoint to checkpoint", async () => {
    const { id, generation } = runs.get("one")!;
    const { columns } = await frame(
      movementsPath(server, id, generation, [0, 2], "hidden1/kernel"),
    );
    const [from, to, before, after, moved, cosine, cosineToFirst] = columns;
    expect([...from!]).toEqual([0, 1]);
    expect([...to!]).toEqual([1, 2]);
    const expected = movementBetween(weightsAt(1), weightsAt(2));
    expect(before![1]).toBeCloseTo(expected.before, 12);
    expect(after![1]).toBeCloseTo(expected.after, 12);
    expect(moved![1]).toBeCloseTo(expected.moved, 12);
    expect(cosine![1]).toBeCloseTo(1, 6);
    expect(cosineToFirst![1]).toBeCloseTo(1, 6);
  });

  test("there are none of fewer than two checkpoints", async () => {
    const { id, generation } = runs.get("one")!;
    for (const [steps, name] of [
      [[0, 0], "hidden1/kernel"],
      [[0, 2], "nothing"],
    ] as const)
      expect((await get(movementsPath(server, id, generation, steps, name))).status).toBe(404);
  });
});

describe("api/spectra", () => {
  const spectrum = (name: string, step = 1): string => {
    const { id, generation } = runs.get("one")!;
    return spectrumPath(server, id, generation, step, name);
  };

  test("are the singular values of a kernel as a matrix", async () => {
    const { meta, columns } = await frame(spectrum("diagonal/kernel"));
    expect(meta).toMatchObject({ type: "spectrum", step: 1, rows: 3, columns: 2 });
    expect([...columns[0]!].map((value) => value.toFixed(9))).toEqual([
      "5.000000000",
      "2.000000000",
    ]);
  });

  test("of a convolution are those of [window · in, out]", async () => {
    const { meta, columns } = await frame(spectrum("conv/kernel"));
    expect(meta).toMatchObject({ rows: 4, columns: 3 });
    const squares = weightsAt(1)
      .subarray(0, 12)
      .reduce((sum, weight) => sum + weight * weight, 0);
    const own = Array.from(columns[0]!).reduce((sum, value) => sum + value * value, 0);
    expect(own).toBeCloseTo(squares, 5);
  });

  test.for([
    ["hidden1/bias", 422, /no matrix/],
    ["broken/kernel", 422, /not finite/],
    ["nothing", 404, /no checkpoint/i],
  ] as const)("of %s there is none: %i", async ([name, status, reason]) => {
    const answer = await get(spectrum(name));
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ error: expect.stringMatching(reason) as string });
  });
});

test("a course that grows is asked for from where it ended", async () => {
  const of = place("one");
  first.epoch(EPOCHS, 0);
  await until(async () => (await known()).get("one")!.parameters[0]!.points > EPOCHS);
  const path = measuresPath(server, { ...of, points: EPOCHS }, EPOCHS + 1);
  expect([...courseFrom((await frame(path)).columns).indices]).toEqual([EPOCHS]);
});
