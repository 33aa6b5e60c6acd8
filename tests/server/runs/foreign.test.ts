// Real event files of other writers (tests/fixtures), against what went into them and what TensorBoard reads from them.
import { cpSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { type Distribution, quantile } from "#contract/distribution.ts";
import { type DistributionPoint, fromColumns } from "#contract/distributionColumns.ts";
import { type Column, unpackFrame } from "#contract/frames.ts";
import type { LoggedRun, Series } from "../../../server/runs/index.ts";
import {
  distributions,
  follow,
  type Followed,
  scalars,
  summaries,
  summary,
  temporary,
} from "../logdir/followed.ts";

const FIXTURES = fileURLToPath(new URL("../../fixtures", import.meta.url));
const WRITERS = readdirSync(FIXTURES).filter((name) =>
  existsSync(join(FIXTURES, name, "expected.json")),
);
/** Writers of HistogramProto; the others write tensors of 30 rows. */
const V1 = ["tensorboardX", "torch", "tensorflow1", "from_pytorch", "from_lightning"];
/** Its buckets are a tenth wider from one to the next. */
const V1_RESOLUTION = 0.1;
const V1_NEXT_TO_ZERO = 1e-12;
/** Logged with a value beyond the last bucket of v1, which TensorBoard does not show. */
const BEYOND = "head.weight";
const V2_BUCKETS = 30;
/** A little off, so that none falls between two values. */
const QUANTILES = [0.2501, 0.4999, 0.7501];

/** Of the values themselves, by NumPy. */
interface Logged {
  step: number;
  count: number;
  nonFinite: number;
  min: number;
  max: number;
  mean: number;
  std: number;
  quantiles: number[];
}

/** What lies in a fixture's expected.json of a run: what was logged, and what TensorBoard reads; null stands for NaN. */
interface Expected {
  logged: Record<string, Logged[]>;
  read: {
    scalars: Record<string, [step: number, value: number | null][]>;
    histograms: Record<string, [step: number, inBuckets: number, count: number][]>;
  };
}

async function open(writer: string): Promise<Followed> {
  const folder = temporary();
  cpSync(join(FIXTURES, writer), folder, { recursive: true });
  const followed = follow(folder);
  await followed.logdir.ready;
  return followed;
}

function expectedOf(writer: string): [run: string, Expected][] {
  const json = readFileSync(join(FIXTURES, writer, "expected.json"), "utf8");
  return Object.entries(JSON.parse(json) as Record<string, Expected>);
}

function loggedRun({ runs }: Followed, name: string): LoggedRun {
  // Runs are grouped into models when these are asked for.
  runs.changesAfter(0);
  const found = runs.logged().find((run) => run.name === name);
  if (!found) throw new Error(`no run ${name}`);
  return found;
}

async function columnsOf(series: Series): Promise<Column[]> {
  return unpackFrame((await series.frame(0, series.length)).buffer as ArrayBuffer).columns;
}

/** The points of every parameter under the tag, in the order in which they were logged. */
async function allUnder(
  followed: Followed,
  run: string,
  tag: string,
): Promise<DistributionPoint[]> {
  const series = loggedRun(followed, run).distributions.get(tag) ?? [];
  const points = (await Promise.all(series.map(columnsOf))).flatMap(fromColumns);
  return points.toSorted((a, b) => a.step - b.step);
}

/** Layers and parameters of a run: "layer parameter". */
function names(followed: Followed, run: string): string[] {
  return summary(followed, run).parameters.map(({ layer, parameter }) => `${layer} ${parameter}`);
}

describe.each(WRITERS)("files of %s", (writer) => {
  it("are runs without problems", async () => {
    const followed = await open(writer);
    const known = expectedOf(writer).map(([run]) => run);
    // Beside these, the directories of checkpoints alone are runs.
    expect(followed.runs.logged().map(({ name }) => name)).toEqual(expect.arrayContaining(known));
    const problems = [...summaries(followed).values()].flatMap((run) => run.problems);
    expect(problems).toEqual([]);
  });

  it("have the scalars that TensorBoard reads", async () => {
    const followed = await open(writer);
    for (const [run, { read }] of expectedOf(writer)) {
      const logged = loggedRun(followed, run).scalars;
      expect([...logged.keys()].toSorted()).toEqual(Object.keys(read.scalars).toSorted());
      for (const [tag, points] of Object.entries(read.scalars)) {
        const [steps, , values] = await columnsOf(logged.get(tag)!);
        expect([steps, values], tag).toEqual([
          Float64Array.from(points, ([step]) => step),
          Float64Array.from(points, ([, value]) => value ?? NaN),
        ]);
      }
    }
  });

  it("have the histograms that TensorBoard reads, and every value in its bins", async () => {
    const followed = await open(writer);
    for (const [run, { read }] of expectedOf(writer)) {
      for (const [tag, points] of Object.entries(read.histograms)) {
        if (tag === "holed") continue;
        const shown = await allUnder(followed, run, tag);
        const counts = shown.map(({ step, distribution: { bins, count } }) => [
          step,
          Math.round(bins.reduce((sum, bin) => sum + bin, 0) * 1e6) / 1e6,
          count,
        ]);
        expect(counts, tag).toEqual(
          points.map(([step, held, count]) => [step, tag === BEYOND ? count : held, count]),
        );
      }
    }
  });

  it("have the distributions that were logged, as far as they are told", async () => {
    const followed = await open(writer);
    for (const [run, { logged }] of expectedOf(writer)) {
      for (const [tag, points] of Object.entries(logged)) {
        const shown = await allUnder(followed, run, tag);
        expect(
          shown.map(({ step }) => step),
          tag,
        ).toEqual(points.map(({ step }) => step));
        shown.forEach(({ distribution }, i) => expectLike(distribution, points[i]!, writer, tag));
      }
    }
  });
});

function expectLike(shown: Distribution, logged: Logged, writer: string, tag: string): void {
  const { count, nonFinite, min, max, mean, std } = logged;
  const v1 = V1.includes(writer);
  const largest = Math.max(Math.abs(min), Math.abs(max));
  if (tag === "holed") {
    expect(shown).toMatchObject({ count, nonFinite: count, mean: NaN });
    return;
  }
  const bucket = v1 ? largest * V1_RESOLUTION : (max - min) / (tag === "coarse" ? 5 : V2_BUCKETS);
  const exactMoments = v1 && nonFinite === 0;
  expect(shown, tag).toMatchObject({ count, nonFinite, exactMoments, exactBins: false });
  near(shown.mean, mean, exactMoments ? largest * 1e-6 : bucket);
  near(Math.sqrt(shown.variance), std, exactMoments ? largest * 1e-6 : bucket);
  near(shown.min, min, nonFinite === 0 ? largest * 1e-7 : bucket);
  near(shown.max, max, nonFinite === 0 ? largest * 1e-7 : bucket);
  QUANTILES.forEach((p, i) => {
    const value = logged.quantiles[i]!;
    const width = v1 ? Math.max(Math.abs(value) * V1_RESOLUTION, V1_NEXT_TO_ZERO) : bucket;
    if (tag !== BEYOND) near(quantile(shown, p), value, width + 2 ** shown.level);
  });

  function near(one: number, other: number, by: number): void {
    expect(Math.abs(one - other), `${tag}: ${one} is not ${other}`).toBeLessThanOrEqual(by);
  }
}

it.each(["torch", "tensorboardX"])("%s: names with dots are layers and parameters", async (one) => {
  const followed = await open(one);
  expect(names(followed, ".")).toEqual([
    "layer1.0.conv1 weight",
    "layer1.0.bn1 weight",
    "layer1.0.bn1 bias",
    "layer1.0.bn1 running_var",
    "fc weight",
    "fc bias",
    "head weight",
    "head scale",
    "head bias",
  ]);
  expect(summary(followed).metric).toMatchObject({ tag: "accuracy/val", best: 0.5, bestStep: 2 });
});

it.each(["torch", "tensorboardX"])("%s: what its buckets cannot tell", async (one) => {
  const followed = await open(one);
  const only = async (tag: string): Promise<Distribution> =>
    (await distributions(followed, ".", tag))[0]!.distribution;
  const beyond = await only(BEYOND);
  expect(beyond).toMatchObject({ count: 3, nonFinite: 0, max: Math.fround(5e25) });
  expect(beyond.bins.reduce((sum, bin) => sum + bin, 0)).toBeCloseTo(3, 9);
  expect(await only("head.bias")).toMatchObject({ zeros: NaN, exactBins: false });
  expect(await only("head.scale")).toMatchObject({ count: 3, nonFinite: 1, min: 1 });
});

it.each(["torch", "tensorboardX"])("%s: add_hparams tells of a session", async (one) => {
  const followed = await open(one);
  const session = summary(followed);
  expect(session).toMatchObject({
    hparams: { lr: 0.1, optimizer: "sgd" },
    ended: "success",
    scalars: expect.arrayContaining([
      expect.objectContaining({ tag: "hparam/accuracy", points: 1 }),
    ]),
  });
  // PyTorch writes a bool as the number 1, tensorboardX as a bool.
  expect(Number(session.hparams["nesterov"])).toBe(1);
});

it.each([
  ["keras3", "classifier/"],
  ["keras3_before_14", ""],
  ["tf_keras", ""],
])("%s: layers are in the model's order, by its JSON", async (writer, path) => {
  const followed = await open(writer);
  expect(names(followed, ".")).toEqual([
    `${path}hidden kernel`,
    `${path}hidden bias`,
    `${path}norm gamma`,
    `${path}norm beta`,
    `${path}norm moving_mean`,
    `${path}norm moving_variance`,
    `${path}output kernel`,
    `${path}output bias`,
  ]);
});

it.each(["keras3", "keras3_before_14", "tf_keras"])("%s: the model's layers", async (writer) => {
  const followed = await open(writer);
  const { architecture } = summary(followed);
  const weights = ["kernel", "bias"];
  const norm = ["gamma", "beta", "moving_mean", "moving_variance"];
  expect(architecture?.filter(({ kind }) => kind !== "InputLayer")).toEqual([
    { name: "hidden", kind: "Dense", detail: "6 · relu", variables: weights },
    { name: "norm", kind: "BatchNormalization", detail: "", variables: norm },
    { name: "dropout", kind: "Dropout", detail: "rate 0.25", variables: [] },
    { name: "output", kind: "Dense", detail: "2 · softmax", variables: weights },
  ]);
  expect(summary(followed).metric?.tag).toBe("validation/epoch_accuracy");
  expect(summary(followed).members).toEqual(["train", "validation"]);
});

it("tensorflow: a histogram of one value all over is that value, one of nothing is empty", async () => {
  const followed = await open("tensorflow");
  const only = async (tag: string): Promise<Distribution> =>
    (await distributions(followed, ".", tag))[0]!.distribution;
  expect(await only("norm/gamma")).toMatchObject({ min: 1.5, max: 1.5, mean: 1.5, variance: 0 });
  expect(await only("dense/bias")).toMatchObject({ min: 0, max: 0, mean: 0, variance: 0 });
  expect(await only("empty")).toMatchObject({ count: 0, min: NaN, mean: NaN });
});

it("tensorflow1: the start of a session supersedes what the broken-off job had written", async () => {
  const followed = await open("tensorflow1");
  expect(await scalars(followed)).toEqual([
    [0, 0],
    [1, 1],
    [2, 3],
    [3, 4],
    [4, 5],
  ]);
  expect(names(followed, ".")).toEqual(["dense kernel"]);
});

it("PyTorch: weights are exact where checkpoints of the same steps hold what its buckets estimate", async () => {
  const followed = await open("from_pytorch");
  const { parameters } = summary(followed, "my-run");
  expect(parameters.map(({ dtype }) => dtype)).not.toContain(null);
  const [point] = await distributions(followed, "my-run", parameters[0]!.tag);
  expect(point!.distribution).toMatchObject({ exactBins: true, exactMoments: true });
  // What was logged stays reachable by its tag.
  expect(loggedRun(followed, "my-run").distributions.size).toBeGreaterThan(0);
});
