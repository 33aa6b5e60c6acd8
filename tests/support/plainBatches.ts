// Decoded records as batches of columns, one value after the other: plain, and the measure of what is faster.
import {
  type EventBatch,
  type RejectedValue,
  type TagMetadata,
  VALUE,
  type ValueKind,
} from "#contract/eventlog/batch.ts";
import { decodeEvent, type LogEvent, type SummaryValue } from "#contract/eventlog/event.ts";
import { countOfProto, countOfTensor } from "./plainHistogramCheck.ts";
import { KERAS_PLUGIN, KERAS_TAG } from "#contract/eventlog/keras.ts";
import { decodeTensor, type LoggedTensor } from "#contract/eventlog/tensor.ts";
import type { RecordRange } from "#contract/eventlog/tfrecord.ts";

const DT_STRING = 7;

/** Values that cannot be drawn are told one by one up to this many. */
const REJECTED_TOLD = 20;

interface Row {
  kind: ValueKind;
  exactStep: bigint;
  wallTime: number;
  number: number;
  start: number;
  length: number;
  metadata: Omit<TagMetadata, "tag" | "value"> | null;
  content: Uint8Array | null;
}

/** Rows by tag, until they are columns. */
class Rows {
  readonly #byTag = new Map<string, Row[]>();
  readonly #sessionStart: number | null;
  readonly #rejected: RejectedValue[] = [];
  #moreRejected = 0;
  records = 0;

  constructor(sessionStart: number | null) {
    this.#sessionStart = sessionStart;
  }

  add(tag: string, row: Row): void {
    const rows = this.#byTag.get(tag);
    if (rows) rows.push(row);
    else this.#byTag.set(tag, [row]);
  }

  reject(value: RejectedValue): void {
    if (this.#rejected.length < REJECTED_TOLD) this.#rejected.push(value);
    else this.#moreRejected++;
  }

  columns(): EventBatch {
    const rows = [...this.#byTag.values()].flat();
    let end = 0;
    const ends = Array.from(this.#byTag.values(), ({ length }) => (end += length));
    const tagOf = (value: number): number => ends.findIndex((one) => value < one);
    const exact = rows.every(({ exactStep }) => BigInt(Number(exactStep)) === exactStep);
    return {
      tags: [...this.#byTag.keys()],
      ends: Uint32Array.from(ends),
      kinds: Uint8Array.from(rows, ({ kind }) => kind),
      steps: Float64Array.from(rows, ({ exactStep }) => Number(exactStep)),
      exactSteps: exact ? null : BigInt64Array.from(rows, ({ exactStep }) => exactStep),
      wallTimes: Float64Array.from(rows, ({ wallTime }) => wallTime),
      numbers: Float64Array.from(rows, ({ number }) => number),
      starts: Float64Array.from(rows, ({ start }) => start),
      lengths: Uint32Array.from(rows, ({ length }) => length),
      metadata: rows.flatMap(({ metadata }, value) =>
        metadata ? [{ tag: tagOf(value), value, ...metadata }] : [],
      ),
      rejected: this.#rejected,
      moreRejected: this.#moreRejected,
      contents: new Map(
        rows.flatMap(({ content }, value) => (content ? [[value, content] as const] : [])),
      ),
      sessionStart: this.#sessionStart,
      records: this.records,
    };
  }
}

/**
 * Decodes the records at `records` of `bytes`, whose first byte lies at `base` in its file; a session's start begins
 * another batch. `malformed` is told of a record that is no event: its place in `bytes`, and why.
 */
export function batchesOf(
  bytes: Uint8Array,
  records: readonly RecordRange[],
  base: number,
  malformed: (range: RecordRange, reason: string) => void,
): EventBatch[] {
  const batches = [new Rows(null)];
  for (const range of records) {
    const payload = bytes.subarray(range.start, range.end);
    let event: LogEvent;
    try {
      event = decodeEvent(payload);
    } catch (error) {
      malformed(range, (error as Error).message);
      continue;
    }
    if (event.content.kind === "sessionStart") batches.push(new Rows(event.step));
    const rows = batches.at(-1)!;
    rows.records++;
    if (event.content.kind !== "summary") continue;
    for (const value of event.content.values) {
      try {
        rows.add(value.tag, rowOf(value, event, payload, base + range.start));
      } catch (error) {
        const { message: reason } = error as Error;
        rows.reject({ tag: value.tag, offset: base + range.start, reason });
      }
    }
  }
  return batches.map((rows) => rows.columns());
}

function rowOf(value: SummaryValue, event: LogEvent, payload: Uint8Array, offset: number): Row {
  const { data, tag, plugin, pluginContent, displayName, description } = value;
  const told = plugin !== null || description !== null;
  const isModel = data.kind === "tensor" && (plugin === KERAS_PLUGIN || tag === KERAS_TAG);
  return {
    ...lookedAt(value, payload),
    exactStep: event.exactStep,
    wallTime: event.wallTime,
    start: offset + data.start,
    length: data.end - data.start,
    metadata: told ? { plugin, pluginContent, displayName, description } : null,
    content: isModel ? payload.slice(data.start, data.end) : null,
  };
}

function lookedAt({ data }: SummaryValue, payload: Uint8Array): Pick<Row, "kind" | "number"> {
  if (data.kind === "scalar") return { kind: VALUE.scalar, number: data.value };
  if (data.kind === "histogram") {
    return { kind: VALUE.histogram, number: countOfProto(payload, data.start, data.end) };
  }
  if (data.kind !== "tensor") return { kind: VALUE[data.kind], number: NaN };
  const tensor = numericTensor(payload, data);
  if (tensor?.numbers.length === 1) return { kind: VALUE.tensorNumber, number: tensor.numbers[0]! };
  if (tensor?.shape.length !== 2 || tensor.shape[1] !== 3)
    return { kind: VALUE.tensor, number: NaN };
  try {
    return { kind: VALUE.tensorRows, number: countOfTensor(payload, data.start, data.end) };
  } catch {
    return { kind: VALUE.tensorRows, number: NaN };
  }
}

/** Null when it holds no numbers that are read; whether that is wrong depends on what draws it. */
function numericTensor(
  payload: Uint8Array,
  { start, end }: { start: number; end: number },
): LoggedTensor | null {
  try {
    const tensor = decodeTensor(payload, start, end);
    return tensor.strings.length > 0 || tensor.dtype === DT_STRING ? null : tensor;
  } catch {
    return null;
  }
}
