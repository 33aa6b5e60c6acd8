// Slow, plain readers of safetensors and NumPy's .npz, written from the formats' descriptions alone: they share no code
// with ours. They throw on anything that is not right.
import { inflateRawSync } from "node:zlib";

export interface PlainTensor {
  name: string;
  /** Reads them; throws when they cannot be had. In C order. */
  values: () => number[];
}

/** By safetensors' names: bytes of an element, and the number that lies at an offset. */
const NUMBERS: Readonly<
  Record<string, [width: number, at: (view: DataView, at: number) => number]>
> = {
  BOOL: [1, (view, at) => (view.getUint8(at) === 0 ? 0 : 1)],
  U8: [1, (view, at) => view.getUint8(at)],
  I8: [1, (view, at) => view.getInt8(at)],
  U16: [2, (view, at) => view.getUint16(at, true)],
  I16: [2, (view, at) => view.getInt16(at, true)],
  F16: [2, (view, at) => half(view.getUint16(at, true))],
  BF16: [2, (view, at) => brainFloat(view.getUint16(at, true))],
  U32: [4, (view, at) => view.getUint32(at, true)],
  I32: [4, (view, at) => view.getInt32(at, true)],
  F32: [4, (view, at) => view.getFloat32(at, true)],
  U64: [8, (view, at) => Number(view.getBigUint64(at, true))],
  I64: [8, (view, at) => Number(view.getBigInt64(at, true))],
  F64: [8, (view, at) => view.getFloat64(at, true)],
};

/** NumPy's letter and width. */
const NUMPY: Readonly<Record<string, string>> = {
  b1: "BOOL",
  u1: "U8",
  i1: "I8",
  u2: "U16",
  i2: "I16",
  f2: "F16",
  u4: "U32",
  i4: "I32",
  f4: "F32",
  u8: "U64",
  i8: "I64",
  f8: "F64",
};

function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const [exponent, fraction] = [(bits >> 10) & 31, bits & 1023];
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

function brainFloat(bits: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, bits * 65_536);
  return view.getFloat32(0);
}

function numbersIn(bytes: Buffer, dtype: string, count: number): number[] {
  const [width, at] = NUMBERS[dtype]!;
  if (bytes.length !== count * width) throw new Error("the bytes do not fill the shape");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return Array.from({ length: count }, (_, i) => at(view, i * width));
}

const product = (shape: readonly number[]): number => shape.reduce((all, one) => all * one, 1);

/** In the order of the header. */
export function plainSafetensors(file: Buffer): PlainTensor[] {
  const dataAt = 8 + Number(file.readBigUInt64LE());
  const header = JSON.parse(file.subarray(8, dataAt).toString()) as Record<string, never>;
  return Object.entries(header)
    .filter(([name]) => name !== "__metadata__")
    .map(([name, { dtype, shape, data_offsets: offsets }]) => {
      const [from, to] = offsets as [number, number];
      const bytes = file.subarray(dataAt + from, dataAt + to);
      return { name, values: () => numbersIn(bytes, dtype, product(shape)) };
    });
}

const [END_BYTES, ENTRY_BYTES, HEADER_BYTES] = [22, 46, 30];

/** In the order of the ZIP file's directory. */
export function plainNpz(file: Buffer): PlainTensor[] {
  let end = file.length - END_BYTES;
  const isEnd = (at: number): boolean =>
    file.readUInt32LE(at) === 0x06054b50 &&
    at + END_BYTES + file.readUInt16LE(at + 20) === file.length;
  while (!isEnd(end)) end--;
  const tensors: PlainTensor[] = [];
  let at = file.readUInt32LE(end + 16);
  for (let entry = 0; entry < file.readUInt16LE(end + 10); entry++) {
    const [nameBytes, extra, comment] = [28, 30, 32].map((field) => file.readUInt16LE(at + field));
    const name = file.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes!).toString();
    const directory = file.subarray(at, at + ENTRY_BYTES);
    if (name.endsWith(".npy"))
      tensors.push({
        name: name.slice(0, -4),
        values: () => npyNumbers(unpacked(file, directory)),
      });
    at += ENTRY_BYTES + nameBytes! + extra! + comment!;
  }
  return tensors;
}

function unpacked(file: Buffer, entry: Buffer): Buffer {
  const method = entry.readUInt16LE(10);
  const [crc, packed, length, header] = [16, 20, 24, 42].map((field) => entry.readUInt32LE(field));
  const start =
    header! + HEADER_BYTES + file.readUInt16LE(header! + 26) + file.readUInt16LE(header! + 28);
  const bytes = file.subarray(start, start + packed!);
  const data = method === 8 ? inflateRawSync(bytes) : bytes;
  if (data.length !== length || crc32(data) !== crc) throw new Error("the bytes are damaged");
  return data;
}

function npyNumbers(file: Buffer): number[] {
  const isLong = file[6]! > 1;
  const textAt = isLong ? 12 : 10;
  const dataAt = textAt + (isLong ? file.readUInt32LE(8) : file.readUInt16LE(8));
  const text = file.subarray(textAt, dataAt).toString();
  const [, order, kind] = /'descr': '([<>|])(\w\d+)'/.exec(text)!;
  const shape = (/'shape': \(([^)]*)\)/.exec(text)![1]!.match(/\d+/g) ?? []).map(Number);
  const dtype = NUMPY[kind!]!;
  const [width] = NUMBERS[dtype]!;
  const data = Buffer.from(file.subarray(dataAt));
  if (order === ">")
    for (let i = 0; i < data.length; i += width) data.subarray(i, i + width).reverse();
  const numbers = numbersIn(data, dtype, product(shape));
  return text.includes("'fortran_order': True") ? inCOrder(numbers, shape) : numbers;
}

/** The first index of `written` runs fastest. */
function inCOrder(written: readonly number[], shape: readonly number[]): number[] {
  return written.map((_, place) => {
    let [rest, from] = [place, 0];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += (rest % shape[axis]!) * product(shape.slice(0, axis));
      rest = Math.floor(rest / shape[axis]!);
    }
    return written[from]!;
  });
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
