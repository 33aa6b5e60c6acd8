// TensorProto: the numbers or strings of one logged tensor, in every encoding that writers use.
import { type BytesField, fields, floatOf, MalformedMessage, textOf, varints } from "./wire.ts";

/** A decoded tensor: numbers in C order, or strings. `dtype` is TensorFlow's number for it. */
export interface LoggedTensor {
  dtype: number;
  shape: number[];
  numbers: Float64Array;
  strings: string[];
}

/** TensorFlow's numbers for the dtypes that are read. */
const DTYPE = { string: 7, bfloat16: 14, half: 19 };

/** How one element lies in `tensor_content`, little-endian. */
const ELEMENTS = new Map<number, { width: number; read: (view: DataView, at: number) => number }>([
  [1, { width: 4, read: (view, at) => view.getFloat32(at, true) }],
  [2, { width: 8, read: (view, at) => view.getFloat64(at, true) }],
  [3, { width: 4, read: (view, at) => view.getInt32(at, true) }],
  [4, { width: 1, read: (view, at) => view.getUint8(at) }],
  [5, { width: 2, read: (view, at) => view.getInt16(at, true) }],
  [6, { width: 1, read: (view, at) => view.getInt8(at) }],
  [9, { width: 8, read: (view, at) => Number(view.getBigInt64(at, true)) }],
  [10, { width: 1, read: (view, at) => (view.getUint8(at) === 0 ? 0 : 1) }],
  [DTYPE.bfloat16, { width: 2, read: (view, at) => bfloat16(view.getUint16(at, true)) }],
  [17, { width: 2, read: (view, at) => view.getUint16(at, true) }],
  [DTYPE.half, { width: 2, read: (view, at) => half(view.getUint16(at, true)) }],
  [22, { width: 4, read: (view, at) => view.getUint32(at, true) }],
  [23, { width: 8, read: (view, at) => Number(view.getBigUint64(at, true)) }],
]);

const signed = (value: bigint): number => Number(BigInt.asIntN(64, value));

/** What a varint means in the lists whose elements are varints, by field: int_val, int64_val, bool_val, half_val … */
const VARINT_LISTS = new Map<number, (value: bigint, dtype: number) => number>([
  [7, signed],
  [10, signed],
  [11, (value) => (value === 0n ? 0 : 1)],
  [13, (value, dtype) => halfOf(dtype)(Number(BigInt.asUintN(32, value)))],
  [16, Number],
  [17, Number],
]);

function halfOf(dtype: number): (bits: number) => number {
  return dtype === DTYPE.bfloat16 ? bfloat16 : half;
}

/** Above this a "tensor" in a log is not one we draw, and one repeated element must not allocate gigabytes. */
const MOST_ELEMENTS = 16_777_216;

/** Decodes the TensorProto in `payload[start, end)`. Throws {@link MalformedMessage} when shape and bytes disagree. */
export function decodeTensor(payload: Uint8Array, start: number, end: number): LoggedTensor {
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  const tensor = { dtype: 0, shape: [] as number[], strings: [] as string[] };
  const listed: ListedNumber[] = [];
  let content: BytesField | null = null;
  for (const field of fields(payload, start, end)) {
    if (field.number === 1 && field.wire === 0) tensor.dtype = Number(field.value);
    else if (field.number === 2 && field.wire === 2) tensor.shape = decodeShape(payload, field);
    else if (field.number === 4 && field.wire === 2) content = field;
    else if (field.number === 8 && field.wire === 2) tensor.strings.push(textOf(payload, field));
    else if (field.number === 5 || field.number === 6) {
      if (field.wire === 1 || field.wire === 5) listed.push(floatOf(payload, field));
      else if (field.wire === 2) pushPacked(view, field, field.number === 5 ? 4 : 8, listed);
    } else if (VARINT_LISTS.has(field.number)) {
      const { number } = field;
      if (field.wire === 0) listed.push({ field: number, value: field.value });
      else if (field.wire === 2) {
        for (const value of varints(payload, field)) listed.push({ field: number, value });
      }
    }
  }
  const elements = tensor.shape.reduce((product, size) => product * size, 1);
  if (!(elements <= MOST_ELEMENTS))
    throw new MalformedMessage(`a tensor of shape [${tensor.shape.join(", ")}]`);
  if (tensor.dtype === DTYPE.string) return { ...tensor, numbers: new Float64Array() };
  const numbers = content
    ? contentNumbers(view, content, tensor.dtype, elements)
    : listedNumbers(
        listed.map((one) => numberOf(one, tensor.dtype)),
        elements,
      );
  return { ...tensor, numbers };
}

/** What a varint means can depend on the dtype, which need not come first. */
type ListedNumber = number | { field: number; value: bigint };

function numberOf(listed: ListedNumber, dtype: number): number {
  return typeof listed === "number" ? listed : VARINT_LISTS.get(listed.field)!(listed.value, dtype);
}

function decodeShape(payload: Uint8Array, message: BytesField): number[] {
  const shape: number[] = [];
  for (const dim of fields(payload, message.start, message.end)) {
    if (dim.number !== 2 || dim.wire !== 2) continue;
    let size = 0;
    for (const field of fields(payload, dim.start, dim.end)) {
      if (field.number === 1 && field.wire === 0) size = Number(BigInt.asIntN(64, field.value));
    }
    if (size < 0) throw new MalformedMessage("a tensor with a negative size");
    shape.push(size);
  }
  return shape;
}

function pushPacked(view: DataView, field: BytesField, width: 4 | 8, into: ListedNumber[]): void {
  if ((field.end - field.start) % width !== 0)
    throw new MalformedMessage("packed numbers cut in the middle");
  for (let at = field.start; at < field.end; at += width) {
    into.push(width === 4 ? view.getFloat32(at, true) : view.getFloat64(at, true));
  }
}

function contentNumbers(
  view: DataView,
  content: BytesField,
  dtype: number,
  elements: number,
): Float64Array {
  const element = ELEMENTS.get(dtype);
  if (element === undefined) throw new MalformedMessage(`tensor content of dtype ${dtype}`);
  const { width, read } = element;
  if (content.end - content.start !== elements * width)
    throw new MalformedMessage("a tensor whose bytes do not fill its shape");
  const numbers = new Float64Array(elements);
  for (let i = 0; i < elements; i++) numbers[i] = read(view, content.start + i * width);
  return numbers;
}

function bfloat16(bits: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint16(2, bits & 0xffff, true);
  return view.getFloat32(0, true);
}

/** IEEE 754 binary16: 1 sign, 5 exponent and 10 fraction bits. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >>> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  if (exponent === 0) return (sign * fraction) / 2 ** 24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** One listed element means "repeat to fill the shape"; a list without a shape is a vector of its length, or a scalar. */
function listedNumbers(listed: number[], elements: number): Float64Array {
  if (listed.length === elements) return Float64Array.from(listed);
  if (listed.length === 1) return new Float64Array(elements).fill(listed[0]!);
  if (listed.length === 0) return new Float64Array(elements);
  throw new MalformedMessage("a tensor whose list does not fill its shape");
}
