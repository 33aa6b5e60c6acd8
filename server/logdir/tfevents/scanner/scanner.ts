// Finds, verifies and decodes the records of an event file in a window of its bytes, batch by batch.
import type { EventBatch } from "#contract/eventlog/batch.ts";
import { textOf } from "#contract/eventlog/wire.ts";
import { batchOf } from "./columns.ts";
import { reasonInWords } from "./words.ts";
import { notesOf } from "./notes.ts";
import { type ScannerProgram, scannerProgram } from "./program.ts";

/** Why a scan stops. */
export const STOP = {
  /** What follows is no whole record. */
  needsMore: 0,
  /** There is no room for the next record in this batch, or not for all of it. */
  batchIsFull: 1,
  /** The next record is a session's start. */
  sessionStarts: 2,
  /** A record's length fails its checksum. */
  badHeader: 3,
  /** A record's data fail theirs. */
  badData: 4,
} as const;

/** Records with intact checksums that are no events. */
export interface Malformed {
  /** The first few; offsets of the payloads in the file. */
  places: { offset: number; bytes: number; reason: string }[];
  more: number;
  moreBytes: number;
}

/** How far a scan has come. */
export interface Progress {
  /** One of {@link STOP}. */
  stop: number;
  /** Where in the window the record begins that comes next. */
  end: number;
}

export interface Found {
  /** Null: no record was found. */
  batch: EventBatch | null;
  /** What all columns of the batch lie in. */
  block: ArrayBuffer;
  malformed: Malformed;
}

export type Scanned = Progress & Found;

const PAGE_BYTES = 65_536;
/** The scanner may load so many bytes behind those that it looks at. */
const LOADED_BEYOND_BYTES = 16;

export class Scanner {
  readonly #program: ScannerProgram = scannerProgram();
  readonly #windowAt = this.#program.windowAt.value;
  #names: string[] = [];
  #table = -1;
  /** Offset in the file of address 0. */
  #base = 0;

  /** Room for `bytes` of a file; what was in it stays, a view from before does not. */
  window(bytes: number): Uint8Array {
    const { memory } = this.#program;
    const missing = this.#windowAt + bytes + LOADED_BEYOND_BYTES - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));
    return new Uint8Array(memory.buffer, this.#windowAt, bytes);
  }

  /** What comes is of another file, or not the next of this one. */
  begin(): void {
    this.#program.forgetTags();
    this.#program.beginPart();
    this.#program.beginBatch();
    this.#program.breakSeal();
  }

  /** The seal of the records that were passed since the last call; see kept/seal.ts. */
  takeSeal(): number {
    const seal = this.#program.seal.value >>> 0;
    this.#program.breakSeal();
    return seal;
  }

  /** Values in the batch. */
  get values(): number {
    return this.#program.rowCount.value;
  }

  /** Whether the batch has to be taken before the window is filled with something else. */
  get holdsWindow(): boolean {
    return this.#program.holdsWindow() !== 0;
  }

  /** Adds the records in the window's bytes `from` … `to` to the batch; its first byte lies at `offset` in the file. */
  goOn(from: number, to: number, offset: number): Progress {
    const program = this.#program;
    this.#base = offset - this.#windowAt;
    const stop = program.scan(this.#windowAt + from, this.#windowAt + to, this.#base);
    return { stop, end: program.stoppedAt.value - this.#windowAt };
  }

  /** Takes the batch, its columns put into what `blockOf` gives for a number of bytes, and begins another. */
  take(blockOf: (bytes: number) => ArrayBuffer = (bytes) => new ArrayBuffer(bytes)): Found {
    const program = this.#program;
    program.makeColumns();
    const notes = notesOf(program);
    const block = { buffer: new ArrayBuffer(0) };
    const batch =
      program.records.value + program.rowCount.value === 0
        ? null
        : batchOf(
            program,
            notes,
            this.#base,
            (tag) => this.#name(tag),
            (bytes) => (block.buffer = blockOf(bytes)),
          );
    const places = notes.malformed.map(({ start, end, reason }) => ({
      offset: this.#base + start,
      bytes: end - start,
      reason: reasonInWords(reason),
    }));
    const more = program.malformed.value - places.length;
    const malformed = { places, more, moreBytes: program.malformedBytes.value };
    program.beginBatch();
    return { batch, block: block.buffer, malformed };
  }

  /** Scans as `goOn`, and takes what was found. */
  scan(from: number, to: number, offset: number): Scanned {
    return { ...this.goOn(from, to, offset), ...this.take() };
  }

  #name(tag: number): string {
    const program = this.#program;
    if (program.table.value !== this.#table) {
      this.#table = program.table.value;
      this.#names = [];
    }
    const known = this.#names[tag];
    if (known !== undefined) return known;
    const start = program.nameOf(tag);
    const bytes = new Uint8Array(program.memory.buffer);
    const name = textOf(bytes, { start, end: start + program.nameBytes(tag) });
    this.#names[tag] = name;
    return name;
  }
}
