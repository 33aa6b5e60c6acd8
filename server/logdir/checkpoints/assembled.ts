// The checkpoints that a run's files make up: one for each step, of one file or of several.
import { posix } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Problem } from "#contract/protocol.ts";
import { inTurns, mapped, type Turns } from "#contract/turns.ts";
import type { Checkpoint, CheckpointTensor } from "../sink.ts";
import type { CheckpointFile } from "./checkpointFile.ts";
import type { PlacedTensor } from "./tensor.ts";

/** Names of the file that holds the model's weights, where others at the same step hold something else. */
const WEIGHTS: readonly RegExp[] = [
  /^(?:\w+_)?pytorch_model$|^(?:model|weights)$/i,
  /model|weights/i,
];
/** Numbers in a name, with what sets them off: they change from step to step. */
const NUMBERS = /[-_=. ]?\d+(?:\.\d+)?/g;

/** Files that belong together: the parts of a split one with their index, or a file of its own. */
interface Part {
  /** The files' name without numbers. */
  label: string;
  folder: string;
  files: CheckpointFile[];
}

export interface Assembled {
  /** By ascending step, the one without a step last. */
  checkpoints: Checkpoint[];
  /** Parts that are missing. */
  problems: Problem[];
}

/**
 * Puts the files of a run together. Where one step has several (a model and its optimiser), the names of the tensors of
 * all but the model's get the file's name in front.
 */
export function* assembled(files: Iterable<CheckpointFile>): Turns<Assembled> {
  const bySteps = new Map<number | null, CheckpointFile[]>();
  for (const file of sorted(files)) {
    const { step } = file.name;
    bySteps.set(step, [...(bySteps.get(step) ?? []), file]);
  }
  const problems: Problem[] = [];
  const checkpoints: Checkpoint[] = [];
  for (const [step, ofStep] of bySteps) {
    const parts = partsOf(ofStep);
    problems.push(...parts.flatMap(missing));
    const some = parts.filter((part) => tensorsIn(part) > 0 || part.files.some(isWhole));
    if (some.length > 0) checkpoints.push(yield* checkpointOf(step, some));
  }
  checkpoints.sort((a, b) => (a.step ?? Infinity) - (b.step ?? Infinity));
  return { checkpoints, problems };
}

function sorted(files: Iterable<CheckpointFile>): CheckpointFile[] {
  return [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
}

const isWhole = ({ listing }: CheckpointFile): boolean => listing.shards.length === 0;
const tensorsIn = ({ files }: Part): number =>
  files.reduce((sum, { listing }) => sum + listing.tensors.length, 0);

function partsOf(files: readonly CheckpointFile[]): Part[] {
  /** By the path of a file that an index names, the index's part. */
  const indexed = new Map<string, string>();
  for (const { path, name, listing } of files) {
    const folder = posix.dirname(path);
    for (const shard of listing.shards)
      indexed.set(posix.join(folder, shard), `${folder}/${name.stem}`);
  }
  const parts = new Map<string, Part>();
  for (const file of files) {
    const { stem, shard } = file.name;
    const folder = posix.dirname(file.path);
    const isSplit = shard !== null || !isWhole(file);
    const key = indexed.get(file.path) ?? (isSplit ? `${folder}/${stem}` : file.path);
    const label = stem.replaceAll(NUMBERS, "") || stem;
    const part = parts.get(key) ?? { label, folder, files: [] };
    part.files.push(file);
    parts.set(key, part);
  }
  return [...parts.values()];
}

/** What is told of the files that others of the part name. */
function missing({ folder, files }: Part): Problem[] {
  const here = new Set(files.map(({ path }) => posix.basename(path)));
  const named = new Set(files.flatMap(({ listing }) => listing.shards));
  for (const { name, path } of files) {
    if (!name.shard) continue;
    const { number, of } = name.shard;
    const base = posix.basename(path);
    // An index says it better; without one, the numbers in the names do.
    if (of > MOST_SHARDS || named.size > 0) continue;
    for (let other = 1; other <= of; other++)
      named.add(base.replace(padded(number, base), padded(other, base)));
  }
  return [...named]
    .filter((name) => !here.has(name))
    .map((name) => ({
      file: posix.join(folder, name),
      offset: null,
      reason: "a part of the checkpoint that is not there (yet): its tensors are missing",
    }));
}

const MOST_SHARDS = 10_000;

/** `-00002-of-`, with as many digits as the name has. */
function padded(number: number, name: string): string {
  const digits = /-(\d+)-of-\d+\./.exec(name)![1]!.length;
  return `-${String(number).padStart(digits, "0")}-of-`;
}

function* checkpointOf(step: number | null, parts: readonly Part[]): Turns<Checkpoint> {
  const found = WEIGHTS.map((pattern) => parts.find(({ label }) => pattern.test(label)));
  const main = found.find((part) => part !== undefined) ?? parts[0]!;
  const files = parts.flatMap((part) => part.files);
  const ordered = [main, ...parts.filter((other) => other !== main)];
  const tensors = yield* toldIn(ordered);
  /** Made when the first tensor is asked for. */
  let places: Promise<ReadonlyMap<string, Place>> | null = null;
  const placeOf = async (name: string): Promise<Place> => {
    places ??= inTurns(placesIn(ordered), nextTurn);
    const place = (await places).get(name);
    if (!place) throw new Error(`the checkpoint holds no "${name}"`);
    return place;
  };
  return {
    step,
    isKerasEpoch: files.every(({ name }) => name.isKerasEpoch),
    path: main.files[0]!.path,
    identity: JSON.stringify(files.map(({ path, identity }) => [path, identity])),
    writtenAt: Math.max(...files.map(({ writtenAt }) => writtenAt)),
    model: files.find(({ listing }) => listing.model !== null)?.listing.model ?? null,
    tensors,
    async distribution(name) {
      const { file, tensor } = await placeOf(name);
      return file.distribution(tensor);
    },
    async spectrum(name) {
      const { file, tensor } = await placeOf(name);
      return file.spectrum(tensor);
    },
    async sorted(name) {
      const { file, tensor } = await placeOf(name);
      return file.sorted(tensor);
    },
    async *values(name) {
      const { file, tensor } = await placeOf(name);
      yield* file.values(tensor);
    },
  };
}

interface Place {
  file: CheckpointFile;
  tensor: PlacedTensor;
}

/** Calls `take` with every tensor by its name in the checkpoint; of several of one name, with the first of the first part. */
function* eachIn(
  parts: readonly Part[],
  take: (name: string, tensor: PlacedTensor, file: CheckpointFile) => void,
): Turns<void> {
  const names = new Set<string>();
  for (const [i, { label, files }] of parts.entries()) {
    const before = i === 0 ? "" : `${label}/`;
    for (const file of files)
      yield* mapped(file.listing.tensors, (tensor) => {
        const name = `${before}${tensor.name}`;
        if (names.has(name)) return;
        names.add(name);
        take(name, tensor, file);
      });
  }
}

function* placesIn(parts: readonly Part[]): Turns<Map<string, Place>> {
  const places = new Map<string, Place>();
  yield* eachIn(parts, (name, tensor, file) => places.set(name, { file, tensor }));
  return places;
}

function* toldIn(parts: readonly Part[]): Turns<CheckpointTensor[]> {
  const told: CheckpointTensor[] = [];
  yield* eachIn(parts, (name, tensor) => {
    told.push(tensor.name === name ? tensor : { ...tensor, name });
  });
  return told;
}
