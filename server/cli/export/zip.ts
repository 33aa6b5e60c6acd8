// A ZIP file (APPNOTE 6.3.10) of files that are stored as they are, which is all that NumPy's .npz needs.
import { crc32 } from "node:zlib";

/** One file in it, in pieces. */
export interface FileToZip {
  name: string;
  pieces: readonly Uint8Array[];
}

const [LOCAL, CENTRAL, END] = [0x04034b50, 0x02014b50, 0x06054b50];
const VERSION = 20;
/** Names are UTF-8. */
const FLAGS = 1 << 11;
/** The first of January 1980, where ZIP's time begins: the same numbers make the same file. */
const DATE = 0x21;
const LONGEST = 0xffff_ffff;
const MOST_FILES = 0xffff;

/** The ZIP file, piece by piece. Throws a RangeError when it would be one of 4 GiB or more. */
export function* zipOf(files: readonly FileToZip[]): Generator<Uint8Array> {
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const { name, pieces } of files) {
    const bytes = Buffer.from(name);
    const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
    const crc = pieces.reduce((sum, piece) => crc32(piece, sum), 0);
    // version, flags, method, time, date, checksum, packed and own length, lengths of the name and of what else is told
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(VERSION, 0);
    facts.writeUInt16LE(FLAGS, 2);
    facts.writeUInt16LE(DATE, 8);
    facts.writeUInt32LE(crc, 10);
    const end = at + 4 + facts.length + bytes.length + length;
    if (end > LONGEST || files.length > MOST_FILES)
      throw new RangeError("a ZIP file of 4 GiB or more");
    facts.writeUInt32LE(length, 14);
    facts.writeUInt32LE(length, 18);
    facts.writeUInt16LE(bytes.length, 22);
    yield Buffer.concat([number32(LOCAL), facts, bytes]);
    yield* pieces;
    // no comment, first disk, no attributes, and where the file's own header lies
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    directory.push(Buffer.concat([number32(CENTRAL), number16(VERSION), facts, rest, bytes]));
    at = end;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(entries.length, 8);
  end.writeUInt32LE(at, 12);
  yield Buffer.concat([entries, number32(END), end]);
}

function number16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function number32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
