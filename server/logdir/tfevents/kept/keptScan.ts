// The job that reads much of an event file: what an earlier start found in it is not looked for again.
import { createHash } from "node:crypto";
import { rmSync, utimesSync } from "node:fs";
import { join } from "node:path";
import type { Parcel } from "../../workers/job.ts";
import { Blocks } from "../scanner/blocks.ts";
import { scanEvents, type ScanInput, type ScannedPiece } from "../scanner/scanFile.ts";
import { KeptPieces, PieceKeeper } from "./keptPieces.ts";

export interface KeptScanInput extends ScanInput {
  /** Where findings are kept, and the absolute path of the file; null: nowhere. */
  kept: { folder: string; file: string } | null;
}

/** Findings in fewer bytes are not kept: reading them again takes moments. */
const WORTH_BYTES = 67_108_864;

/** As {@link scanEvents}. */
export function* keptScan(
  input: KeptScanInput,
): Generator<Parcel<ScannedPiece>, null, ArrayBuffer[]> {
  const { kept, descriptor, from, to } = input;
  if (kept === null || to - from < WORTH_BYTES) return yield* scanEvents(input);
  const path = join(kept.folder, hashOf(`${kept.file} ${from}`));
  const known = KeptPieces.open(path, descriptor, from);
  const isEnough = known !== null && to - known.settled < WORTH_BYTES;
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
    const scan = scanEvents({ descriptor, from: settled, to });
    for (let next = scan.next([]); !next.done;) {
      ({ settled } = next.value.piece);
      keeper?.add(next.value.piece);
      next = scan.next(yield next.value);
    }
    keeper?.finish(settled);
  } finally {
    keeper?.giveUp();
  }
  return null;
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
