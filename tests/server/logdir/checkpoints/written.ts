// Checkpoints' files for the tests, with tensors of any dtype.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

export interface Written {
  dtype: string;
  shape: number[];
  bytes: Uint8Array;
}

export function floats(...values: number[]): Written {
  const bytes = new Uint8Array(Float32Array.from(values).buffer);
  return { dtype: "F32", shape: [values.length], bytes };
}

/** The bytes of a safetensors file. */
export function safetensors(tensors: Record<string, Written>): Buffer {
  let end = 0;
  const header = JSON.stringify(
    Object.fromEntries(
      Object.entries(tensors).map(([name, { dtype, shape, bytes }]) => {
        const offsets = [end, (end += bytes.length)];
        return [name, { dtype, shape, data_offsets: offsets }];
      }),
    ),
  );
  const prefix = Buffer.alloc(8);
  prefix.writeBigUInt64LE(BigInt(Buffer.byteLength(header)));
  return Buffer.concat([
    prefix,
    Buffer.from(header),
    ...Object.values(tensors).map(({ bytes }) => bytes),
  ]);
}

/** Writes a file under `folder`, making its directories; returns its path. */
export function write(folder: string, file: string, bytes: Uint8Array | string): string {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  return path;
}
