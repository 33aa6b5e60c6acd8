// A ZIP file's directory read from an open file, and where the bytes of its entries lie.
import {
  DEFLATED,
  END_64_BYTES,
  ENTRY_HEADER_BYTES,
  STORED,
  zip64Directory,
  zipDataStart,
  type ZipDirectory,
  zipEntries,
  type ZipEntry,
  zipTail,
  ZIP_TAIL_BYTES,
} from "#contract/zip.ts";
import { bytesAt, type ReadInto } from "./fileBytes.ts";

/** A directory longer than this is refused before it is read: it would name a million entries. */
const LONGEST_DIRECTORY = 64_000_000;

export async function entriesOf(read: ReadInto, size: number): Promise<ZipEntry[]> {
  const { start, length, entries } = await directoryOf(read, size);
  if (start + length > size) throw new Error("its ZIP directory lies behind its end: it is cut");
  if (length > LONGEST_DIRECTORY) throw new Error(`a ZIP directory of ${length} bytes`);
  return zipEntries(await bytesAt(read, start, length), entries);
}

/** Where the entry's packed bytes lie; throws an Error in words when they cannot be read. */
export async function dataOf(
  read: ReadInto,
  size: number,
  entry: ZipEntry,
): Promise<{ start: number; end: number }> {
  if (entry.encrypted) throw new Error(`"${entry.name}" is encrypted`);
  if (entry.method !== STORED && entry.method !== DEFLATED)
    throw new Error(
      `"${entry.name}" is packed by method ${entry.method}; stored and deflated are read`,
    );
  if (entry.headerAt + ENTRY_HEADER_BYTES > size) throw new Error(`"${entry.name}" is cut`);
  const start = zipDataStart(entry, await bytesAt(read, entry.headerAt, ENTRY_HEADER_BYTES));
  const end = start + entry.packedLength;
  if (end > size) throw new Error(`"${entry.name}" is cut`);
  if (entry.method === STORED && entry.length !== entry.packedLength)
    throw new Error(`"${entry.name}" has two lengths`);
  return { start, end };
}

async function directoryOf(read: ReadInto, size: number): Promise<ZipDirectory> {
  const length = Math.min(size, ZIP_TAIL_BYTES);
  const tail = zipTail(await bytesAt(read, size - length, length));
  if ("directory" in tail) return tail.directory;
  if (tail.end64At + END_64_BYTES > size) throw new Error("its ZIP64 directory is cut");
  return zip64Directory(await bytesAt(read, tail.end64At, END_64_BYTES));
}
