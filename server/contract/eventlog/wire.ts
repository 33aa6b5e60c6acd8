// Protocol-buffer wire format: the few primitives that event files need, with every length checked against its parent.

/** A message that does not hold what its bytes promise. */
export class MalformedMessage extends Error {}

export type Field = { number: number; wire: 0; value: bigint } | FixedField | BytesField;
export interface FixedField {
  number: number;
  wire: 1 | 5;
  start: number;
}
export interface BytesField {
  number: number;
  wire: 2;
  start: number;
  end: number;
}

/** A field's number and wire type fit 32 bits. */
const LARGEST_KEY = 2 ** 32 - 1;

/** Walks the fields of the message in `bytes[start, end)`; throws {@link MalformedMessage} on the first broken one. */
export function* fields(bytes: Uint8Array, start = 0, end = bytes.length): Generator<Field> {
  const cursor = { at: start };
  while (cursor.at < end) {
    const key = small(bytes, cursor, end);
    if (key > LARGEST_KEY) throw new MalformedMessage("a field number of more than 29 bits");
    const number = Math.floor(key / 8);
    if (number === 0) throw new MalformedMessage("field number 0");
    const wire = key % 8;
    if (wire === 0) {
      yield { number, wire, value: varint(bytes, cursor, end) };
    } else if (wire === 1 || wire === 5) {
      const from = cursor.at;
      cursor.at += wire === 1 ? 8 : 4;
      if (cursor.at > end) throw new MalformedMessage("a number runs past the end of its message");
      yield { number, wire, start: from };
    } else if (wire === 2) {
      const length = small(bytes, cursor, end);
      const from = cursor.at;
      if (length > end - from)
        throw new MalformedMessage("a field runs past the end of its message");
      cursor.at = from + length;
      yield { number, wire, start: from, end: cursor.at };
    } else {
      throw new MalformedMessage(`wire type ${wire}`);
    }
  }
}

/** The packed varints of a field. Throws {@link MalformedMessage}. */
export function* varints(bytes: Uint8Array, { start, end }: BytesField): Generator<bigint> {
  const cursor = { at: start };
  while (cursor.at < end) yield varint(bytes, cursor, end);
}

/** A varint that is a key or a length: one byte, nearly always. */
function small(bytes: Uint8Array, cursor: { at: number }, end: number): number {
  const byte = cursor.at < end ? bytes[cursor.at]! : 0x80;
  if (byte >= 0x80) return Number(varint(bytes, cursor, end));
  cursor.at++;
  return byte;
}

function varint(bytes: Uint8Array, cursor: { at: number }, end: number): bigint {
  let low = 0;
  let shift = 0;
  for (; shift < 28; shift += 7) {
    const byte = next(bytes, cursor, end);
    low += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return BigInt(low);
  }
  let value = BigInt(low);
  for (; shift < 70; shift += 7) {
    const byte = next(bytes, cursor, end);
    value |= BigInt(byte & 0x7f) << BigInt(shift);
    if (byte < 0x80) return BigInt.asUintN(64, value);
  }
  throw new MalformedMessage("a varint of more than ten bytes");
}

function next(bytes: Uint8Array, cursor: { at: number }, end: number): number {
  if (cursor.at >= end) throw new MalformedMessage("a varint runs past the end of its message");
  return bytes[cursor.at++]!;
}

/** Reads the eight or four bytes of a fixed-width field as a float. */
export function floatOf(payload: Uint8Array, field: FixedField): number {
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  return field.wire === 1 ? view.getFloat64(field.start, true) : view.getFloat32(field.start, true);
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** The field's bytes as text; bytes that are not UTF-8 become U+FFFD. */
export function textOf(bytes: Uint8Array, field: { start: number; end: number }): string {
  return decoder.decode(bytes.subarray(field.start, field.end));
}

/** Grows a message field by field. Zero values are written too: proto3 readers accept them. */
export class MessageWriter {
  readonly #parts: Uint8Array[] = [];

  varint(field: number, value: number | bigint): this {
    this.#parts.push(
      varintBytes(BigInt(field * 8)),
      varintBytes(BigInt.asUintN(64, BigInt(value))),
    );
    return this;
  }

  double(field: number, value: number): this {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setFloat64(0, value, true);
    this.#parts.push(varintBytes(BigInt(field * 8 + 1)), bytes);
    return this;
  }

  float(field: number, value: number): this {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setFloat32(0, value, true);
    this.#parts.push(varintBytes(BigInt(field * 8 + 5)), bytes);
    return this;
  }

  bytes(field: number, value: Uint8Array): this {
    this.#parts.push(varintBytes(BigInt(field * 8 + 2)), varintBytes(BigInt(value.length)), value);
    return this;
  }

  text(field: number, value: string): this {
    return this.bytes(field, encoder.encode(value));
  }

  message(field: number, value: MessageWriter): this {
    return this.bytes(field, value.finish());
  }

  /** A packed repeated double. */
  doubles(field: number, values: ArrayLike<number>): this {
    const bytes = new Uint8Array(values.length * 8);
    const view = new DataView(bytes.buffer);
    for (let i = 0; i < values.length; i++) view.setFloat64(i * 8, values[i]!, true);
    return this.bytes(field, bytes);
  }

  finish(): Uint8Array {
    const whole = new Uint8Array(this.#parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of this.#parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }
}

function varintBytes(value: bigint): Uint8Array {
  const bytes: number[] = [];
  while (value > 0x7fn) {
    bytes.push(Number(value & 0x7fn) | 0x80);
    value >>= 7n;
  }
  bytes.push(Number(value));
  return Uint8Array.from(bytes);
}
