// Examples to try models on: a file in a run's directory, or in one above it for all runs below.
import { posix } from "node:path";
import { EXAMPLE_FILES } from "#contract/examples.ts";
import { identityOf } from "../fileIdentity.ts";
import type { ReaderKind } from "../reader.ts";
import { WholeFileReader } from "../wholeFileReader.ts";
import { ExamplesFile } from "./examplesFile.ts";
import { examplesListing } from "./examplesListing.ts";

export const exampleFiles: ReaderKind = {
  recognises: (path) => EXAMPLE_FILES.includes(posix.basename(path)),
  isFolder: () => false,
  ordered: false,
  inherited: true,
  reader(path, { bounds, exampleIds, workers }, output) {
    return new WholeFileReader(bounds, path, {
      kind: "examples",
      async read(open) {
        const listing = await examplesListing(path, open, workers);
        const id = await exampleIds.of(bounds.absolute(path), open);
        return new ExamplesFile(id, { path, identity: identityOf(open) }, listing, bounds);
      },
      tell: (file) => output.examples(path, file),
    });
  },
};
