// Event files, as TensorBoard's writers make them: told by `tfevents` in the name.
import type { ReaderKind } from "../reader.ts";
import { EventFileReader } from "./eventFileReader.ts";

/** Marks that others leave beside the logs; they hold no events. */
const NOT_LOGS = [".profile-empty", ".sagemaker-uploaded"];

export const eventFiles: ReaderKind = {
  recognises: (name) =>
    name.includes("tfevents") && !NOT_LOGS.some((suffix) => name.endsWith(suffix)),
  folder: null,
  ordered: true,
  reader: (bounds, path, output) => new EventFileReader(bounds, path, output),
};
