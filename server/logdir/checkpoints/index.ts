// Checkpoints in safetensors files, one step each: `checkpoints/epoch-0003.safetensors`, or beside the logs.
import type { ReaderKind } from "../reader.ts";
import { CheckpointReader } from "./checkpointReader.ts";
import { stepOf } from "./step.ts";

export const checkpointFiles: ReaderKind = {
  recognises: (name) => stepOf(name) !== null,
  folder: "checkpoints",
  ordered: false,
  reader: (bounds, path, output) => new CheckpointReader(bounds, path, output),
};
