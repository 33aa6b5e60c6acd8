// Columns of numbers that grow at their end: into the room behind them while there is some, by doubling where there is none.

/** How far each buffer made here is written; who holds a shorter column of it sees none of what came later. */
const written = new WeakMap<ArrayBufferLike, number>();

/** `head` with `tail` behind it, in time that depends on `tail` alone but for now and then. Neither is changed. */
export function appended(head: Float64Array, tail: Float64Array): Float64Array {
  const length = head.length + tail.length;
  const isNewest = written.get(head.buffer) === head.length;
  const hasRoom = head.buffer.byteLength >= length * Float64Array.BYTES_PER_ELEMENT;
  const room = isNewest && hasRoom ? new Float64Array(head.buffer) : new Float64Array(length * 2);
  if (room.buffer !== head.buffer) room.set(head);
  room.set(tail, head.length);
  written.set(room.buffer, length);
  return room.subarray(0, length);
}
