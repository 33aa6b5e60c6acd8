// The header of a NumPy array file (.npy, versions 1 to 3): dtype, order of bytes and dimensions, shape.

export interface NpyHeader {
  /** In safetensors' words where they have one (`F32`), else as NumPy spells it (`<U4`). */
  dtype: string;
  /** Bytes per element; null for what is no number. */
  width: number | null;
  bigEndian: boolean;
  /** The first dimension runs fastest, as in Fortran. */
  fortran: boolean;
  shape: number[];
  /** Where the values start. */
  dataStart: number;
}

/** A header is longer only when it describes records of many fields, which are not drawn. */
export const LONGEST_NPY_HEADER = 65_536 + 12;

const MAGIC = "\x93NUMPY";
/** By NumPy's letter and width. */
const DTYPES: ReadonlyMap<string, string> = new Map([
  ["b1", "BOOL"],
  ["i1", "I8"],
  ["u1", "U8"],
  ["i2", "I16"],
  ["u2", "U16"],
  ["f2", "F16"],
  ["i4", "I32"],
  ["u4", "U32"],
  ["f4", "F32"],
  ["i8", "I64"],
  ["u8", "U64"],
  ["f8", "F64"],
  ["c8", "C64"],
  ["c16", "C128"],
]);

/** Reads the start of a file: its header, and maybe more. Throws an Error that says what is wrong with it. */
export function parseNpyHeader(start: Uint8Array): NpyHeader {
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength);
  const magic = String.fromCharCode(...start.subarray(0, MAGIC.length));
  if (start.length < 12 || magic !== MAGIC) throw new Error("no NumPy array");
  const version = start[6]!;
  if (version < 1 || version > 3)
    throw new Error(`version ${version} of NumPy's format is not known`);
  const [textAt, length] =
    version === 1 ? [10, view.getUint16(8, true)] : [12, view.getUint32(8, true)];
  const dataStart = textAt + length;
  if (dataStart > start.length) throw new Error(`a header of ${length} bytes is not whole`);
  const text = new TextDecoder().decode(start.subarray(textAt, dataStart));
  const fortran = /'fortran_order'\s*:\s*(True|False)\b/.exec(text)?.[1];
  const shape = /'shape'\s*:\s*\(([\d\s,L]*)\)/.exec(text)?.[1];
  if (fortran === undefined || shape === undefined)
    throw new Error("a header without shape or order");
  const sizes = (shape.match(/\d+/g) ?? []).map(Number);
  if (!Number.isSafeInteger(sizes.reduce((product, size) => product * size, 1)))
    throw new Error(`an impossible shape (${shape})`);
  return { ...dtypeOf(text), fortran: fortran === "True", shape: sizes, dataStart };
}

function dtypeOf(header: string): Pick<NpyHeader, "dtype" | "width" | "bigEndian"> {
  const spelled = /'descr'\s*:\s*'([^']*)'/.exec(header)?.[1];
  if (spelled === undefined) return { dtype: "record", width: null, bigEndian: false };
  const name = DTYPES.get(spelled.replace(/^[<>|=]/, ""));
  if (name === undefined) return { dtype: spelled, width: null, bigEndian: false };
  return { dtype: name, width: Number(spelled.replace(/^\D+/, "")), bigEndian: spelled[0] === ">" };
}
