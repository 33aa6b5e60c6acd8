// Examples to try models on: a file in a run's directory, or in one above it for all runs below.
import { posix } from "node:path";
import { EXAMPLE_FILES } from "#contract/examples.ts";
import type { ReaderKind } from "../reader.ts";
import { ExamplesReader } from "./examplesReader.ts";

export const exampleFiles: ReaderKind = {
  recognises: (path) => EXAMPLE_FILES.includes(posix.basename(path)),
  isFolder: () => false,
  ordered: false,
  inherited: true,
  reader: (path, reading, output) => new ExamplesReader(path, reading, output),
};
