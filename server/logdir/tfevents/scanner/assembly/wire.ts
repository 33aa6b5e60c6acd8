// The protobuf wire format: positions move forward, 0 stands for "malformed", and every length is held to its parent.

/** Why the message that is walked is none; see REASONS in reasons.ts. */
export let fault: i32 = 0;
export const FIELD_ZERO = 1;
export const NUMBER_PAST_END = 2;
export const FIELD_PAST_END = 3;
export const VARINT_TOO_LONG = 4;
export const VARINT_PAST_END = 5;
export const FIELD_TOO_LARGE = 6;
/** And the wire type. */
export const WIRE_TYPE = 16;

/** What the varint that was read last holds. */
export let value: u64 = 0;
/** Where the field of bytes that was entered last begins; it ends where the walk goes on. */
export let start: usize = 0;

export const VARINT: u32 = 0;
export const FIXED64: u32 = 1;
export const BYTES: u32 = 2;
export const FIXED32: u32 = 5;

/** Reads on behind a varint; 0 when there is none. */
@inline
export function varint(at: usize, end: usize): usize {
  if (at < end) {
    const byte = load<u8>(at);
    if (byte < 0x80) {
      value = byte;
      return at + 1;
    }
  }
  return longVarint(at, end);
}

function longVarint(at: usize, end: usize): usize {
  let read: u64 = 0;
  for (let shift: u64 = 0; shift < 70; shift += 7) {
    if (at >= end) return failed(VARINT_PAST_END);
    const byte = load<u8>(at++);
    read |= (<u64>(byte & 0x7f)) << shift;
    if (byte < 0x80) {
      value = read;
      return at;
    }
  }
  return failed(VARINT_TOO_LONG);
}

/** Reads on behind a field's number and wire type, which are then in `value` as they stand on the wire; 0: malformed. */
@inline
export function key(at: usize, end: usize): usize {
  at = varint(at, end);
  if (at !== 0) {
    if (value > u32.MAX_VALUE) return failed(FIELD_TOO_LARGE);
    if (value < 8) return failed(FIELD_ZERO);
  }
  return at;
}

/** Goes behind the bytes of a field whose length lies at `at`; they begin at `start`. */
@inline
export function bytes(at: usize, end: usize): usize {
  at = varint(at, end);
  if (at === 0) return 0;
  if (value > <u64>(end - at)) return failed(FIELD_PAST_END);
  start = at;
  return at + <usize>value;
}

/** Goes behind a number of `width` bytes. */
@inline
export function fixed(at: usize, end: usize, width: usize): usize {
  return end - at < width ? failed(NUMBER_PAST_END) : at + width;
}

/** Goes behind the content of a field that is passed over. */
export function skip(at: usize, end: usize, wire: u32): usize {
  if (wire === VARINT) return varint(at, end);
  if (wire === BYTES) return bytes(at, end);
  if (wire === FIXED64) return fixed(at, end, 8);
  if (wire === FIXED32) return fixed(at, end, 4);
  return failed(WIRE_TYPE + wire);
}

export function failed(reason: i32): usize {
  fault = reason;
  return 0;
}
