// Reads the header of a file of examples, when the file is whole; the examples are read when asked for.
import type { Problem } from "#contract/protocol.ts";
import type { Bounds, OpenFile } from "../bounds.ts";
import { identityOf } from "../checkpoints/checkpointFile.ts";
import type { Look, Reader, ReaderOutput, Reading } from "../reader.ts";
import type { WorkerPool } from "../workers/pool.ts";
import type { ContentIds } from "./contentIds.ts";
import { ExamplesFile } from "./examplesFile.ts";
import { examplesListing } from "./examplesListing.ts";

export class ExamplesReader implements Reader {
  settled = 0;
  size = 0;
  problems: readonly Problem[] = [];
  readonly #bounds: Bounds;
  readonly #ids: ContentIds;
  readonly #workers: WorkerPool;
  readonly #path: string;
  readonly #output: ReaderOutput;
  /** Of the file that was read last. */
  #identity: string | null = null;

  constructor(
    path: string,
    { bounds, exampleIds, workers }: Pick<Reading, "bounds" | "exampleIds" | "workers">,
    output: ReaderOutput,
  ) {
    this.#bounds = bounds;
    this.#ids = exampleIds;
    this.#workers = workers;
    this.#path = path;
    this.#output = output;
  }

  rewind(): void {
    this.#identity = null;
    this.settled = 0;
  }

  async look(): Promise<Look> {
    const open = await this.#bounds.open(this.#path);
    try {
      const identity = identityOf(open);
      if (identity === this.#identity) return { kind: "done" };
      this.size = open.size;
      const file = await this.#read(open, identity);
      this.#identity = identity;
      this.settled = this.size;
      this.#output.examples(this.#path, file);
      return { kind: "done" };
    } finally {
      await open.handle.close();
    }
  }

  /** Null when the file does not (yet) hold examples; `problems` says why. */
  async #read(open: OpenFile, identity: string): Promise<ExamplesFile | null> {
    this.problems = [];
    try {
      const listing = await examplesListing(this.#path, open, this.#workers);
      const id = await this.#ids.of(this.#bounds.absolute(this.#path), open);
      return new ExamplesFile(id, { path: this.#path, identity }, listing, this.#bounds);
    } catch (error) {
      const reason = `not read as examples: ${(error as Error).message}`;
      this.problems = [{ file: this.#path, offset: null, reason }];
      return null;
    }
  }
}
