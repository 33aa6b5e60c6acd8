// Histograms over HTTP, out of logs too large to keep in memory: one at a step, and a tag's whole course.
import { unpackFrame } from "#contract/frames.ts";
import { overviewPath, pointsPath, type SeriesCursor } from "#contract/protocol.ts";
import { type Corpus, corpus } from "./corpus/index.ts";
import { percentile } from "./programs/figures.ts";
import { type Answer, goodAnswer } from "./programs/http.ts";
import { openWithOurs } from "./programs/layerlapse.ts";
import { tensorBoard, TENSORBOARD_VERSION } from "./programs/tensorboard.ts";
import { startTensorBoard, type TensorBoardApp } from "./programs/tensorboardApp.ts";

const COURSES = 20;
const SINGLES = 2000;
const WARM_UP = 50;
const SINGLE_P50_MS = 1;
const SINGLE_P99_MS = 5;
const COURSE_MS = 50;
/** Coprime to the numbers of runs, tags and steps: walks over all of them. */
const STRIDE = 7919;
/** The column of a frame of distributions that has one number a point. */
const LEVELS = 1;
const STEP = 1;
const LOADED_SECONDS = 120;

interface Course {
  run: string;
  tag: string;
  points: number;
  lastStep: number;
  url: (from: number, to: number) => string;
  /** Of the selection that a page is sent. */
  glance: string;
}

/** Prints milliseconds from request to last byte, from corpora in which a tag's histograms lie near and far apart. */
export async function run(print: (line: string) => void): Promise<void> {
  for (const name of ["histograms", "mix"]) {
    const logs = corpus(name, print);
    const { server, list } = await openWithOurs(logs);
    const courses = list.runs.flatMap((run) =>
      run.parameters.map(({ series, tag, points, lastStep }): Course => {
        const cursor = { run: run.id, generation: run.generation, series };
        const url = (from: number, to: number): string =>
          server.url +
          pointsPath(list.server, { ...cursor, points: from } satisfies SeriesCursor, to);
        const whole = { ...cursor, points: 0 } satisfies SeriesCursor;
        const glance = server.url + overviewPath(list.server, whole, points);
        return { run: run.name, tag, points, lastStep, url, glance };
      }),
    );
    const every = (offset: number): Course[] =>
      Array.from({ length: COURSES }, (_, i) => courses[(i * STRIDE + offset) % courses.length]!);
    const [chosen, others] = [every(0), every(1)];
    print(
      `${logs.name} (${logs.scale}): ${courses.length} tags with ${chosen[0]!.points} histograms each`,
    );
    const glances: number[] = [];
    for (const { glance } of chosen) glances.push((await goodAnswer(glance)).wholeMs);
    const cold = await courseTimes(others);
    const warm = await courseTimes(others);
    const singles = await singleTimes(courses);
    await server.stop();
    const at = (times: number[], share: number): string => percentile(times, share).toFixed(1);
    print(
      `  a histogram at a step: p50 ${at(singles, 0.5)} ms, p99 ${at(singles, 0.99)} ms ` +
        `(goals: ${SINGLE_P50_MS} and ${SINGLE_P99_MS} ms)`,
    );
    print(
      `  a tag's course at a glance, cold: p50 ${at(glances, 0.5)} ms, worst ${at(glances, 1)} ms (goal: ${COURSE_MS} ms)`,
    );
    print(
      `  a tag's whole course: cold p50 ${at(cold, 0.5)} ms, worst ${at(cold, 1)} ms; ` +
        `warm p50 ${at(warm, 0.5)} ms, worst ${at(warm, 1)} ms (goal: ${COURSE_MS} ms)`,
    );
    const theirs = await theirTimes(logs, chosen, print);
    if (theirs.times.length === 0) continue;
    const ratio = (percentile(cold, 0.5) / percentile(theirs.times, 0.5)).toFixed(2);
    print(
      `  TensorBoard ${TENSORBOARD_VERSION}, with all in memory, answers with ${theirs.points} of the course: ` +
        `p50 ${at(theirs.times, 0.5)} ms, worst ${at(theirs.times, 1)} ms: ours, cold and whole, takes ${ratio} of it`,
    );
  }
}

async function courseTimes(courses: readonly Course[]): Promise<number[]> {
  const times: number[] = [];
  for (const { points, url } of courses) {
    const { wholeMs, body } = await goodAnswer(url(0, points));
    const { columns } = unpackFrame(new Uint8Array(body).buffer);
    if (columns[LEVELS]?.length !== points)
      throw new Error(`${url(0, points)} holds another number`);
    times.push(wholeMs);
  }
  return times;
}

async function singleTimes(courses: readonly Course[]): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < WARM_UP + SINGLES; i++) {
    const { points, url } = courses[(i * STRIDE) % courses.length]!;
    const at = (i * STRIDE) % points;
    times.push((await goodAnswer(url(at, at + 1))).wholeMs);
  }
  return times.slice(WARM_UP);
}

async function theirTimes(
  logs: Corpus,
  courses: readonly Course[],
  print: (line: string) => void,
): Promise<{ times: number[]; points: number }> {
  const theirs = tensorBoard();
  if (typeof theirs === "string") {
    print(`  Skipped TensorBoard: ${theirs}.`);
    return { times: [], points: 0 };
  }
  const app = await startTensorBoard(
    logs.logdir,
    "--samples_per_plugin=histograms=1000000,scalars=1,tensor=1",
  );
  await loaded(app, courses);
  const times: number[] = [];
  let points = 0;
  for (const course of courses) {
    const answer = await goodAnswer(theirUrl(app, course));
    times.push(answer.wholeMs);
    points = theirPoints(answer).length;
  }
  await app.stop();
  return { times, points };
}

/** It answers with what it has loaded so far, sampled but for the last step: asks until that is there for all. */
async function loaded(app: TensorBoardApp, courses: readonly Course[]): Promise<void> {
  const started = performance.now();
  for (const course of courses) {
    for (let step = -1; step !== course.lastStep;) {
      const answer = await goodAnswer(theirUrl(app, course)).catch(() => null);
      step = answer ? theirPoints(answer).at(-1)![STEP] : -1;
      if (step !== course.lastStep) await new Promise((resolve) => setTimeout(resolve, 200));
      if (performance.now() - started < LOADED_SECONDS * 1000) continue;
      await app.stop();
      throw new Error(`TensorBoard is at step ${step} of ${course.lastStep}`);
    }
  }
}

/** Rows of wall time, step and buckets. */
function theirPoints({ body }: Answer): [number, number, unknown][] {
  return JSON.parse(body.toString()) as [number, number, unknown][];
}

function theirUrl({ url }: TensorBoardApp, { run, tag }: Course): string {
  const query = new URLSearchParams({ run, tag });
  return `${url}data/plugin/histograms/histograms?${query}`;
}
