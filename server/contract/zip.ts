// The directory of a ZIP file (APPNOTE 6.3.10, with ZIP64): what is in it, where, and how it is packed.

/** One file inside; encrypted ones and methods other than these two are told by their number. */
export interface ZipEntry {
  name: string;
  /** 0: as it is; 8: deflated. */
  method: number;
  encrypted: boolean;
  /** CRC-32 of the unpacked bytes. */
  crc: number;
  packedLength: number;
  length: number;
  /** Offset in the file of the entry's own header, behind which its bytes lie. */
  headerAt: number;
}

/** Where the directory lies. */
export interface ZipDirectory {
  start: number;
  length: number;
  entries: number;
}

export const STORED = 0;
export const DEFLATED = 8;
/** The end of the directory lies within this many last bytes of a file: 22, and a comment. */
export const ZIP_TAIL_BYTES = 22 + 65_535 + 20;
/** Of an entry's own header, up to its name. */
export const ENTRY_HEADER_BYTES = 30;

const [END, END_64, LOCATOR_64, ENTRY, LOCAL] = [
  0x06054b50, 0x06064b50, 0x07064b50, 0x02014b50, 0x04034b50,
];
const END_BYTES = 22;
const LOCATOR_BYTES = 20;
/** Of the ZIP64 end of the directory, as far as it is read. */
export const END_64_BYTES = 56;
const ENTRY_BYTES = 46;
const SATURATED = 0xffffffff;
const ZIP64_FIELD = 1;
const ENCRYPTED_FLAG = 1;

/** What a file's last bytes say of its directory: where it is, or where the ZIP64 record that tells it lies. */
export type ZipTail = { directory: ZipDirectory } | { end64At: number };

/** Reads the last bytes of a file (up to {@link ZIP_TAIL_BYTES}). Throws when they are not the end of a ZIP file. */
export function zipTail(tail: Uint8Array): ZipTail {
  const view = viewOf(tail);
  let at = tail.length - END_BYTES;
  while (at >= 0 && !(view.getUint32(at, true) === END && commentFits(view, at))) at--;
  if (at < 0) throw new Error("no end of a ZIP directory in it: it is cut, or no ZIP file");
  const locator = at - LOCATOR_BYTES;
  if (locator >= 0 && view.getUint32(locator, true) === LOCATOR_64)
    return { end64At: numberAt(view, locator + 8) };
  const [entries, length, start] = [
    view.getUint16(at + 10, true),
    view.getUint32(at + 12, true),
    view.getUint32(at + 16, true),
  ];
  return { directory: { start, length, entries } };
}

/** Reads the ZIP64 end of the directory. Throws when the bytes are none. */
export function zip64Directory(bytes: Uint8Array): ZipDirectory {
  const view = viewOf(bytes);
  if (bytes.length < END_64_BYTES || view.getUint32(0, true) !== END_64)
    throw new Error("its ZIP64 directory is not where it should be");
  return { entries: numberAt(view, 32), length: numberAt(view, 40), start: numberAt(view, 48) };
}

/** Reads the directory itself. Throws when it is not whole. */
export function zipEntries(directory: Uint8Array, count: number): ZipEntry[] {
  const view = viewOf(directory);
  const entries: ZipEntry[] = [];
  for (let at = 0; entries.length < count;) {
    if (at + ENTRY_BYTES > directory.length || view.getUint32(at, true) !== ENTRY)
      throw new Error(`entry ${entries.length + 1} of ${count} in its ZIP directory is damaged`);
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((field) =>
      view.getUint16(at + field, true),
    ) as [number, number, number];
    const nameAt = at + ENTRY_BYTES;
    const extraAt = nameAt + nameBytes;
    const next = extraAt + extraBytes + commentBytes;
    if (next > directory.length) throw new Error("its ZIP directory is cut");
    const sizes = [24, 20, 42].map((field) => view.getUint32(at + field, true));
    const [length, packedLength, headerAt] = widened(view, sizes, extraAt, extraAt + extraBytes);
    entries.push({
      name: new TextDecoder().decode(directory.subarray(nameAt, extraAt)),
      method: view.getUint16(at + 10, true),
      encrypted: (view.getUint16(at + 8, true) & ENCRYPTED_FLAG) !== 0,
      crc: view.getUint32(at + 16, true),
      packedLength: packedLength!,
      length: length!,
      headerAt: headerAt!,
    });
    at = next;
  }
  return entries;
}

/** Where an entry's bytes start, from its own header; throws when there is none. */
export function zipDataStart(entry: ZipEntry, header: Uint8Array): number {
  const view = viewOf(header);
  if (header.length < ENTRY_HEADER_BYTES || view.getUint32(0, true) !== LOCAL)
    throw new Error(`"${entry.name}" is not where its ZIP directory says`);
  const [nameBytes, extraBytes] = [view.getUint16(26, true), view.getUint16(28, true)];
  return entry.headerAt + ENTRY_HEADER_BYTES + nameBytes + extraBytes;
}

function commentFits(view: DataView, at: number): boolean {
  return at + END_BYTES + view.getUint16(at + 20, true) === view.byteLength;
}

/** The sizes, those that are too long for 32 bits from the ZIP64 field, which holds them in the same order. */
function widened(view: DataView, sizes: number[], from: number, to: number): number[] {
  if (!sizes.includes(SATURATED)) return sizes;
  for (let at = from; at + 4 <= to;) {
    const end = at + 4 + view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === ZIP64_FIELD && end <= to) {
      let wide = at + 4;
      return sizes.map((size) => {
        if (size !== SATURATED) return size;
        if (wide + 8 > end) throw new Error("its ZIP directory lacks a length of 64 bits");
        wide += 8;
        return numberAt(view, wide - 8);
      });
    }
    at = end;
  }
  throw new Error("its ZIP directory lacks the lengths of 64 bits");
}

function numberAt(view: DataView, at: number): number {
  const number = Number(view.getBigUint64(at, true));
  if (!Number.isSafeInteger(number)) throw new Error("its ZIP directory claims impossible lengths");
  return number;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
