// The job that lists the data sets of an HDF5 file, with what Keras says of them.
import { isDrawn } from "#contract/dtypes.ts";
import type { Pieces } from "../../workers/job.ts";
import { notDrawn, type PlacedTensor } from "../tensor.ts";
import { type Hdf5Metadata, type Hdf5Range, type OpenHdf5, withHdf5 } from "./library.ts";

export interface Hdf5Listing {
  /** Named by their paths. */
  tensors: PlacedTensor[];
  /** Names that Keras 3 gives its layers, by the path of the group that holds a layer's variables. */
  names: Map<string, string>;
  /** The model's JSON, where the file holds a whole model. */
  model: string | null;
}

/** Links may go round in a circle; no model is as deep or as large. */
const DEEPEST = 64;
const MOST_OBJECTS = 200_000;
const NAME = "name";
const MODEL = "model_config";
const DTYPE = "dtype";
const BRAIN_FLOAT = "bfloat16";

// oxlint-disable-next-line require-yield -- a job without pieces: its result is all
export async function* hdf5Listing(range: Hdf5Range): Pieces<never, Hdf5Listing> {
  return await withHdf5(range, (open) => listed(open, range));
}

function listed(open: OpenHdf5, { start, end }: Hdf5Range): Hdf5Listing {
  const { library, file } = open;
  const listing: Hdf5Listing = { tensors: [], names: new Map(), model: textAt(open, "/", MODEL) };
  let objects = 0;
  visit("", 0);
  return listing;

  function visit(group: string, depth: number): void {
    for (const name of library.get_names(file.file_id, group || "/", false)) {
      if (++objects > MOST_OBJECTS) throw new Error(`more than ${MOST_OBJECTS} objects`);
      const path = `${group}/${name}`;
      const type = library.get_type(file.file_id, path);
      if (type === library.H5G_DATASET) {
        listing.tensors.push(tensorAt(open, path, start, end));
      } else if (type === library.H5G_GROUP && depth < DEEPEST) {
        const given = textAt(open, path, NAME);
        if (given !== null) listing.names.set(path.slice(1), given);
        visit(path, depth + 1);
      }
    }
  }
}

function tensorAt(open: OpenHdf5, path: string, start: number, end: number): PlacedTensor {
  const metadata = open.library.get_dataset_metadata(open.file.file_id, path);
  const dtype = dtypeOf(open, path, metadata);
  const known = metadata.shape !== null && isDrawn(dtype);
  return {
    name: path.slice(1),
    dtype,
    shape: metadata.shape ?? [0],
    unavailable: known ? null : notDrawn(dtype),
    // Bytes without meaning to HDF5 are as NumPy had them.
    bigEndian: !metadata.littleEndian && dtype !== "BF16",
    fortran: false,
    place: { kind: "hdf5", start, end, path },
  };
}

function dtypeOf(open: OpenHdf5, path: string, metadata: Hdf5Metadata): string {
  const { type, size, signed } = metadata;
  const classes = open.library.H5T_class_t;
  const bits = size * 8;
  if (type === classes.H5T_INTEGER.value) return `${signed ? "I" : "U"}${bits}`;
  if (type === classes.H5T_FLOAT.value) return `F${bits}`;
  if (type === classes.H5T_ENUM.value && isBoolean(metadata)) return "BOOL";
  if (type === classes.H5T_OPAQUE.value && textAt(open, path, DTYPE) === BRAIN_FLOAT) return "BF16";
  const name = Object.entries(classes).find(([, { value }]) => value === type)?.[0] ?? "unknown";
  return `HDF5 ${name.replace("H5T_", "").toLowerCase()}`;
}

/** As h5py writes what NumPy calls bool. */
function isBoolean({ size, enum_type: members }: Hdf5Metadata): boolean {
  return size === 1 && Object.keys(members?.members ?? {}).join() === "FALSE,TRUE";
}

/** An attribute that is one text; null when there is none. */
function textAt({ hdf5, library, file }: OpenHdf5, path: string, name: string): string | null {
  if (!library.get_attribute_names(file.file_id, path).includes(name)) return null;
  const value: unknown = new hdf5.Group(file.file_id, path).get_attribute(name, false);
  return typeof value === "string" ? value : null;
}
