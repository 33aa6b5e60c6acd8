// safetensors: a JSON header naming each tensor's dtype, shape and byte range, then the bytes.
import { isDrawn, widthOf } from "./dtypes.ts";
import { repeatedName } from "./repeatedName.ts";

/** Where one tensor lies: `start` and `end` are offsets into the file. */
export interface TensorEntry {
  name: string;
  dtype: string;
  shape: number[];
  start: number;
  end: number;
}

export interface SafetensorsHeader {
  tensors: TensorEntry[];
  metadata: Record<string, string>;
  /** Length of the whole file that the header describes. */
  fileLength: number;
}

export interface NamedTensor {
  name: string;
  shape: readonly number[];
  values: Float32Array;
}

/** A tensor to be written; its dtype is that of its values. */
export interface EncodableTensor {
  name: string;
  shape: readonly number[];
  values: Float32Array | Int32Array | Uint8Array;
}

const PREFIX = 8;
const SPACE = 0x20;
const LONGEST_HEADER = 100_000_000;
const encoder = new TextEncoder();

/** Encodes tensors as the bytes of one file, in the order given: those of wider elements go first. */
export function encodeSafetensors(
  tensors: readonly EncodableTensor[],
  metadata: Record<string, string>,
): Uint8Array {
  let offset = 0;
  const entries = tensors.map(({ name, shape, values }) => {
    const range = [offset, (offset += values.byteLength)];
    return [name, { dtype: dtypeOf(values), shape, data_offsets: range }] as const;
  });
  const json = JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(entries) });
  const text = encoder.encode(json);
  const header = new Uint8Array(Math.ceil(text.length / 8) * 8).fill(SPACE);
  header.set(text);
  const file = new Uint8Array(PREFIX + header.length + offset);
  new DataView(file.buffer).setBigUint64(0, BigInt(header.length), true);
  file.set(header, PREFIX);
  let at = PREFIX + header.length;
  for (const { values } of tensors) {
    file.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at);
    at += values.byteLength;
  }
  return file;
}

function dtypeOf(values: EncodableTensor["values"]): string {
  if (values instanceof Float32Array) return "F32";
  return values instanceof Int32Array ? "I32" : "U8";
}

/** The header's length in bytes from a file's first eight; throws when it cannot be one. */
export function headerLength(prefix: Uint8Array): number {
  if (prefix.length < PREFIX)
    throw new Error("shorter than the 8 bytes that give the header's length");
  const length = Number(new DataView(prefix.buffer, prefix.byteOffset).getBigUint64(0, true));
  if (length > LONGEST_HEADER)
    throw new Error(`a header of ${length} bytes; at most ${LONGEST_HEADER} are read`);
  return length;
}

/**
 * Reads a header (the JSON bytes behind the first eight) and checks that it says nothing twice and that its ranges tile
 * the file without holes. Throws an Error that says what is wrong.
 */
export function parseSafetensorsHeader(json: Uint8Array): SafetensorsHeader {
  const text = new TextDecoder("utf-8", { fatal: true }).decode(json);
  if (!text.startsWith("{")) throw new Error("the header does not start with {");
  const header = JSON.parse(text) as Record<string, unknown>;
  const repeated = repeatedName(text);
  if (repeated !== null) throw new Error(`the header names "${repeated}" twice`);
  const base = PREFIX + json.length;
  const tensors = Object.entries(header)
    .filter(([name]) => name !== "__metadata__")
    .map(([name, entry]) => tensorEntry(name, entry, base));
  let end = base;
  for (const tensor of tensors.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    if (tensor.start !== end)
      throw new Error(`a hole or an overlap before tensor "${tensor.name}"`);
    end = tensor.end;
  }
  return { tensors, metadata: stringsOf(header["__metadata__"]), fileLength: end };
}

function tensorEntry(name: string, entry: unknown, base: number): TensorEntry {
  const { dtype, shape, data_offsets: offsets } = (entry ?? {}) as Record<string, unknown>;
  if (typeof dtype !== "string" || !isSizes(shape) || !isSizes(offsets) || offsets.length !== 2) {
    throw new Error(`tensor "${name}" lacks a dtype, a shape or its offsets`);
  }
  const [start, end] = [base + offsets[0]!, base + offsets[1]!];
  const count = shape.reduce((product, size) => product * size, 1);
  const bytes = isDrawn(dtype) ? count * widthOf(dtype) : end - start;
  if (end < start || bytes !== end - start || !Number.isSafeInteger(count)) {
    throw new Error(`tensor "${name}" does not fill its shape [${shape.join(", ")}]`);
  }
  return { name, dtype, shape, start, end };
}

function isSizes(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0);
}

/** Text by name, as the format has it; what else may be there is left out. */
function stringsOf(value: unknown): Record<string, string> {
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return Object.fromEntries(entries.filter(([, text]) => typeof text === "string"));
}
