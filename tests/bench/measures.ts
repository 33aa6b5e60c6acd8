// What measures of weights cost: distances from bins beside those from the weights, courses, spectra, and a whole matrix.
import { summarise } from "#contract/distribution.ts";
import { courseFrom, courseOf } from "#contract/measures/course.ts";
import { distancesBetween } from "#contract/measures/distances.ts";
import { exactDistances, sortedFinite } from "#contract/measures/exactDistances.ts";
import { RunningGram } from "#contract/measures/gram.ts";
import { singularValuesOf } from "#contract/measures/spectrum.ts";
import { unpackFrame } from "#contract/frames.ts";
import { measuresPath, type SeriesCursor } from "#contract/protocol.ts";
import { corpus } from "./corpus/index.ts";
import { coreSeconds, percentile } from "./programs/figures.ts";
import { goodAnswer } from "./programs/http.ts";
import { openWithOurs } from "./programs/layerlapse.ts";

const WEIGHTS = 401_408;
const STEPS = 1000;
const COURSE_MS = 100;
const REPEATS = 20;
const LAYERS = 200;
const [ROWS, COLUMNS] = [784, 512];
/** Of a core, for a matrix that nobody has looked at before. */
const MATRIX_SECONDS = 4;

/** Prints ratios to the exact way, processor times in milliseconds, and what a page waits for its matrix. */
export async function run(print: (line: string) => void): Promise<void> {
  distances(print);
  course(print);
  spectrum(print);
  await matrix(print);
}

function distances(print: (line: string) => void): void {
  const [one, other] = [normals(WEIGHTS, 1, 0.05), normals(WEIGHTS, 2, 0.055)];
  const [a, b] = [summarise(one), summarise(other)];
  const fromBins = cpuMs(REPEATS, () => distancesBetween(a, b));
  const [x, y] = [sortedFinite(one), sortedFinite(other)];
  const sorted = cpuMs(1, () => exactDistances(x, y));
  const whole = cpuMs(1, () => exactDistances(sortedFinite(one), sortedFinite(other)));
  const exact = exactDistances(x, y);
  const { wasserstein, kolmogorovSmirnov } = distancesBetween(a, b);
  print(
    `${WEIGHTS} weights twice: all three distances from bins ${fromBins.toFixed(2)} ms, exact ones from sorted weights ` +
      `${sorted.toFixed(1)} ms, with the sorting ${whole.toFixed(0)} ms: ${(sorted / fromBins).toFixed(0)} and ${(whole / fromBins).toFixed(0)} times as long`,
  );
  print(
    `Wasserstein-1 from bins is ${(wasserstein / exact.wasserstein).toFixed(5)} of the exact one, ` +
      `Kolmogorov-Smirnov ${(kolmogorovSmirnov / exact.kolmogorovSmirnov).toFixed(5)}`,
  );
}

function course(print: (line: string) => void): void {
  const points = Array.from({ length: STEPS }, (_, step) => {
    return {
      step,
      wallTime: step,
      distribution: summarise(normals(20_000, step, 0.05 + step * 1e-5)),
    };
  });
  const ms = cpuMs(5, () => courseOf(points));
  print(
    `a course of ${STEPS} steps with 6 distances each: ${ms.toFixed(0)} ms beyond decoding, ` +
      `${(ms / COURSE_MS).toFixed(2)} of the ${COURSE_MS} ms allowed`,
  );
}

function spectrum(print: (line: string) => void): void {
  const weights = normals(ROWS * COLUMNS, 1, 0.05);
  const ms = cpuMs(3, () => {
    const gram = new RunningGram({ rows: ROWS, columns: COLUMNS });
    gram.add(weights);
    singularValuesOf(gram);
  });
  print(
    `the ${COLUMNS} singular values of ${ROWS} × ${COLUMNS} weights: ${ms.toFixed(0)} ms of a worker thread`,
  );
}

/** Courses of as many parameters as a large network has, asked for as a page does: six at a time. */
async function matrix(print: (line: string) => void): Promise<void> {
  const { server, list } = await openWithOurs(corpus("histograms", print));
  const paths = list.runs
    .flatMap(({ id, generation, parameters }) =>
      parameters.map(({ series, points }) => {
        const cursor: SeriesCursor = { run: id, generation, series, points: 0 };
        return { url: server.url + measuresPath(list.server, cursor, points), points };
      }),
    )
    .slice(0, LAYERS);
  for (const when of ["cold", "again"]) {
    const times: number[] = [];
    const started = performance.now();
    const busyBefore = coreSeconds(server.process.pid!);
    const waiting = [...paths];
    const ask = async (): Promise<void> => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const { body } = await goodAnswer(next.url);
        const { columns } = unpackFrame(new Uint8Array(body).buffer);
        if (courseFrom(columns).indices.length !== next.points)
          throw new Error(`${next.url} is short`);
        times.push(performance.now() - started);
      }
    };
    await Promise.all(Array.from({ length: 6 }, ask));
    const busy = coreSeconds(server.process.pid!) - busyBefore;
    print(
      `a matrix of ${paths.length} parameters × ${paths[0]!.points} steps, ${when}: the first row after ` +
        `${times[0]!.toFixed(0)} ms, half of them ${percentile(times, 0.5).toFixed(0)} ms, all ${times.at(-1)!.toFixed(0)} ms; ` +
        `${busy.toFixed(1)} s of a core, ${(busy / MATRIX_SECONDS).toFixed(2)} of the ${MATRIX_SECONDS} s allowed`,
    );
  }
  await server.stop();
}

/** Processor milliseconds of this thread for one of `times` calls, after one that warms up. */
function cpuMs(times: number, work: () => unknown): number {
  work();
  const before = process.cpuUsage();
  for (let i = 0; i < times; i++) work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / times;
}

/** Box and Muller's, from a small generator. */
function normals(count: number, seed: number, deviation: number): Float32Array {
  let state = (seed + 1) * 2_654_435_761;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  return Float32Array.from(
    { length: count },
    () => deviation * Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random()),
  );
}
