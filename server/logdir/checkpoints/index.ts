// Checkpoints: safetensors, Keras's HDF5 files and archives, NumPy's .npz; one step each, of one file or of several.
import type { ReaderKind } from "../reader.ts";
import { CheckpointReader } from "./checkpointReader.ts";
import { checkpointName, isCheckpointFolder } from "./names.ts";

export const checkpointFiles: ReaderKind = {
  recognises: (path) => checkpointName(path) !== null,
  isFolder: isCheckpointFolder,
  ordered: false,
  inherited: false,
  reader: (path, reading, output) => new CheckpointReader(path, reading, output),
};
