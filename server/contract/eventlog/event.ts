// One record of an event file: who wrote what at which step. Decodes every writer's, encodes our own.
import { type BytesField, fields, MessageWriter, textOf } from "./wire.ts";

/** What the record carries. `wallTime` is in seconds since 1970 and may be anything. */
export interface LogEvent {
  wallTime: number;
  /** The nearest double. */
  step: number;
  exactStep: bigint;
  content: EventContent;
}

export type EventContent =
  | { kind: "fileVersion"; version: string }
  | { kind: "summary"; values: SummaryValue[] }
  /** A job started (again) at this step: what its earlier life wrote from this step on is superseded. */
  | { kind: "sessionStart" }
  | { kind: "other" };

/** What a value says of its tag; with some writers a tag's first value only. */
export interface SaidOfTag {
  plugin: string | null;
  pluginContent: Uint8Array | null;
  displayName: string | null;
  description: string | null;
}

/** One tagged value. */
export interface SummaryValue extends SaidOfTag {
  tag: string;
  data: ValueData;
}

/** Where its message lies (of a scalar, its four bytes; of an empty value, nothing): offsets into the payload. */
export type ValueData = { start: number; end: number } & (
  | { kind: "scalar"; value: number }
  | { kind: "histogram" | "tensor" | "image" | "audio" | "empty" }
);

const KINDS_OF_FIELDS: Readonly<Record<number, "histogram" | "tensor" | "image" | "audio">> = {
  4: "image",
  5: "histogram",
  6: "audio",
  8: "tensor",
};

const SESSION_START = 1n;
const METADATA_FIELD = 9;

/** Decodes one record's payload. Throws `MalformedMessage`; unknown fields are passed over. */
export function decodeEvent(payload: Uint8Array): LogEvent {
  const view = viewOf(payload);
  let wallTime = 0;
  let exactStep = 0n;
  let content: EventContent = { kind: "other" };
  for (const field of fields(payload)) {
    if (field.number === 1 && field.wire === 1) wallTime = view.getFloat64(field.start, true);
    else if (field.number === 2 && field.wire === 0) exactStep = BigInt.asIntN(64, field.value);
    else if (field.number === 3 && field.wire === 2) {
      content = { kind: "fileVersion", version: textOf(payload, field) };
    } else if (field.number === 5 && field.wire === 2) {
      content = { kind: "summary", values: decodeSummary(payload, field) };
    } else if (field.number === 7 && field.wire === 2 && isSessionStart(payload, field)) {
      content = { kind: "sessionStart" };
    }
  }
  return { wallTime, step: Number(exactStep), exactStep, content };
}

function isSessionStart(payload: Uint8Array, message: BytesField): boolean {
  for (const field of fields(payload, message.start, message.end)) {
    if (field.number === 1 && field.wire === 0) return field.value === SESSION_START;
  }
  return false;
}

function decodeSummary(payload: Uint8Array, message: BytesField): SummaryValue[] {
  const values: SummaryValue[] = [];
  for (const field of fields(payload, message.start, message.end)) {
    if (field.number === 1 && field.wire === 2) values.push(decodeValue(payload, field));
  }
  return values;
}

function decodeValue(payload: Uint8Array, message: BytesField): SummaryValue {
  const value: SummaryValue = {
    tag: "",
    plugin: null,
    pluginContent: null,
    displayName: null,
    description: null,
    data: { kind: "empty", start: message.start, end: message.start },
  };
  for (const field of fields(payload, message.start, message.end)) {
    if (field.wire === 5 && field.number === 2) {
      const { start } = field;
      const number = viewOf(payload).getFloat32(start, true);
      value.data = { kind: "scalar", value: number, start, end: start + 4 };
    } else if (field.wire === 2) {
      const kind = KINDS_OF_FIELDS[field.number];
      if (kind) value.data = { kind, start: field.start, end: field.end };
      else if (field.number === 1) value.tag = textOf(payload, field);
      else if (field.number === METADATA_FIELD) decodeMetadata(payload, field, value);
    }
  }
  return value;
}

/** What the metadata among the fields of a value in `bytes[start, end)` say. Throws {@link MalformedMessage}. */
export function saidOfTag(bytes: Uint8Array, start: number, end: number): SaidOfTag {
  const said: SaidOfTag = {
    plugin: null,
    pluginContent: null,
    displayName: null,
    description: null,
  };
  for (const field of fields(bytes, start, end)) {
    if (field.number === METADATA_FIELD && field.wire === 2) decodeMetadata(bytes, field, said);
  }
  return said;
}

function decodeMetadata(payload: Uint8Array, message: BytesField, into: SaidOfTag): void {
  for (const field of fields(payload, message.start, message.end)) {
    if (field.wire !== 2) continue;
    if (field.number === 2) into.displayName = textOf(payload, field);
    if (field.number === 3) into.description = textOf(payload, field);
    if (field.number !== 1) continue;
    for (const part of fields(payload, field.start, field.end)) {
      if (part.wire !== 2) continue;
      if (part.number === 1) into.plugin = textOf(payload, part);
      if (part.number === 2) into.pluginContent = payload.slice(part.start, part.end);
    }
  }
}

/** What a writer of ours says in one record. */
export type EventToWrite = { wallTime: number; step: number } & (
  | { fileVersion: "brain.Event:2" }
  | { sessionStart: true }
  | { values: MessageWriter[] }
);

/** Encodes one record's payload; frame it with `frameRecord`. */
export function encodeEvent(event: EventToWrite): Uint8Array {
  const message = new MessageWriter().double(1, event.wallTime).varint(2, event.step);
  if ("fileVersion" in event) return message.text(3, event.fileVersion).finish();
  if ("sessionStart" in event)
    return message.message(7, new MessageWriter().varint(1, SESSION_START)).finish();
  const summary = new MessageWriter();
  for (const value of event.values) summary.message(1, value);
  return message.message(5, summary).finish();
}

/** `SummaryMetadata` naming the plugin that draws the value. */
export function metadata(
  plugin: string,
  content?: Uint8Array,
  description?: string,
): MessageWriter {
  const data = new MessageWriter().text(1, plugin);
  if (content) data.bytes(2, content);
  const message = new MessageWriter().message(1, data);
  return description === undefined ? message : message.text(3, description);
}

/** A scalar; event files hold it as float32. */
export function scalarValue(tag: string, value: number): MessageWriter {
  return new MessageWriter().text(1, tag).float(2, value).message(9, metadata("scalars"));
}

const DT_STRING = 7;

/** The version, "1" in ASCII, without which TensorBoard passes over a model's JSON. */
const STRING_CONTENT = Uint8Array.of(0x31);

/** A rank-0 string tensor for the plugin named, the way Keras logs a model's JSON. */
export function stringValue(tag: string, plugin: string, text: string): MessageWriter {
  const tensor = new MessageWriter()
    .varint(1, DT_STRING)
    .message(2, new MessageWriter())
    .text(8, text);
  return new MessageWriter()
    .text(1, tag)
    .message(8, tensor)
    .message(9, metadata(plugin, STRING_CONTENT));
}

/** A value that is all metadata, the way HParams logs a session. */
export function metadataValue(tag: string, plugin: string, content: Uint8Array): MessageWriter {
  return new MessageWriter().text(1, tag).message(9, metadata(plugin, content));
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
