// What a browser may say on its socket, checked here so that everything behind can trust it.
import {
  type ClientMessage,
  LONGEST_CLIENT_MESSAGE,
  type SeriesCursor,
} from "#contract/protocol.ts";

/** Series one browser may watch at once. */
export const MOST_WATCHED = 512;
const LONGEST_ID = 200;

/** Thrown for a message that is not one of ours; `code` is the socket's close code. */
export class BadMessage extends Error {
  readonly code: number;

  constructor(code: number, reason: string) {
    super(reason);
    this.code = code;
  }
}

const POLICY = 1008;
const UNSUPPORTED = 1003;
const TOO_BIG = 1009;

/** The message in the text, with nothing else in it. */
export function parseClientMessage(data: Buffer, isBinary: boolean): ClientMessage {
  if (data.length > LONGEST_CLIENT_MESSAGE) {
    throw new BadMessage(TOO_BIG, `a message is longer than ${LONGEST_CLIENT_MESSAGE} bytes`);
  }
  if (isBinary) throw new BadMessage(UNSUPPORTED, "messages to the server are text");
  const message = record(jsonOf(data.toString()), "the message");
  const { type, server, revision, watch } = message;
  switch (type) {
    case "resume":
      if (server !== null && !isId(server)) throw malformed("server");
      if (!isCount(revision)) throw malformed("revision");
      return { type, server, revision, watch: cursors(watch) };
    case "watch":
      return { type, watch: cursors(watch) };
    default:
      throw new BadMessage(POLICY, "the message's type is unknown");
  }
}

function cursors(watch: unknown): SeriesCursor[] {
  if (!Array.isArray(watch)) throw malformed("watch");
  if (watch.length > MOST_WATCHED) {
    throw new BadMessage(POLICY, `more than ${MOST_WATCHED} series are watched`);
  }
  return watch.map((entry: unknown) => {
    const { run, generation, series, points } = record(entry, "watch");
    if (!isId(run) || !isCount(generation) || !isCount(series) || !isCount(points)) {
      throw malformed("watch");
    }
    return { run, generation, series, points };
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadMessage(POLICY, "the message is not JSON");
  }
}

function record(value: unknown, name: string): Record<string, unknown> {
  if (typeof value === "object" && value !== null) return value as Record<string, unknown>;
  throw malformed(name);
}

const isId = (value: unknown): value is string =>
  typeof value === "string" && value.length <= LONGEST_ID;

const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0;

const malformed = (name: string): BadMessage => new BadMessage(POLICY, `${name} is malformed`);
