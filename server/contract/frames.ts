// Columns ↔ bytes: a little-endian frame is `u32 length of JSON | JSON | columns, each aligned to 8`, readable without copying.

export type Column = Float64Array | Float32Array | Uint32Array | Int32Array | Uint8Array;

const KINDS = {
  f64: Float64Array,
  f32: Float32Array,
  u32: Uint32Array,
  i32: Int32Array,
  u8: Uint8Array,
} as const;
type ColumnKind = keyof typeof KINDS;

interface Envelope {
  meta: unknown;
  columns: { kind: ColumnKind; length: number }[];
}

const ALIGNMENT = 8;
const aligned = (offset: number): number => Math.ceil(offset / ALIGNMENT) * ALIGNMENT;

/** Packs a JSON description and its columns into one frame. */
export function packFrame(meta: unknown, columns: readonly Column[]): Uint8Array {
  const envelope: Envelope = {
    meta,
    columns: columns.map((column) => ({ kind: kindOf(column), length: column.length })),
  };
  const json = new TextEncoder().encode(JSON.stringify(envelope));
  let length = aligned(4 + json.length);
  for (const column of columns) length += aligned(column.byteLength);
  const frame = new Uint8Array(length);
  new DataView(frame.buffer).setUint32(0, json.length, true);
  frame.set(json, 4);
  let at = aligned(4 + json.length);
  for (const column of columns) {
    frame.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), at);
    at += aligned(column.byteLength);
  }
  return frame;
}

/** Opens a frame; the columns are views into `buffer`. Throws a RangeError when it is cut short. */
export function unpackFrame(buffer: ArrayBuffer): { meta: unknown; columns: Column[] } {
  const length = new DataView(buffer).getUint32(0, true);
  const json = new TextDecoder().decode(new Uint8Array(buffer, 4, length));
  const envelope = JSON.parse(json) as Envelope;
  let at = aligned(4 + length);
  const columns = envelope.columns.map(({ kind, length }) => {
    const column = new KINDS[kind](buffer, at, length);
    at += aligned(column.byteLength);
    return column;
  });
  return { meta: envelope.meta, columns };
}

function kindOf(column: Column): ColumnKind {
  for (const kind of Object.keys(KINDS) as ColumnKind[])
    if (column instanceof KINDS[kind]) return kind;
  throw new TypeError("not a column");
}
