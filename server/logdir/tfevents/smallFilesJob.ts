// The job that reads small event files, many in one go: each by itself costs the main thread more than its bytes do.
import { readSync, realpathSync } from "node:fs";
import type { EventBatch } from "#contract/eventlog/batch.ts";
import { Bounds } from "../bounds.ts";
import type { Parcel } from "../workers/job.ts";
import { samplesIn, samplesOf } from "./fingerprint.ts";
import { Scanner, STOP } from "./scanner/scanner.ts";
import { MUCH_BYTES } from "./window.ts";

export interface SmallFilesInput {
  /** The log directory, absolute. */
  root: string;
  followOutside: boolean;
  /** Relative to it. */
  paths: readonly string[];
}

/** All of a file that holds intact records and nothing else. */
export interface SmallFile {
  size: number;
  /** Milliseconds since 1970. */
  writtenAt: number;
  /** Of the whole file; see fingerprint.ts. */
  samples: string;
  batches: EventBatch[];
}

let atRest: Scanner | null = null;

/** Makes one piece: the files in the order of their paths, null for each that has to be looked at with more care. */
export async function* readSmallFiles({
  root,
  followOutside,
  paths,
}: SmallFilesInput): AsyncGenerator<Parcel<(SmallFile | null)[]>, null> {
  const bounds = new Bounds(root, followOutside, realpathSync.native(root));
  const scanner = atRest ?? new Scanner();
  atRest = null;
  const files: (SmallFile | null)[] = [];
  for (const path of paths) {
    // Why it cannot be read is told by the careful look.
    files.push(await smallFile(bounds, path, scanner).catch(() => null));
  }
  atRest = scanner;
  const batches = files.flatMap((file) => file?.batches ?? []);
  yield { piece: files, given: batches.map(({ steps }) => steps.buffer as ArrayBuffer) };
  return null;
}

async function smallFile(
  bounds: Bounds,
  path: string,
  scanner: Scanner,
): Promise<SmallFile | null> {
  const { handle, size, writtenAt } = await bounds.open(path);
  try {
    if (size > MUCH_BYTES) return null;
    // One byte more than there is shows that the file has ended.
    const window = scanner.window(size + 1);
    if (readSync(handle.fd, window, 0, size + 1, 0) !== size) return null;
    const samples = samplesIn(window.subarray(0, size));
    const batches = batchesIn(scanner, size);
    // Otherwise it was written over while it was read.
    const isSame = samplesOf(handle.fd, size) === samples;
    return batches && isSame ? { size, writtenAt, samples, batches } : null;
  } finally {
    await handle.close();
  }
}

/** Null: the window does not hold intact records alone. */
function batchesIn(scanner: Scanner, size: number): EventBatch[] | null {
  const batches: EventBatch[] = [];
  scanner.begin();
  let [stop, end]: [number, number] = [STOP.batchIsFull, 0];
  while (stop === STOP.batchIsFull || stop === STOP.sessionStarts) {
    ({ stop, end } = scanner.goOn(end, size, 0));
    const { batch, malformed } = scanner.take();
    if (malformed.places.length > 0) return null;
    if (batch) batches.push(batch);
  }
  return end === size ? batches : null;
}
