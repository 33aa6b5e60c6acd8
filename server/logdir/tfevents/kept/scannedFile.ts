// What file was scanned, and whether an open one is still it.
import { fstatSync } from "node:fs";
import { samplesOf } from "../fingerprint.ts";

/** Raised whenever the scanner finds something else than before in the same bytes. */
const VERSION = 3;
/** A file may change twice at what the system calls the same time; two seconds is the coarsest clock of any disk. */
const CLOCK_STEP_MS = 2000;

/** What file was scanned, and how far. */
export interface Scanned {
  version: number;
  device: bigint;
  inode: bigint;
  size: bigint;
  writtenAtNs: bigint;
  /** Its content or anything else about it: a time that nobody can set. */
  changedAtNs: bigint;
  /** Whether its times would be others had it changed since. */
  isAtRest: boolean;
  from: number;
  settled: number;
  /** As the file is sampled up to `settled`. */
  samples: string;
}

export type Identity = Omit<Scanned, "settled" | "samples">;

/** Of the open file as it is now; `from` is where its scan begins. */
export function identityOf(descriptor: number, from: number): Identity {
  const { dev, ino, size, mtimeNs, ctimeNs, ctimeMs } = fstatSync(descriptor, { bigint: true });
  return {
    version: VERSION,
    device: dev,
    inode: ino,
    size,
    writtenAtNs: mtimeNs,
    changedAtNs: ctimeNs,
    isAtRest: Date.now() - Number(ctimeMs) > CLOCK_STEP_MS,
    from,
  };
}

/**
 * Whether `descriptor` is the file that was scanned. `same`: nothing has touched it, as far as the system's times tell.
 * `grown`: it is longer, or was in use when it was scanned; its first KiB and the last one scanned are as they were, and
 * whether what lies between them is, the seals of its pieces tell. `other`: another file, or written over since.
 */
export function comparedWith(before: Scanned, descriptor: number): "same" | "grown" | "other" {
  const now = identityOf(descriptor, before.from);
  const isOne = (["version", "device", "inode"] as const).every(
    (name) => now[name] === before[name],
  );
  const isUntouched = (["size", "writtenAtNs", "changedAtNs"] as const).every(
    (name) => now[name] === before[name],
  );
  if (!isOne || now.size < before.settled || (now.size === before.size && !isUntouched))
    return "other";
  if (samplesOf(descriptor, before.settled) !== before.samples) return "other";
  return isUntouched && before.isAtRest ? "same" : "grown";
}
