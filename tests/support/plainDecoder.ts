// A slow, plain decoder of event files, written from the formats' descriptions alone: it shares no code with ours, so
// that what both read alike was written right. It takes intact files only and throws on anything else.

export interface PlainValue {
  tag: string;
  plugin: string;
  pluginContent: string;
  description: string;
  scalar?: number;
  histogram?: PlainHistogram;
  text?: string;
  /** Of a tensor of numbers, in the order in which they lie in it. */
  numbers?: number[];
}

export interface PlainHistogram {
  min: number;
  max: number;
  num: number;
  sum: number;
  sumSquares: number;
  limits: number[];
  counts: number[];
}

export interface PlainEvent {
  wallTime: number;
  step: number;
  fileVersion?: string;
  /** SessionLog's status: 1 is START. */
  session?: number;
  values: PlainValue[];
}

/** Every record of a file; both checksums of each are verified. */
export function plainEvents(file: Buffer): PlainEvent[] {
  const events: PlainEvent[] = [];
  for (let at = 0; at < file.length;) {
    const length = Number(file.readBigUInt64LE(at));
    expectChecksum(file.subarray(at, at + 8), file.readUInt32LE(at + 8));
    const payload = file.subarray(at + 12, at + 12 + length);
    expectChecksum(payload, file.readUInt32LE(at + 12 + length));
    events.push(plainEvent(payload));
    at += 12 + length + 4;
  }
  return events;
}

function plainEvent(payload: Buffer): PlainEvent {
  const message = fieldsOf(payload);
  const event: PlainEvent = {
    wallTime: bytesOf(message, 1)[0]!.readDoubleLE(),
    step: Number(BigInt.asIntN(64, numbersOf(message, 2)[0] ?? 0n)),
    values: bytesOf(message, 5).flatMap((summary) =>
      bytesOf(fieldsOf(summary), 1).map((value) => plainValue(fieldsOf(value))),
    ),
  };
  const [version] = bytesOf(message, 3);
  if (version) event.fileVersion = version.toString();
  const [session] = bytesOf(message, 7);
  if (session) event.session = Number(numbersOf(fieldsOf(session), 1)[0]);
  return event;
}

function plainValue(message: PlainField[]): PlainValue {
  const metadata = fieldsOf(bytesOf(message, 9)[0] ?? Buffer.alloc(0));
  const plugin = fieldsOf(bytesOf(metadata, 1)[0] ?? Buffer.alloc(0));
  const value: PlainValue = {
    tag: textOf(message, 1),
    plugin: textOf(plugin, 1),
    pluginContent: textOf(plugin, 2),
    description: textOf(metadata, 3),
  };
  const [scalar] = bytesOf(message, 2);
  if (scalar) value.scalar = scalar.readFloatLE();
  const [histogram] = bytesOf(message, 5);
  if (histogram) value.histogram = plainHistogram(fieldsOf(histogram));
  const [tensor] = bytesOf(message, 8);
  if (tensor) {
    value.text = textOf(fieldsOf(tensor), 8);
    value.numbers = plainNumbers(fieldsOf(tensor));
  }
  return value;
}

/** Of the two types of floating-point numbers that summaries are logged in; of others, none. */
function plainNumbers(tensor: PlainField[]): number[] {
  const type = Number(numbersOf(tensor, 1)[0] ?? 0n);
  const bytes = Buffer.concat([...bytesOf(tensor, 4), ...bytesOf(tensor, type === 1 ? 5 : 6)]);
  if (type === 1)
    return Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readFloatLE(4 * i));
  if (type !== 2) return [];
  return Array.from({ length: bytes.length / 8 }, (_, i) => bytes.readDoubleLE(8 * i));
}

function plainHistogram(message: PlainField[]): PlainHistogram {
  const double = (number: number): number => bytesOf(message, number)[0]?.readDoubleLE() ?? 0;
  const doubles = (number: number): number[] => {
    const packed = Buffer.concat(bytesOf(message, number));
    return Array.from({ length: packed.length / 8 }, (_, i) => packed.readDoubleLE(i * 8));
  };
  return {
    min: double(1),
    max: double(2),
    num: double(3),
    sum: double(4),
    sumSquares: double(5),
    limits: doubles(6),
    counts: doubles(7),
  };
}

type PlainField = { number: number; content: Buffer | bigint };

function fieldsOf(message: Buffer): PlainField[] {
  const fields: PlainField[] = [];
  let at = 0;
  while (at < message.length) {
    const key = varint();
    const number = Number(key >> 3n);
    const wire = Number(key & 7n);
    if (wire === 0) fields.push({ number, content: varint() });
    else if (wire === 1) fields.push({ number, content: take(8) });
    else if (wire === 5) fields.push({ number, content: take(4) });
    else if (wire === 2) fields.push({ number, content: take(Number(varint())) });
    else throw new Error(`wire type ${wire}`);
  }
  return fields;

  function varint(): bigint {
    for (let value = 0n, shift = 0n; ; shift += 7n) {
      const byte = BigInt(take(1)[0]!);
      value |= (byte & 0x7fn) << shift;
      if (byte < 0x80n) return value;
    }
  }

  function take(length: number): Buffer {
    if (at + length > message.length) throw new Error("a field runs past its message");
    return message.subarray(at, (at += length));
  }
}

function bytesOf(fields: PlainField[], number: number): Buffer[] {
  return fields.flatMap(({ content, number: its }) =>
    its === number && typeof content !== "bigint" ? [content] : [],
  );
}

function numbersOf(fields: PlainField[], number: number): bigint[] {
  return fields.flatMap(({ content, number: its }) =>
    its === number && typeof content === "bigint" ? [content] : [],
  );
}

function textOf(fields: PlainField[], number: number): string {
  return bytesOf(fields, number)[0]?.toString() ?? "";
}

/** CRC-32C bit by bit, masked as TFRecord masks it. */
function expectChecksum(bytes: Buffer, expected: number): void {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0x82f63b78 : 0);
  }
  crc = ~crc >>> 0;
  const masked = (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
  if (masked !== expected) throw new Error(`checksum ${expected} where ${masked} is right`);
}
