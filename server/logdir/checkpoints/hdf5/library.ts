// HDF5 files by the HDF5 library itself (h5wasm): it sees nothing of the machine but the file that it is given.
import { readSync } from "node:fs";

/** What the package exports, as far as it is used; its own declarations would put another WebAssembly in their place. */
interface Hdf5 {
  ready: Promise<Library>;
  File: new (name: string, mode: "r") => HdfFile;
  Group: new (
    file: bigint,
    path: string,
  ) => { get_attribute(name: string, json: boolean): unknown };
}
interface HdfFile {
  file_id: bigint;
  close(): void;
}

type Hdf5Class = "H5T_INTEGER" | "H5T_FLOAT" | "H5T_ENUM" | "H5T_OPAQUE";

/** The library's own functions, and Emscripten's. */
interface Library {
  FS: FileSystem;
  HEAPU8: Uint8Array;
  H5G_GROUP: number;
  H5G_DATASET: number;
  H5T_class_t: Readonly<Record<Hdf5Class, { value: number }>>;
  _malloc(bytes: number): number;
  _free(pointer: number): void;
  activate_throwing_error_handler(): void;
  get_names(file: bigint, path: string, deep: boolean): string[];
  get_type(file: bigint, path: string): number;
  get_attribute_names(file: bigint, path: string): string[];
  get_dataset_metadata(file: bigint, path: string): Hdf5Metadata;
  get_dataset_data(
    file: bigint,
    path: string,
    count: bigint[] | null,
    offset: bigint[] | null,
    strides: bigint[] | null,
    into: bigint,
  ): void;
}

export interface Hdf5Metadata {
  /** One of `H5T_class_t`. */
  type: number;
  /** Bytes per element. */
  size: number;
  signed: boolean;
  littleEndian: boolean;
  /** Null when there is nothing in it. */
  shape: number[] | null;
  enum_type?: { members: Readonly<Record<string, number>> };
}

/** The part of Emscripten's file system that shows a descriptor's bytes as a file. */
interface FileSystem {
  writeFile(path: string, bytes: Uint8Array): void;
  unlink(path: string): void;
  lookupPath(path: string): { node: FileNode };
}
interface FileNode {
  node_ops: { getattr(this: void, node: FileNode): object };
  stream_ops: object;
}

/** What the library says of itself; any other error left it in the middle of something. */
const OWN_ERROR = "HDF5-DIAG";
/** How often a file has made the library fail in the middle: what it holds then is not to be trusted. */
let breakdowns = 0;

/** The name of every file in there; one is open at a time. */
const NAME = "/file.h5";
const BLOCK_BYTES = 4096;
const SEEK_CURRENT = 1;
const SEEK_END = 2;

/** Lies at `start` … `end` of what `descriptor` has open. */
export interface Hdf5Range {
  descriptor: number;
  start: number;
  end: number;
}

/** What may be done with a file while it is open. */
export interface OpenHdf5 {
  hdf5: Hdf5;
  library: Library;
  file: HdfFile;
}

/** Opens the file, does `work` and closes it again; throws an Error in words when it is no HDF5 file, or damaged. */
export async function withHdf5<Result>(
  range: Hdf5Range,
  work: (open: OpenHdf5) => Result,
): Promise<Result> {
  const hdf5 = await loaded();
  const library = await hdf5.ready;
  library.activate_throwing_error_handler();
  const files = library.FS;
  show(files, range);
  try {
    const file = new hdf5.File(NAME, "r");
    try {
      return work({ hdf5, library, file });
    } finally {
      file.close();
    }
  } catch (error) {
    if (!(error as Error).message.startsWith(OWN_ERROR)) breakdowns++;
    throw new Error(`the HDF5 library cannot read it: ${reasonOf(error as Error)}`, {
      cause: error,
    });
  } finally {
    files.unlink(NAME);
  }
}

/** Four megabytes of program: loaded when the first such file is met, and anew when a damaged file has broken it. */
async function loaded(): Promise<Hdf5> {
  const program = import.meta.resolve("h5wasm");
  return (await import(breakdowns === 0 ? program : `${program}?${breakdowns}`)) as Hdf5;
}

/** Puts a file there whose bytes are read from the descriptor when the library asks for them. */
function show(files: FileSystem, { descriptor, start, end }: Hdf5Range): void {
  const size = end - start;
  files.writeFile(NAME, new Uint8Array());
  const { node } = files.lookupPath(NAME);
  const { getattr } = node.node_ops;
  const blocks = Math.ceil(size / BLOCK_BYTES);
  node.node_ops = { ...node.node_ops, getattr: (one) => ({ ...getattr(one), size, blocks }) };
  node.stream_ops = {
    llseek(stream: { position: number }, offset: number, whence: number): number {
      if (whence === SEEK_CURRENT) return stream.position + offset;
      return whence === SEEK_END ? size + offset : offset;
    },
    read(_: unknown, into: Uint8Array, at: number, length: number, position: number): number {
      const wanted = Math.min(length, size - position);
      return wanted > 0 ? readSync(descriptor, into, at, wanted, start + position) : 0;
    },
  };
}

/** The library tells its functions from the outermost to the one that failed: that one says why. */
function reasonOf({ message }: Error): string {
  const reasons = Array.from(message.matchAll(/ in \w+\(\): (.+)/g), ([, reason]) => reason!);
  return reasons.at(-1) ?? message.split("\n")[0]!;
}
