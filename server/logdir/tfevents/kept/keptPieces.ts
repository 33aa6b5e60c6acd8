// What a scan of an event file found, on the disk: its pieces one after the other, each checksummed, and of what file.
import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { randomUUID } from "node:crypto";
import { dirname } from "node:path";
import { deserialize, serialize } from "node:v8";
import { crc32 } from "node:zlib";
import { packedPiece, unpackedPiece } from "./packedPiece.ts";
import type { Blocks } from "../scanner/blocks.ts";
import type { ScannedPiece } from "../scanner/scanFile.ts";
import { samplesOf } from "../fingerprint.ts";
import { makeRoom, PARTIAL } from "./room.ts";
import { SealWalk } from "./seal.ts";

/** Raised whenever the scanner finds something else than before in the same bytes. */
const VERSION = 2;
/** In front of all bytes that belong together, and once more behind the last: length and CRC-32, 32 bits each. */
const FRAME_BYTES = 8;
/** What is kept is at most such a share of what was read, and this much more. */
const LARGEST_SHARE = 1 / 8;
const ALLOWANCE_BYTES = 4_194_304;
/** A file may change twice at what the system calls the same time; two seconds is the coarsest clock of any disk. */
const CLOCK_STEP_MS = 2000;

/** What file was scanned, and how far. */
interface Scanned {
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

type Identity = Omit<Scanned, "settled" | "samples">;

function identityOf(descriptor: number, from: number): Identity {
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
function comparedWith(
  before: Scanned,
  descriptor: number,
  from: number,
): "same" | "grown" | "other" {
  const now = identityOf(descriptor, from);
  const isOne = (["version", "device", "inode", "from"] as const).every(
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

/** Pieces that were kept of a file. */
export class KeptPieces {
  /** How far they go. */
  readonly settled: number;
  readonly #descriptor: number;
  /** Null: the file has not changed since. */
  readonly #walk: SealWalk | null;

  private constructor(descriptor: number, settled: number, walk: SealWalk | null) {
    this.#descriptor = descriptor;
    this.settled = settled;
    this.#walk = walk;
  }

  /** What `path` keeps of a scan of the open file `scanned` from `from` on; null: nothing, or of another file. */
  static open(path: string, scanned: number, from: number): KeptPieces | null {
    let descriptor: number | null = null;
    try {
      descriptor = openSync(path, "r");
      const { size } = fstatSync(descriptor);
      const frame = bytesAt(descriptor, size - FRAME_BYTES, FRAME_BYTES);
      const length = lengthIn(frame);
      const said = bytesAt(descriptor, size - FRAME_BYTES - length, length);
      const before = checked(said, frame) && (deserialize(said) as Scanned);
      const compared = before ? comparedWith(before, scanned, from) : "other";
      if (before && compared !== "other") {
        const walk = compared === "same" ? null : new SealWalk(scanned, from);
        return new KeptPieces(descriptor, before.settled, walk);
      }
    } catch {
      // It is made again.
    }
    if (descriptor !== null) closeSync(descriptor);
    return null;
  }

  /**
   * All of them in order, up to one that is damaged or whose records are not in the scanned file any more, in blocks
   * from `blocks`; closes the file.
   */
  *pieces(blocks: Blocks): Generator<{ piece: ScannedPiece; block: ArrayBuffer }> {
    try {
      for (let at = 0; ;) {
        const head = this.#part(at);
        if (!head) return;
        at += FRAME_BYTES + head.length;
        const columns = this.#part(at, (length) => new Uint8Array(blocks.of(length), 0, length));
        if (!columns) return;
        at += FRAME_BYTES + columns.length;
        const piece = unpackedPiece(head, columns.buffer);
        if (this.#walk && this.#walk.sealTo(piece.settled) !== piece.seal) return;
        yield { piece, block: columns.buffer };
        if (piece.settled === this.settled) return;
      }
    } finally {
      closeSync(this.#descriptor);
    }
  }

  /** Null: it is damaged. */
  #part(at: number, room?: (length: number) => Uint8Array<ArrayBuffer>) {
    try {
      const frame = bytesAt(this.#descriptor, at, FRAME_BYTES);
      const bytes = bytesAt(this.#descriptor, at + FRAME_BYTES, lengthIn(frame), room);
      return checked(bytes, frame) ? bytes : null;
    } catch {
      return null;
    }
  }
}

/** Keeps pieces while a file is scanned; gives up silently when the disk does, or when they are not worth it. */
export class PieceKeeper {
  readonly #path: string;
  readonly #partial: string;
  readonly #scanned: number;
  /** As the file was before it was scanned. */
  readonly #identity: Identity;
  #descriptor: number | null = null;
  #bytes = 0;

  /** Of the open file `scanned`, from `from` on. They come to be at `path` when all is done. */
  constructor(path: string, scanned: number, from: number) {
    this.#path = path;
    this.#partial = `${path}.${randomUUID()}${PARTIAL}`;
    this.#scanned = scanned;
    this.#identity = identityOf(scanned, from);
    this.#orGiveUp(() => {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      this.#descriptor = openSync(this.#partial, "wx", 0o600);
    });
  }

  add(piece: ScannedPiece): void {
    if (this.#descriptor === null) return;
    const { head, columns } = packedPiece(piece);
    this.#write(head);
    this.#write(columns);
    const allowed = ALLOWANCE_BYTES + LARGEST_SHARE * (piece.settled - this.#identity.from);
    if (this.#bytes > allowed) this.giveUp();
  }

  /** The file has been scanned up to `settled`. */
  finish(settled: number): void {
    const descriptor = this.#descriptor;
    if (descriptor === null) return;
    this.#orGiveUp(() => {
      const samples = samplesOf(this.#scanned, settled);
      const said = serialize({ ...this.#identity, settled, samples } satisfies Scanned);
      writeWhole(descriptor, said);
      writeWhole(descriptor, framed(said));
      closeSync(descriptor);
      this.#descriptor = null;
      renameSync(this.#partial, this.#path);
      makeRoom(dirname(this.#path));
    });
  }

  /** Nothing is kept, unless all is done. */
  giveUp(): void {
    if (this.#descriptor === null) return;
    closeSync(this.#descriptor);
    this.#descriptor = null;
    rmSync(this.#partial, { force: true });
  }

  #write(bytes: Uint8Array): void {
    const descriptor = this.#descriptor;
    if (descriptor === null) return;
    this.#orGiveUp(() => {
      writeWhole(descriptor, framed(bytes));
      writeWhole(descriptor, bytes);
      this.#bytes += FRAME_BYTES + bytes.length;
    });
  }

  #orGiveUp(work: () => void): void {
    try {
      work();
    } catch {
      this.giveUp();
    }
  }
}

function framed(bytes: Uint8Array): Uint8Array {
  const frame = new Uint8Array(FRAME_BYTES);
  const view = new DataView(frame.buffer);
  view.setUint32(0, bytes.length, true);
  view.setUint32(4, crc32(bytes), true);
  return frame;
}

function lengthIn(frame: Uint8Array): number {
  return new DataView(frame.buffer).getUint32(0, true);
}

function checked(bytes: Uint8Array, frame: Uint8Array): boolean {
  return new DataView(frame.buffer).getUint32(4, true) === crc32(bytes);
}

/** Throws when there are not that many. */
function bytesAt(
  descriptor: number,
  position: number,
  length: number,
  room = (bytes: number): Uint8Array<ArrayBuffer> => new Uint8Array(bytes),
): Uint8Array<ArrayBuffer> {
  if (position < 0 || position + length > fstatSync(descriptor).size)
    throw new Error("what was kept has been cut");
  const bytes = room(length);
  for (let at = 0; at < length;) {
    const read = readSync(descriptor, bytes, at, length - at, position + at);
    if (read === 0) throw new Error("what was kept has been cut");
    at += read;
  }
  return bytes;
}

function writeWhole(descriptor: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at);
}
