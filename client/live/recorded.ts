// The recording that a saved page carries in itself, unpacked.
import { RECORDING_ID } from "#contract/snapshot/recordingId.ts";
import type { Recording } from "#contract/snapshot/recording.ts";

/** Null in a page that comes from a server. */
export async function recordedIn(page: Document): Promise<Recording | null> {
  const text = page.getElementById(RECORDING_ID)?.textContent;
  if (text === undefined || text === null) return null;
  const { unpackRecording } = await import("#contract/snapshot/recording.ts");
  const zipped = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([zipped]).stream().pipeThrough(new DecompressionStream("gzip"));
  return unpackRecording(await new Response(stream).arrayBuffer());
}
