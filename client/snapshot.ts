// Saves what is compared as one HTML file that opens without a server: this page itself, with all its answers in it.
import { type PageFiles, snapshotHtml } from "#contract/snapshot/html.ts";
import {
  mayBeRefused,
  packRecording,
  recordedMessages,
  recordedPaths,
  type Recording,
} from "#contract/snapshot/recording.ts";
import type { Store } from "./store/store.ts";
import { parameterKey } from "./store/parameters.ts";
import { SLOTS } from "./store/selectionRules.ts";

export interface SnapshotWorld {
  now(): number;
  /** Rejects with an error whose message is for people. */
  fetchBytes(path: string): Promise<ArrayBuffer>;
}

/** Requests at the same time. */
const AT_ONCE = 6;

/** Told how many of how many answers are here. */
type Told = (done: number, all: number) => void;

/** Makes the file's text. */
export type MakeSnapshot = (told: Told) => Promise<string>;

/** The file's text. Rejects in words when something of it cannot be had. */
export async function snapshotOf(
  store: Store,
  world: SnapshotWorld,
  query: string,
  told: Told,
): Promise<string> {
  const recording = await recordingOf(store, world, query, told);
  const names = recording.messages.flatMap((message) =>
    message.type === "runs" ? message.runs.map(({ name }) => name) : [],
  );
  return snapshotHtml({
    page: await filesOf(world),
    base64: base64Of(await gzipped(packRecording(recording))),
    title: `${names.join(" and ")} – Layerlapse`,
    nonce: crypto.randomUUID(),
  });
}

async function recordingOf(
  { runs, slots, parameterKey: key }: Store,
  world: SnapshotWorld,
  query: string,
  told: Told,
): Promise<Recording> {
  const server = runs.server.peek() ?? "";
  const shown = new Set(SLOTS.flatMap((slot) => slots[slot].run.peek() ?? []));
  const paths = recordedPaths(server, [...shown], (one) => parameterKey(one) === key.peek());
  const answers = new Map<string, Uint8Array>();
  const left = [...paths];
  const fetchSome = async (): Promise<void> => {
    for (let path = left.shift(); path !== undefined; path = left.shift()) {
      try {
        answers.set(path, new Uint8Array(await world.fetchBytes(path)));
      } catch (error) {
        if (!mayBeRefused(path)) throw error;
      }
      told(paths.length - left.length, paths.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, fetchSome));
  const messages = recordedMessages(server, [...shown], runs.windowTitle.peek());
  return { recordedAt: world.now(), query, messages, answers };
}

/** The page as it was built for this: in one piece. */
async function filesOf(world: SnapshotWorld): Promise<PageFiles> {
  const [script, style, icon] = await Promise.all(
    ["./whole.js", "./whole.css", "./icon.svg"].map(async (address) =>
      new TextDecoder().decode(await world.fetchBytes(address)),
    ),
  );
  return { script: script!, style: style!, icon: icon! };
}

async function gzipped(bytes: Uint8Array): Promise<Uint8Array> {
  const whole = new Blob([new Uint8Array(bytes)]);
  const stream = whole.stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Arguments of one call are limited. */
const BYTES_A_CALL = 0x8000;

function base64Of(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += BYTES_A_CALL) {
    text += String.fromCharCode(...bytes.subarray(at, at + BYTES_A_CALL));
  }
  return btoa(text);
}
