// What the corpora hold: shapes of real log directories, at the full scale and at one that is made in seconds.
import { EventFileWriter, type Histogram } from "./eventFileWriter.ts";

export type Scale = "full" | "small";

/** Numbers of things in one corpus; steps count from 0. */
export interface Size {
  runs: number;
  scalarTags: number;
  scalarSteps: number;
  histogramTags: number;
  histogramSteps: number;
  tensorTags: number;
  tensorSteps: number;
}

export interface Recipe {
  name: string;
  sizes: Record<Scale, Size>;
}

const NOTHING: Size = {
  runs: 0,
  scalarTags: 0,
  scalarSteps: 0,
  histogramTags: 0,
  histogramSteps: 0,
  tensorTags: 0,
  tensorSteps: 0,
};

const scalars: Size = { ...NOTHING, runs: 20, scalarTags: 10, scalarSteps: 50_000 };
const histograms: Size = { ...NOTHING, runs: 20, histogramTags: 50, histogramSteps: 1000 };
const smallRuns: Size = { ...NOTHING, runs: 2000, scalarTags: 10, scalarSteps: 50 };
const mix: Size = {
  runs: 8,
  scalarTags: 10,
  scalarSteps: 24_000,
  histogramTags: 20,
  histogramSteps: 1000,
  tensorTags: 4,
  tensorSteps: 120,
};
/** Less than 100 MB: what is opened while somebody waits. */
const desk: Size = {
  ...NOTHING,
  runs: 10,
  scalarTags: 8,
  scalarSteps: 5000,
  histogramTags: 20,
  histogramSteps: 400,
};

export const recipes: readonly Recipe[] = [
  { name: "scalars", sizes: { full: scalars, small: { ...scalars, scalarSteps: 5000 } } },
  { name: "histograms", sizes: { full: histograms, small: { ...histograms, runs: 2 } } },
  { name: "small-runs", sizes: { full: smallRuns, small: { ...smallRuns, runs: 200 } } },
  { name: "mix", sizes: { full: mix, small: { ...mix, runs: 2, tensorSteps: 50 } } },
  { name: "desk", sizes: { full: desk, small: desk } },
];

const STARTED_AT = 1_780_000_000;
const STEP_SECONDS = 0.05;
const TENSOR_BYTES = 2 ** 20;
const SCALARS = ["loss/train", "loss/val", "accuracy/train", "accuracy/val", "lr", "grad_norm"];

/** File of run `number`, relative to the log directory. */
export function fileOfRun(number: number): string {
  const started = STARTED_AT + number;
  return `run-${String(number).padStart(4, "0")}/events.out.tfevents.${started}.host.${number}.0`;
}

/** Writes one run into `path`; the same bytes for the same number and size every time. */
export function writeCorpusRun(path: string, number: number, size: Size): EventFileWriter {
  const started = STARTED_AT + number;
  const writer = new EventFileWriter(path, started);
  const random = chance(number + 1);
  const scalarTags = names(size.scalarTags, (i) => SCALARS[i] ?? `metric/${i}`);
  const histogramTags = names(size.histogramTags, (i) => `encoder.layers.${i}.mlp.fc1.weight`);
  const tensorTags = names(size.tensorTags, (i) => `embedding/${i}`);
  const tensor = new Float32Array(TENSOR_BYTES / 4).map(() => random() - 0.5);
  const tensorBytes = new Uint8Array(tensor.buffer);
  const shaper = new HistogramShaper();
  const steps = Math.max(size.scalarSteps, size.histogramSteps, size.tensorSteps);
  for (let step = 0; step < steps; step++) {
    const wallTime = started + step * STEP_SECONDS;
    const progress = step / steps;
    if (step < size.scalarSteps) {
      for (const [i, tag] of scalarTags.entries()) {
        writer.scalar(wallTime, step, tag, Math.exp(-3 * progress) + 0.05 * random() + i);
      }
    }
    if (isTurn(step, steps, size.histogramSteps)) {
      for (const [i, tag] of histogramTags.entries()) {
        writer.histogram(wallTime, step, tag, shaper.shape(i, progress, random()));
      }
    }
    if (isTurn(step, steps, size.tensorSteps)) {
      for (const tag of tensorTags) {
        tensor[Math.floor(random() * tensor.length)] = progress;
        writer.tensor(wallTime, step, tag, tensorBytes);
      }
    }
  }
  writer.close();
  return writer;
}

/** Spreads `turns` evenly over the steps. */
function isTurn(step: number, steps: number, turns: number): boolean {
  return Math.floor(((step + 1) * turns) / steps) > Math.floor((step * turns) / steps);
}

function names(count: number, name: (index: number) => string): Uint8Array[] {
  return Array.from({ length: count }, (_, i) => new TextEncoder().encode(name(i)));
}

/** PyTorch's default edges grow by a tenth from 1e-12 on. */
const FIRST_EDGE = 1e-12;
const EDGE_GROWTH = 1.1;
/** Bucket of 0.01: positive values from there over two decades fill about as many buckets as activations do. */
const LOWEST_BUCKET = Math.round(Math.log(0.01 / FIRST_EDGE) / Math.log(EDGE_GROWTH));
const FEWEST_BUCKETS = 30;
const MORE_BUCKETS = 30;
const VALUES = 65_536;

/** Histograms of positive values on PyTorch's default edges: a bump that wanders, in 30 to 59 buckets and an empty one. */
class HistogramShaper {
  readonly #edges = Float64Array.from(
    { length: LOWEST_BUCKET + FEWEST_BUCKETS + MORE_BUCKETS + 2 },
    (_, n) => FIRST_EDGE * EDGE_GROWTH ** n,
  );

  shape(tag: number, progress: number, chance: number): Histogram {
    const occupied = FEWEST_BUCKETS + ((tag * 7 + Math.floor(chance * 8)) % MORE_BUCKETS);
    const limits = this.#edges.slice(LOWEST_BUCKET, LOWEST_BUCKET + occupied + 1);
    const counts = new Float64Array(occupied + 1);
    const middle = occupied * (0.3 + 0.4 * progress);
    const [num, sum, sumSquares] = [0, 0, 0];
    const histogram = { min: 0, max: 0, num, sum, sumSquares, limits, counts };
    for (let i = 1; i <= occupied; i++) {
      const off = (i - middle) / (occupied / 5);
      const count = 1 + Math.floor((VALUES / occupied) * Math.exp(-off * off));
      const value = (limits[i - 1]! + limits[i]!) / 2;
      counts[i] = count;
      histogram.num += count;
      histogram.sum += count * value;
      histogram.sumSquares += count * value * value;
    }
    histogram.min = (limits[0]! + limits[1]!) / 2;
    histogram.max = (limits[occupied - 1]! + limits[occupied]!) / 2;
    return histogram;
  }
}

/** mulberry32: the same numbers for the same seed, for ever. */
function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
