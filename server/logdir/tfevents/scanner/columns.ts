// A batch out of the scanner's memory: its columns in one block, its names and notes as objects.
import type { EventBatch } from "#contract/eventlog/batch.ts";
import { saidOfTag } from "#contract/eventlog/event.ts";
import { textOf } from "#contract/eventlog/wire.ts";
import type { Notes } from "./notes.ts";
import type { ScannerProgram } from "./program.ts";
import { reasonInWords } from "./words.ts";

/** Four columns of doubles, one of 32 bits, one of bytes; and the exact steps where they are wanted. */
const DOUBLES = 4;
const BYTES_PER_DOUBLE = 8;
const BYTES_PER_LENGTH = 4;

type Columns = Pick<
  EventBatch,
  "ends" | "kinds" | "steps" | "exactSteps" | "wallTimes" | "numbers" | "starts" | "lengths"
>;

/** What says where the columns of a batch lie in its block. */
export interface Layout {
  rows: number;
  tagCount: number;
  exact: boolean;
}

function placesOf({ rows, tagCount, exact }: Layout) {
  const lengths = DOUBLES * BYTES_PER_DOUBLE * rows;
  const kinds = lengths + BYTES_PER_LENGTH * rows;
  const exactSteps = Math.ceil((kinds + rows) / BYTES_PER_DOUBLE) * BYTES_PER_DOUBLE;
  const ends = exact ? exactSteps + BYTES_PER_DOUBLE * rows : exactSteps;
  return { lengths, kinds, exactSteps, ends, bytes: ends + BYTES_PER_LENGTH * tagCount };
}

/** Bytes of a block that its columns take. */
export function bytesOf(layout: Layout): number {
  return placesOf(layout).bytes;
}

/** The columns that lie in a block. */
export function columnsIn(block: ArrayBuffer, layout: Layout): Columns {
  const { rows, tagCount, exact } = layout;
  const at = placesOf(layout);
  const doubles = (column: number): Float64Array =>
    new Float64Array(block, column * BYTES_PER_DOUBLE * rows, rows);
  return {
    ends: new Uint32Array(block, at.ends, tagCount),
    kinds: new Uint8Array(block, at.kinds, rows),
    steps: doubles(0),
    exactSteps: exact ? new BigInt64Array(block, at.exactSteps, rows) : null,
    wallTimes: doubles(1),
    numbers: doubles(2),
    starts: doubles(3),
    lengths: new Uint32Array(block, at.lengths, rows),
  };
}

/** `base` is the offset in the file of address 0; `blockOf` gives a buffer of at least so many bytes. */
export function batchOf(
  program: ScannerProgram,
  notes: Notes,
  base: number,
  nameOf: (tag: number) => string,
  blockOf: (bytes: number) => ArrayBuffer,
): EventBatch {
  const { memory, columnsAt, touchedAt, endsAt } = program;
  const rows = program.rowCount.value;
  const tagCount = program.touched.value;
  const layout = { rows, tagCount, exact: program.exactSteps.value !== 0 };
  const bytes = new Uint8Array(memory.buffer);
  const ids = new Uint32Array(memory.buffer, touchedAt.value, tagCount);

  const at = placesOf(layout);
  const block = blockOf(at.bytes);
  new Uint8Array(block).set(bytes.subarray(columnsAt.value, columnsAt.value + at.ends));
  const columns = columnsIn(block, layout);
  columns.ends.set(new Uint32Array(memory.buffer, endsAt.value, tagCount));

  return {
    tags: Array.from(ids, nameOf),
    ...columns,
    metadata: metadataOf(notes, bytes, ids),
    rejected: notes.rejected.map(({ start, end, record, reason }) => ({
      tag: textOf(bytes, { start, end }),
      offset: base + record,
      reason: reasonInWords(reason),
    })),
    moreRejected: program.rejected.value - notes.rejected.length,
    contents: new Map(
      notes.contents.map(({ value, start, end }) => [value, bytes.slice(start, end)]),
    ),
    sessionStart: Number.isNaN(program.sessionStart.value) ? null : program.sessionStart.value,
    records: program.records.value,
  };
}

function metadataOf(
  { metadata }: Notes,
  bytes: Uint8Array,
  ids: Uint32Array,
): EventBatch["metadata"] {
  if (metadata.length === 0) return [];
  const indexOf = new Map(Array.from(ids, (id, index) => [id, index]));
  return metadata.flatMap(({ start, end, tag, value }) => {
    const said = saidOfTag(bytes, start, end);
    if (said.plugin === null && said.description === null) return [];
    return [{ tag: indexOf.get(tag)!, value, ...said }];
  });
}
