// Hyperparameters and the end of a session, in the protobufs that TensorBoard's HParams page reads.
import { metadataValue } from "./event.ts";
import {
  type BytesField,
  fields,
  floatOf,
  MalformedMessage,
  MessageWriter,
  textOf,
} from "./wire.ts";

export type Hyperparameters = Record<string, string | number | boolean>;
export type SessionStatus = "success" | "failure";

export const HPARAMS_PLUGIN = "hparams";
const START_TAG = "_hparams_/session_start_info";
const END_TAG = "_hparams_/session_end_info";
/** Every page is told them; what is longer is refused. */
const LONGEST_SESSION_BYTES = 1_048_576;
const STATUS = { success: 1, failure: 2 } as const;

/** The value that opens a session: its hyperparameters, with `group` naming trials that belong together. */
export function sessionStartValue(
  hparams: Hyperparameters,
  group: string,
  startedAt: number,
): MessageWriter {
  const start = new MessageWriter();
  for (const [name, value] of Object.entries(hparams)) {
    const wrapped = new MessageWriter();
    if (typeof value === "number") wrapped.double(2, value);
    else if (typeof value === "string") wrapped.text(3, value);
    else wrapped.varint(4, value ? 1 : 0);
    start.message(1, new MessageWriter().text(1, name).message(2, wrapped));
  }
  start.text(4, group).double(5, startedAt);
  return metadataValue(
    START_TAG,
    HPARAMS_PLUGIN,
    new MessageWriter().varint(1, 0).message(3, start).finish(),
  );
}

/** The value that closes a session. */
export function sessionEndValue(status: SessionStatus, endedAt: number): MessageWriter {
  const end = new MessageWriter().varint(1, STATUS[status]).double(2, endedAt);
  return metadataValue(
    END_TAG,
    HPARAMS_PLUGIN,
    new MessageWriter().varint(1, 0).message(4, end).finish(),
  );
}

/** What an HParams value says. Throws `MalformedMessage` on a broken one. */
export function decodeHparams(
  content: Uint8Array,
):
  | { kind: "start"; hparams: Hyperparameters }
  | { kind: "end"; status: SessionStatus }
  | { kind: "other" } {
  if (content.length > LONGEST_SESSION_BYTES)
    throw new MalformedMessage(`a session's ${content.length} bytes are refused`);
  for (const field of fields(content)) {
    if (field.wire !== 2) continue;
    if (field.number === 3) return { kind: "start", hparams: decodeStart(content, field) };
    if (field.number === 4) return { kind: "end", status: decodeStatus(content, field) };
  }
  return { kind: "other" };
}

function decodeStart(content: Uint8Array, message: BytesField): Hyperparameters {
  const entries: [string, string | number | boolean][] = [];
  for (const field of fields(content, message.start, message.end)) {
    if (field.number !== 1 || field.wire !== 2) continue;
    let name = "";
    let value: string | number | boolean | null = null;
    for (const part of fields(content, field.start, field.end)) {
      if (part.wire !== 2) continue;
      if (part.number === 1) name = textOf(content, part);
      if (part.number === 2) value = decodeWrapped(content, part);
    }
    if (value !== null) entries.push([name, value]);
  }
  return Object.fromEntries(entries);
}

function decodeWrapped(content: Uint8Array, message: BytesField): string | number | boolean | null {
  for (const field of fields(content, message.start, message.end)) {
    if (field.number === 2 && field.wire === 1) return floatOf(content, field);
    if (field.number === 3 && field.wire === 2) return textOf(content, field);
    if (field.number === 4 && field.wire === 0) return field.value !== 0n;
  }
  return null;
}

function decodeStatus(content: Uint8Array, message: BytesField): SessionStatus {
  for (const field of fields(content, message.start, message.end)) {
    if (field.number === 1 && field.wire === 0)
      return field.value === BigInt(STATUS.success) ? "success" : "failure";
  }
  return "failure";
}
