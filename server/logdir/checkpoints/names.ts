// What the path of a checkpoint's file tells: its format, its step, and whether it is one of several.
import { posix } from "node:path";
import { hdf5Listing, kerasListing } from "./kerasFile.ts";
import type { ListingOf } from "./listing.ts";
import { npzListing } from "./npzFile.ts";
import { indexListing, safetensorsListing } from "./safetensorsFile.ts";

interface Format {
  suffix: string;
  listing: ListingOf;
  /** Whether files of this kind often hold other things than weights: those without a step are left alone. */
  onlyWithStep: boolean;
  /** Whether Keras writes it, whose ModelCheckpoint puts epochs into names. */
  isKeras: boolean;
}

/** The first suffix that fits counts. */
const FORMATS: readonly Format[] = [
  { suffix: ".safetensors", listing: safetensorsListing, onlyWithStep: false, isKeras: false },
  { suffix: ".safetensors.index.json", listing: indexListing, onlyWithStep: false, isKeras: false },
  { suffix: ".weights.h5", listing: hdf5Listing, onlyWithStep: false, isKeras: true },
  { suffix: ".keras", listing: kerasListing, onlyWithStep: false, isKeras: true },
  { suffix: ".h5", listing: hdf5Listing, onlyWithStep: true, isKeras: true },
  { suffix: ".hdf5", listing: hdf5Listing, onlyWithStep: true, isKeras: true },
  { suffix: ".npz", listing: npzListing, onlyWithStep: true, isKeras: false },
];

/** The folder that holds a run's checkpoints. */
const FOLDER = "checkpoints";
/** One of several files of one checkpoint: `model-00001-of-00002`. */
const SHARD = /-(\d{1,9})-of-(\d{1,9})$/;
/** What a number may be the step of, those that count most first. */
const WORDS: readonly RegExp[] = [
  /(?:^|[^a-z])(?:global[-_]?)?steps?[-_=. ]?(\d+)(?!\d*\.\d)/gi,
  /(?:^|[^a-z])(?:checkpoint|ckpt|iter|iteration|it)s?[-_=. ]?(\d+)(?!\d*\.\d)/gi,
  /(?:^|[^a-z])(?:epoch|ep)s?[-_=. ]?(\d+)(?!\d*\.\d)/gi,
];
/** Words by which a number counts no epochs. */
const STEPS = /step|iter|(?:^|[^a-z])its?[^a-z]/i;
/** A whole number of its own: no part of a decimal one, nor of a word (`resnet50`, `7b`). */
const NUMBER = /(?<![\da-z]|\d\.)(\d+)(?![\da-z]|\.\d)/gi;
/** A directory that is a checkpoint: nothing but words for steps and their numbers. */
const STEP_FOLDER =
  /^(?:(?:global[-_]?)?(?:checkpoint|ckpt|step|iter|iteration|epoch)s?[-_=. ]?\d+[-_ ]?)+$/i;

export interface CheckpointName {
  listing: ListingOf;
  /** Null: the name tells none, as that of a model saved at the end. */
  step: number | null;
  /** Whether that is an epoch as Keras' ModelCheckpoint counts them: from 1. */
  isKerasEpoch: boolean;
  /** Without folder, suffix and shard's number; files that have it in common are one checkpoint's. */
  stem: string;
  /** How many files there are, and which of them this is, counted from 1; null for a file of its own. */
  shard: { number: number; of: number } | null;
}

/**
 * What the file at `path` is; null when it is no checkpoint by its name. The step is told by the directory when that is
 * a checkpoint (`checkpoint-500/model.safetensors`), else by the file's name: the number behind "step", else behind
 * "checkpoint" or "iteration", else behind "epoch", else the last whole number (`weights.03-0.91.weights.h5` is 3).
 */
export function checkpointName(path: string): CheckpointName | null {
  const name = posix.basename(path);
  const format = FORMATS.find(({ suffix }) => name.endsWith(suffix));
  if (!format) return null;
  const bare = name.slice(0, -format.suffix.length);
  const shard = SHARD.exec(bare);
  const stem = shard ? bare.slice(0, shard.index) : bare;
  const folder = posix.basename(posix.dirname(path));
  const found = (STEP_FOLDER.test(folder) ? numberIn(folder) : null) ?? numberIn(stem);
  if (found === null && format.onlyWithStep) return null;
  const numbers = shard && { number: Number(shard[1]), of: Number(shard[2]) };
  const isKerasEpoch = format.isKeras && found !== null && !STEPS.test(found.words);
  const step = found?.step ?? null;
  return { listing: format.listing, step, isKerasEpoch, stem, shard: numbers };
}

/** Whether the files of a directory called `name` belong to the run above it. */
export function isCheckpointFolder(name: string): boolean {
  return name === FOLDER || STEP_FOLDER.test(name);
}

/** The number that counts, and with the words that say so. */
function numberIn(text: string): { step: number; words: string } | null {
  for (const pattern of [...WORDS, NUMBER]) {
    const [words, number] = [...text.matchAll(pattern)].at(-1) ?? [];
    if (number === undefined) continue;
    return Number.isSafeInteger(Number(number)) ? { step: Number(number), words: words! } : null;
  }
  return null;
}
