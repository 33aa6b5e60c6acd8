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
  const exact = program.exactSteps.value !== 0;
  const bytes = new Uint8Array(memory.buffer);
  const ids = new Uint32Array(memory.buffer, touchedAt.value, tagCount);

  const lengthsAt = DOUBLES * BYTES_PER_DOUBLE * rows;
  const kindsAt = lengthsAt + BYTES_PER_LENGTH * rows;
  const exactAt = Math.ceil((kindsAt + rows) / BYTES_PER_DOUBLE) * BYTES_PER_DOUBLE;
  const endsInBlock = exact ? exactAt + BYTES_PER_DOUBLE * rows : exactAt;
  const block = blockOf(endsInBlock + BYTES_PER_LENGTH * tagCount);
  new Uint8Array(block).set(bytes.subarray(columnsAt.value, columnsAt.value + endsInBlock));
  const ends = new Uint32Array(block, endsInBlock, tagCount);
  ends.set(new Uint32Array(memory.buffer, endsAt.value, tagCount));
  const doubles = (column: number): Float64Array =>
    new Float64Array(block, column * BYTES_PER_DOUBLE * rows, rows);

  return {
    tags: Array.from(ids, nameOf),
    ends,
    kinds: new Uint8Array(block, kindsAt, rows),
    steps: doubles(0),
    exactSteps: exact ? new BigInt64Array(block, exactAt, rows) : null,
    wallTimes: doubles(1),
    numbers: doubles(2),
    starts: doubles(3),
    lengths: new Uint32Array(block, lengthsAt, rows),
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
