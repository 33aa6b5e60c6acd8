// Bytes on the disk with their length and checksum before them, so that what is damaged is noticed.
import { fstatSync, readSync, writeSync } from "node:fs";
import { crc32 } from "node:zlib";

/** In front of all bytes that belong together, and once more behind the last: length and CRC-32, 32 bits each. */
export const FRAME_BYTES = 8;

/** The frame of some bytes. */
export function framed(bytes: Uint8Array): Uint8Array {
  const frame = new Uint8Array(FRAME_BYTES);
  const view = new DataView(frame.buffer);
  view.setUint32(0, bytes.length, true);
  view.setUint32(4, crc32(bytes), true);
  return frame;
}

/** How many bytes the frame belongs to. */
export function lengthIn(frame: Uint8Array): number {
  return new DataView(frame.buffer).getUint32(0, true);
}

/** Whether the bytes are those that the frame was made of. */
export function checked(bytes: Uint8Array, frame: Uint8Array): boolean {
  return new DataView(frame.buffer).getUint32(4, true) === crc32(bytes);
}

/** The file's bytes, in what `room` gives for them. Throws when there are not that many. */
export function bytesAt(
  descriptor: number,
  position: number,
  length: number,
  room = (bytes: number): Uint8Array<ArrayBuffer> => new Uint8Array(bytes),
): Uint8Array<ArrayBuffer> {
  if (position < 0 || position + length > fstatSync(descriptor).size)
    throw new Error("what was kept has been cut");
  const bytes = room(length);
  for (let at = 0; at < length;) {
    const read = readSync(descriptor, bytes, at, length - at, position + at);
    if (read === 0) throw new Error("what was kept has been cut");
    at += read;
  }
  return bytes;
}

export function writeWhole(descriptor: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at);
}
