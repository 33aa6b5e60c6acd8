// What the worker threads can do: one line a job.
//
// To add one, write a function of the type Job beside what it is about (it may read files synchronously: it blocks
// nothing but its thread), and name it here. Then `await workers.run("name", input, take)` calls `take` with every
// piece and resolves to the result. A piece should take some ten milliseconds to make: between two of them the
// thread turns to its other jobs.
import { hdf5Listing } from "../checkpoints/hdf5/listingJob.ts";
import { hdf5Slab, tensorDistribution } from "../checkpoints/jobs.ts";
import { longHeader } from "../checkpoints/safetensorsFile.ts";
import { tensorSorted } from "../checkpoints/sortedJob.ts";
import { tensorSpectrum } from "../checkpoints/spectrumJob.ts";
import { keptScan } from "../tfevents/kept/keptScan.ts";
import { histogramCourse } from "../tfevents/courseJob.ts";
import { readSmallFiles } from "../tfevents/smallFilesJob.ts";
import { gather } from "./gather.ts";
import type { Job } from "./job.ts";

export const JOBS = {
  gather,
  scanEvents: keptScan,
  hdf5Listing,
  hdf5Slab,
  histogramCourse,
  safetensorsHeader: longHeader,
  smallFiles: readSmallFiles,
  tensorDistribution,
  tensorSorted,
  tensorSpectrum,
} satisfies Record<string, Job<never, unknown, unknown>>;

type Jobs = typeof JOBS;
export type JobName = keyof Jobs;
export type InputOf<Name extends JobName> = Parameters<Jobs[Name]>[0];
export type PieceOf<Name extends JobName> =
  Jobs[Name] extends Job<never, infer Piece, unknown> ? Piece : never;
export type ResultOf<Name extends JobName> =
  Jobs[Name] extends Job<never, unknown, infer Result> ? Result : never;
