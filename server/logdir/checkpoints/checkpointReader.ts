// Reads the header of one file of a checkpoint, when the file is whole; its tensors are read when asked for.
import type { Problem } from "#contract/protocol.ts";
import type { Bounds, OpenFile } from "../bounds.ts";
import type { Look, Reader, ReaderOutput, Reading } from "../reader.ts";
import { CheckpointFile, identityOf } from "./checkpointFile.ts";
import { type CheckpointName, checkpointName } from "./names.ts";

export class CheckpointReader implements Reader {
  settled = 0;
  size = 0;
  problems: readonly Problem[] = [];
  readonly #bounds: Bounds;
  readonly #name: CheckpointName;
  readonly #path: string;
  readonly #reading: Reading;
  readonly #output: ReaderOutput;
  /** Of the file that was read last. */
  #identity: string | null = null;

  constructor(path: string, reading: Reading, output: ReaderOutput) {
    this.#bounds = reading.bounds;
    this.#name = checkpointName(path)!;
    this.#path = path;
    this.#reading = reading;
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
      const file = await this.#read(open);
      this.#identity = identity;
      this.settled = this.size;
      this.#output.checkpoint(this.#path, file);
      return { kind: "done" };
    } finally {
      await open.handle.close();
    }
  }

  /** Null when the file is not (yet) a whole checkpoint; `problems` says why. */
  async #read(open: OpenFile): Promise<CheckpointFile | null> {
    this.problems = [];
    try {
      const listing = await this.#name.listing(open, this.#reading);
      return new CheckpointFile(this.#name, this.#path, listing, open, this.#reading);
    } catch (error) {
      const reason = `not read as a checkpoint: ${(error as Error).message}`;
      this.problems = [{ file: this.#path, offset: null, reason }];
      return null;
    }
  }
}
