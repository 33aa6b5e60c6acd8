// Writes an event file as PyTorch's SummaryWriter does, at hundreds of megabytes a second: one record a value, no metadata.
import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { maskedCrc32c } from "#contract/eventlog/crc32c.ts";
import { metadata } from "#contract/eventlog/event.ts";
import { MessageWriter } from "#contract/eventlog/wire.ts";

/** A HistogramProto; `limits` are right edges, as many as `counts`. */
export interface Histogram {
  min: number;
  max: number;
  num: number;
  sum: number;
  sumSquares: number;
  limits: Float64Array;
  counts: Float64Array;
}

const BUFFER_BYTES = 8 * 2 ** 20;
const HEADER_BYTES = 12;
const FOOTER_BYTES = 4;
/** More than the fields around a value's own bytes ever take. */
const AROUND_BYTES = 256;
const DT_FLOAT = 1;
const DATA_CLASS_TENSOR = 2;
/** Without a data class TensorBoard's data server passes over tensors of plugins it does not know. */
const TENSOR_METADATA = metadata("tensor").varint(4, DATA_CLASS_TENSOR).finish();
const WRITER = "tensorboard.summary.writer.event_file_writer";

const VARINT = 0;
const DOUBLE = 1;
const BYTES = 2;
const FLOAT = 5;

export class EventFileWriter {
  readonly written = { scalars: 0, histograms: 0, tensors: 0, bytes: 0 };
  readonly #file: number;
  readonly #bytes = Buffer.allocUnsafe(BUFFER_BYTES);
  readonly #view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset, BUFFER_BYTES);
  #at = 0;

  /** Makes the folders on the way to `path`, and the file anew. */
  constructor(path: string, wallTime: number) {
    mkdirSync(dirname(path), { recursive: true });
    this.#file = openSync(path, "w");
    const version = new MessageWriter()
      .double(1, wallTime)
      .text(3, "brain.Event:2")
      .message(10, new MessageWriter().text(1, WRITER))
      .finish();
    this.#record(version.length, () => this.#raw(version));
  }

  scalar(wallTime: number, step: number, tag: Uint8Array, value: number): void {
    this.written.scalars++;
    this.#event(wallTime, step, fieldBytes(tag.length) + 5, () => {
      this.#field(1, tag);
      this.#key(2, FLOAT);
      this.#at = this.#bytes.writeFloatLE(value, this.#at);
    });
  }

  histogram(wallTime: number, step: number, tag: Uint8Array, histogram: Histogram): void {
    this.written.histograms++;
    const { min, max, num, sum, sumSquares, limits, counts } = histogram;
    const listBytes = limits.byteLength;
    const protoBytes = 5 * 9 + 2 * fieldBytes(listBytes);
    this.#event(wallTime, step, fieldBytes(tag.length) + fieldBytes(protoBytes), () => {
      this.#field(1, tag);
      this.#head(5, protoBytes);
      for (const [i, value] of [min, max, num, sum, sumSquares].entries()) {
        this.#double(i + 1, value);
      }
      this.#head(6, listBytes);
      for (const limit of limits) this.#at = this.#bytes.writeDoubleLE(limit, this.#at);
      this.#head(7, listBytes);
      for (const count of counts) this.#at = this.#bytes.writeDoubleLE(count, this.#at);
    });
  }

  /** A float32 vector as `tf.summary.write` logs it: `content` is its bytes, little-endian. */
  tensor(wallTime: number, step: number, tag: Uint8Array, content: Uint8Array): void {
    this.written.tensors++;
    const shape = new MessageWriter()
      .message(2, new MessageWriter().varint(1, content.length / 4))
      .finish();
    const tensorBytes = 2 + fieldBytes(shape.length) + fieldBytes(content.length);
    const valueBytes =
      fieldBytes(tag.length) + fieldBytes(tensorBytes) + fieldBytes(TENSOR_METADATA.length);
    this.#event(wallTime, step, valueBytes, () => {
      this.#field(1, tag);
      this.#head(8, tensorBytes);
      this.#key(1, VARINT);
      this.#varint(DT_FLOAT);
      this.#field(2, shape);
      this.#field(4, content);
      this.#field(9, TENSOR_METADATA);
    });
  }

  close(): void {
    this.#flush();
    closeSync(this.#file);
  }

  #event(wallTime: number, step: number, valueBytes: number, value: () => void): void {
    const summaryBytes = fieldBytes(valueBytes);
    const stepBytes = step === 0 ? 0 : 1 + varintBytes(step);
    this.#record(9 + stepBytes + fieldBytes(summaryBytes), () => {
      this.#double(1, wallTime);
      if (step !== 0) {
        this.#key(2, VARINT);
        this.#varint(step);
      }
      this.#head(5, summaryBytes);
      this.#head(1, valueBytes);
      value();
    });
  }

  #record(length: number, payload: () => void): void {
    if (this.#at + length + AROUND_BYTES > BUFFER_BYTES) this.#flush();
    const header = this.#at;
    this.#bytes.writeUInt32LE(length, header);
    this.#bytes.writeUInt32LE(0, header + 4);
    this.#bytes.writeUInt32LE(maskedCrc32c(this.#bytes, header, header + 8), header + 8);
    const start = header + HEADER_BYTES;
    this.#at = start;
    payload();
    if (this.#at !== start + length) {
      throw new Error(`a record of ${this.#at - start} bytes was announced with ${length}`);
    }
    this.#view.setUint32(this.#at, maskedCrc32c(this.#bytes, start, this.#at), true);
    this.#at += FOOTER_BYTES;
  }

  #flush(): void {
    for (let from = 0; from < this.#at;) {
      from += writeSync(this.#file, this.#bytes, from, this.#at - from);
    }
    this.written.bytes += this.#at;
    this.#at = 0;
  }

  #key(field: number, wire: number): void {
    this.#bytes[this.#at++] = field * 8 + wire;
  }

  #head(field: number, length: number): void {
    this.#key(field, BYTES);
    this.#varint(length);
  }

  #field(field: number, content: Uint8Array): void {
    this.#head(field, content.length);
    this.#raw(content);
  }

  #double(field: number, value: number): void {
    this.#key(field, DOUBLE);
    this.#at = this.#bytes.writeDoubleLE(value, this.#at);
  }

  #varint(value: number): void {
    let rest = value;
    for (; rest > 0x7f; rest >>>= 7) this.#bytes[this.#at++] = (rest & 0x7f) | 0x80;
    this.#bytes[this.#at++] = rest;
  }

  #raw(content: Uint8Array): void {
    this.#bytes.set(content, this.#at);
    this.#at += content.length;
  }
}

function varintBytes(value: number): number {
  let bytes = 1;
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) bytes++;
  return bytes;
}

/** Bytes of a field with `length` bytes of content; all fields used here are numbered below 16. */
function fieldBytes(length: number): number {
  return 1 + varintBytes(length) + length;
}
