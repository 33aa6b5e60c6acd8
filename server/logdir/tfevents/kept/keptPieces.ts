// What a scan of an event file found, on the disk: its pieces one after the other, each checksummed, and of what file.
import { closeSync, fstatSync, mkdirSync, openSync, renameSync, rmSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { dirname } from "node:path";
import { deserialize, serialize } from "node:v8";
import type { Blocks } from "../scanner/blocks.ts";
import type { ScannedPiece } from "../scanner/scanFile.ts";
import { samplesOf } from "../fingerprint.ts";
import { bytesAt, checked, FRAME_BYTES, framed, lengthIn, writeWhole } from "./framedBytes.ts";
import { packedPiece, unpackedPiece } from "./packedPiece.ts";
import { makeRoom, PARTIAL } from "./room.ts";
import { comparedWith, type Identity, identityOf, type Scanned } from "./scannedFile.ts";
import { SealWalk } from "./seal.ts";

/** What is kept is at most such a share of what was read, and this much more. */
const LARGEST_SHARE = 1 / 8;
const ALLOWANCE_BYTES = 524_288;

/** Pieces that were kept of a file. */
export class KeptPieces {
  /** Where they begin, and how far they go. */
  readonly from: number;
  readonly settled: number;
  readonly #descriptor: number;
  /** Null: the file has not changed since. */
  readonly #walk: SealWalk | null;

  private constructor(descriptor: number, { from, settled }: Scanned, walk: SealWalk | null) {
    this.#descriptor = descriptor;
    this.from = from;
    this.settled = settled;
    this.#walk = walk;
  }

  /** What `path` keeps of a scan of the open file `scanned`; null: nothing, or of another file. */
  static open(path: string, scanned: number): KeptPieces | null {
    let descriptor: number | null = null;
    try {
      descriptor = openSync(path, "r");
      const { size } = fstatSync(descriptor);
      const frame = bytesAt(descriptor, size - FRAME_BYTES, FRAME_BYTES);
      const length = lengthIn(frame);
      const said = bytesAt(descriptor, size - FRAME_BYTES - length, length);
      const before = checked(said, frame) && (deserialize(said) as Scanned);
      const compared = before ? comparedWith(before, scanned) : "other";
      if (before && compared !== "other") {
        const walk = compared === "same" ? null : new SealWalk(scanned, before.from);
        return new KeptPieces(descriptor, before, walk);
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
