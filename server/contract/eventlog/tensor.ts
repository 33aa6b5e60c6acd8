// TensorProto: the numbers or strings of one logged tensor, in every encoding that writers use.
import { type BytesField, fields, floatOf, MalformedMessage, textOf } from "./wire.ts";

/** A decoded tensor: numbers in C order, or strings. `dtype` is TensorFlow's number for it. */
export interface LoggedTensor {
  dtype: number;
  shape: number[];
  numbers: Float64Array;
  strings: string[];
}

const DTYPE = { float: 1, double: 2, int32: 3, string: 7, int64: 9 };
const BYTES_PER_ELEMENT = new Map([
  [DTYPE.float, 4],
  [DTYPE.double, 8],
  [DTYPE.int32, 4],
  [DTYPE.int64, 8],
]);
/** Above this a "tensor" in a log is not one we draw, and one repeated element must not allocate gigabytes. */
const MOST_ELEMENTS = 16_777_216;

/** Decodes the TensorProto in `payload[start, end)`. Throws {@link MalformedMessage} when shape and bytes disagree. */
export function decodeTensor(payload: Uint8Array, start: number, end: number): LoggedTensor {
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  const tensor = { dtype: 0, shape: [] as number[], strings: [] as string[] };
  const listed: number[] = [];
  let content: BytesField | null = null;
  for (const field of fields(payload, start, end)) {
    if (field.number === 1 && field.wire === 0) tensor.dtype = Number(field.value);
    else if (field.number === 2 && field.wire === 2) tensor.shape = decodeShape(payload, field);
    else if (field.number === 4 && field.wire === 2) content = field;
    else if (field.number === 8 && field.wire === 2) tensor.strings.push(textOf(payload, field));
    else if (field.number === 5 || field.number === 6) {
      if (field.wire === 1 || field.wire === 5) listed.push(floatOf(payload, field));
      else if (field.wire === 2) pushPacked(view, field, field.number === 5 ? 4 : 8, listed);
    } else if ((field.number === 7 || field.number === 10) && field.wire === 0) {
      listed.push(Number(BigInt.asIntN(64, field.value)));
    }
  }
  const elements = tensor.shape.reduce((product, size) => product * size, 1);
  if (!(elements <= MOST_ELEMENTS))
    throw new MalformedMessage(`a tensor of shape [${tensor.shape.join(", ")}]`);
  if (tensor.dtype === DTYPE.string) return { ...tensor, numbers: new Float64Array() };
  const numbers = content
    ? contentNumbers(view, content, tensor.dtype, elements)
    : listedNumbers(listed, elements);
  return { ...tensor, numbers };
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

function pushPacked(view: DataView, field: BytesField, width: 4 | 8, into: number[]): void {
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
  const width = BYTES_PER_ELEMENT.get(dtype);
  if (width === undefined) throw new MalformedMessage(`tensor content of dtype ${dtype}`);
  if (content.end - content.start !== elements * width)
    throw new MalformedMessage("a tensor whose bytes do not fill its shape");
  const numbers = new Float64Array(elements);
  for (let i = 0; i < elements; i++) {
    const at = content.start + i * width;
    if (dtype === DTYPE.float) numbers[i] = view.getFloat32(at, true);
    else if (dtype === DTYPE.double) numbers[i] = view.getFloat64(at, true);
    else if (dtype === DTYPE.int32) numbers[i] = view.getInt32(at, true);
    else numbers[i] = Number(view.getBigInt64(at, true));
  }
  return numbers;
}

/** One listed element means "repeat to fill the shape"; a list without a shape is a vector of its length, or a scalar. */
function listedNumbers(listed: number[], elements: number): Float64Array {
  if (listed.length === elements) return Float64Array.from(listed);
  if (listed.length === 1) return new Float64Array(elements).fill(listed[0]!);
  if (listed.length === 0) return new Float64Array(elements);
  throw new MalformedMessage("a tensor whose list does not fill its shape");
}
