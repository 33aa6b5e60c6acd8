// Event files, as TensorBoard's writers make them: told by `tfevents` in the name.
import { posix } from "node:path";
import type { ReaderKind } from "../reader.ts";
import { EventFileReader } from "./eventFileReader.ts";

/** Marks that others leave beside the logs; they hold no events. */
const NOT_LOGS = [".profile-empty", ".sagemaker-uploaded"];

export const eventFiles: ReaderKind = {
  recognises(path) {
    const name = posix.basename(path);
    return name.includes("tfevents") && !NOT_LOGS.some((suffix) => name.endsWith(suffix));
  },
  isFolder: () => false,
  ordered: true,
  inherited: false,
  reader: (path, reading, output) => new EventFileReader(path, reading, output),
};
