// The job that reads a range of an event file: what an earlier start found in it is not looked for again.
import { createHash } from "node:crypto";
import { rmSync, utimesSync } from "node:fs";
import { join } from "node:path";
import type { Parcel } from "../../workers/job.ts";
import { beginningFrom } from "../beginning.ts";
import { Blocks } from "../scanner/blocks.ts";
import { scanEvents, type ScanInput, type ScannedPiece } from "../scanner/scanFile.ts";
import { KeptPieces, PieceKeeper } from "./keptPieces.ts";

export interface KeptScanInput extends ScanInput {
  /** No record need begin at `from`: the first one behind it is looked for, and may lie inside of another. */
  isGuess: boolean;
  /** Where findings are kept, and the absolute path of the file; null: nowhere. */
  kept: { folder: string; file: string } | null;
}

type Pieces = Generator<Parcel<ScannedPiece>, null, ArrayBuffer[]>;

/** Findings in smaller files are not kept: reading those again takes moments. */
const WORTH_BYTES = 67_108_864;
/** So much at the end of a range is read again rather than all that is known of it kept anew. */
const READ_AGAIN_BYTES = 8_388_608;

/** As {@link scanEvents}. */
export function* keptScan(input: KeptScanInput): Pieces {
  const { kept, size } = input;
  if (kept !== null && size >= WORTH_BYTES) {
    return yield* keptIn(join(kept.folder, hashOf(`${kept.file} ${input.from}`)), input);
  }
  const from = beginningOf(input);
  return from === null ? null : yield* scanEvents({ ...input, from });
}

function* keptIn(path: string, input: KeptScanInput): Pieces {
  const { descriptor, to, size, isGuess } = input;
  const found = KeptPieces.open(path, descriptor);
  const known = found?.from === input.from || isGuess ? found : null;
  const from = known?.from ?? beginningOf(input);
  if (from === null) return null;
  const isEnough = known !== null && to - known.settled < READ_AGAIN_BYTES;
  const keeper = isEnough ? null : new PieceKeeper(path, descriptor, from);
  let settled = from;
  try {
    const blocks = new Blocks();
    for (const { piece, block } of known?.pieces(blocks) ?? []) {
      ({ settled } = piece);
      keeper?.add(piece);
      blocks.takeBack(yield { piece, lent: [block] });
    }
    if (known) noteUse(path, settled === known.settled);
    const scan = scanEvents({ descriptor, from: settled, to, size });
    for (let next = scan.next([]); !next.done;) {
      ({ settled } = next.value.piece);
      keeper?.add(next.value.piece);
      next = scan.next(yield next.value);
    }
    if (settled > from) keeper?.finish(settled);
  } finally {
    keeper?.giveUp();
  }
  return null;
}

function beginningOf({ descriptor, from, to, isGuess }: KeptScanInput): number | null {
  return isGuess ? beginningFrom(descriptor, from, to) : from;
}

/** What was used lately stays longest; what is damaged is made again at the next start. */
function noteUse(path: string, whole: boolean): void {
  try {
    if (whole) utimesSync(path, new Date(), new Date());
    else rmSync(path);
  } catch {
    // The disk may be full, or not ours to write.
  }
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}
