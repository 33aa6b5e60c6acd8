// The compiled scanner (assembly/), and its memory.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

interface Numbered {
  readonly value: number;
}

interface Memory {
  readonly buffer: ArrayBuffer;
  /** By pages of 64 KiB. */
  grow(pages: number): number;
}

/** The little of WebAssembly that is needed; the types of the Node we support leave it out. */
interface Engine {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object) => { exports: unknown };
}

const engine = (globalThis as unknown as { WebAssembly: Engine }).WebAssembly;

/** What assembly/index.ts exports; a number that changes is a global. */
export interface ScannerProgram {
  readonly memory: Memory;
  readonly windowAt: Numbered;
  readonly columnsAt: Numbered;
  readonly touchedAt: Numbered;
  readonly endsAt: Numbered;
  readonly notesAt: Numbered;
  readonly rowCount: Numbered;
  readonly exactSteps: Numbered;
  readonly touched: Numbered;
  /** Another number when tags' ids stand for other names. */
  readonly table: Numbered;
  readonly noteCount: Numbered;
  readonly rejected: Numbered;
  readonly malformed: Numbered;
  readonly malformedBytes: Numbered;
  readonly records: Numbered;
  readonly sessionStart: Numbered;
  readonly stoppedAt: Numbered;
  readonly seal: Numbered;
  makeTables(): void;
  forgetTags(): void;
  beginPart(): void;
  beginBatch(): void;
  breakSeal(): void;
  /** Why it has stopped, see {@link STOP}. */
  scan(at: number, end: number, base: number): number;
  /** Not 0: the batch has to be taken before the window moves. */
  holdsWindow(): number;
  makeColumns(): void;
  nameOf(tag: number): number;
  nameBytes(tag: number): number;
  /** CRC-32C as a signed number. */
  checksum(at: number, end: number): number;
}

const BUILT = createRequire(import.meta.url).resolve("layerlapse/scanner.wasm");
let compiled: object | null = null;

/** A scanner with a memory of its own. */
export function scannerProgram(): ScannerProgram {
  compiled ??= new engine.Module(readFileSync(BUILT));
  const program = new engine.Instance(compiled).exports as ScannerProgram;
  program.makeTables();
  return program;
}
