// Columns of numbers that grow at their end, and columns made of them that grow along: what is new is all that is touched.

/** Columns that have grown out of one another: each is the beginning of the next. */
interface Growth {
  /** What the longest of them lies in; who holds a shorter one sees none of what came later. */
  buffer: ArrayBufferLike;
  written: number;
  /** By their kinds. */
  followers: Map<string, Follower>;
  /** What else is kept along, by its kind. */
  along: Map<string, unknown>;
}

/** A column made of another value by value. */
interface Follower {
  parameter: number | null;
  next: (value: number) => number;
  column: Float64Array;
}

const growths = new WeakMap<ArrayBufferLike, Growth>();

/** `head` with `tail` behind it, in time that depends on `tail` alone but for now and then. Neither is changed. */
export function appended(head: Float64Array, tail: Float64Array): Float64Array {
  const length = head.length + tail.length;
  const known = growths.get(head.buffer);
  const isNewest = known?.buffer === head.buffer && known.written === head.length;
  const growth = isNewest ? known : newGrowth(head.buffer);
  const hasRoom = head.buffer.byteLength >= length * Float64Array.BYTES_PER_ELEMENT;
  const room = isNewest && hasRoom ? new Float64Array(head.buffer) : new Float64Array(length * 2);
  if (room.buffer !== head.buffer) room.set(head);
  room.set(tail, head.length);
  growth.buffer = room.buffer;
  growth.written = length;
  growths.set(room.buffer, growth);
  return room.subarray(0, length);
}

function newGrowth(buffer: ArrayBufferLike): Growth {
  return { buffer, written: 0, followers: new Map(), along: new Map() };
}

/** Whether {@link appended} made the one out of the other, or both are the same. */
export function grewFrom(older: Float64Array, newer: Float64Array): boolean {
  const growth = growths.get(newer.buffer);
  const areBeginnings = older.byteOffset === 0 && newer.byteOffset === 0;
  return (
    growth !== undefined &&
    areBeginnings &&
    growths.get(older.buffer) === growth &&
    older.length <= newer.length
  );
}

/** What is kept of one `kind` with a column that {@link appended} made, however it grows; null for other columns. */
export function keptAlong<T>(source: Float64Array, kind: string, make: () => T): T | null {
  const growth = source.byteOffset === 0 ? growths.get(source.buffer) : undefined;
  if (growth === undefined) return null;
  if (!growth.along.has(kind)) growth.along.set(kind, make());
  return growth.along.get(kind) as T;
}

/**
 * What `start()` makes of each value of `source` in turn. Of a column that {@link appended} made, and that has grown
 * since it was asked for the same `kind` with the same `parameter`, only what is new is made.
 */
export function followed(
  source: Float64Array,
  kind: string,
  parameter: number | null,
  start: () => (value: number) => number,
): Float64Array {
  const growth = source.byteOffset === 0 ? growths.get(source.buffer) : undefined;
  if (growth === undefined) return source.map(start());
  let follower = growth.followers.get(kind);
  if (follower === undefined || !Object.is(follower.parameter, parameter)) {
    follower = { parameter, next: start(), column: new Float64Array(0) };
    growth.followers.set(kind, follower);
  }
  const { column, next } = follower;
  if (column.length < source.length)
    follower.column = appended(column, source.subarray(column.length).map(next));
  return follower.column.subarray(0, source.length);
}
