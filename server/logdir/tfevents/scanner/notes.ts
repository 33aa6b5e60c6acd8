// What the scanner noted beside its columns (assembly/notes.ts), sorted by kind.
import type { ScannerProgram } from "./program.ts";

/** Addresses [start, end) in the scanner's memory. */
interface Span {
  start: number;
  end: number;
}

export interface Notes {
  /** What values say of their tags, each the metadata fields of one value. */
  metadata: (Span & { value: number; tag: number })[];
  contents: (Span & { value: number })[];
  /** [start, end) is the tag, `record` where the record's payload begins. */
  rejected: (Span & { record: number; reason: number })[];
  malformed: (Span & { reason: number })[];
}

const NOTE_WORDS = 6;

export function notesOf({ memory, notesAt, noteCount }: ScannerProgram): Notes {
  const notes: Notes = { metadata: [], contents: [], rejected: [], malformed: [] };
  const length = noteCount.value * NOTE_WORDS;
  const words = new Uint32Array(memory.buffer, notesAt.value, length);
  const put: ((note: Span, value: number, record: number, extra: number) => void)[] = [
    (span, value, _, tag) => notes.metadata.push({ ...span, value, tag }),
    (span, value) => notes.contents.push({ ...span, value }),
    (span, _, record, reason) => notes.rejected.push({ ...span, record, reason }),
    (span, _, __, reason) => notes.malformed.push({ ...span, reason }),
  ];
  for (let at = 0; at < length; at += NOTE_WORDS) {
    const span = { start: words[at + 2]!, end: words[at + 3]! };
    put[words[at]!]!(span, words[at + 1]!, words[at + 4]!, words[at + 5]!);
  }
  return notes;
}
