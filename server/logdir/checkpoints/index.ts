// Checkpoints: safetensors, Keras's HDF5 files and archives, NumPy's .npz; one step each, of one file or of several.
import type { ReaderKind } from "../reader.ts";
import { WholeFileReader } from "../wholeFileReader.ts";
import { CheckpointFile } from "./checkpointFile.ts";
import { checkpointName, isCheckpointFolder } from "./names.ts";

export const checkpointFiles: ReaderKind = {
  recognises: (path) => checkpointName(path) !== null,
  isFolder: isCheckpointFolder,
  ordered: false,
  inherited: false,
  reader(path, reading, output) {
    const name = checkpointName(path)!;
    return new WholeFileReader(reading.bounds, path, {
      kind: "a checkpoint",
      async read(open) {
        return new CheckpointFile(name, path, await name.listing(open, reading), open, reading);
      },
      tell: (file) => output.checkpoint(path, file),
    });
  },
};
