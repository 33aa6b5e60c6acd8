// Looks at a file that is read whole or not at all: what it holds is told once, and again when it is another.
import type { Problem } from "#contract/protocol.ts";
import type { Bounds, OpenFile } from "./bounds.ts";
import { identityOf } from "./fileIdentity.ts";
import type { Look, Reader } from "./reader.ts";

/** What is made of such a file. */
export interface Contents<Made> {
  /** What it is read as: "a checkpoint". */
  kind: string;
  /** Rejects with an Error that says why the file is not (yet) whole, or none of its kind. */
  read(open: OpenFile): Promise<Made>;
  /** Null: the file holds nothing (any more). */
  tell(made: Made | null): void;
}

export class WholeFileReader<Made> implements Reader {
  settled = 0;
  size = 0;
  problems: readonly Problem[] = [];
  readonly #bounds: Bounds;
  readonly #path: string;
  readonly #contents: Contents<Made>;
  /** Of the file that was read last. */
  #identity: string | null = null;

  constructor(bounds: Bounds, path: string, contents: Contents<Made>) {
    this.#bounds = bounds;
    this.#path = path;
    this.#contents = contents;
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
      const made = await this.#read(open);
      this.#identity = identity;
      this.settled = this.size;
      this.#contents.tell(made);
      return { kind: "done" };
    } finally {
      await open.handle.close();
    }
  }

  /** Null when the file is not (yet) of its kind; `problems` says why. */
  async #read(open: OpenFile): Promise<Made | null> {
    this.problems = [];
    try {
      return await this.#contents.read(open);
    } catch (error) {
      const reason = `not read as ${this.#contents.kind}: ${(error as Error).message}`;
      this.problems = [{ file: this.#path, offset: null, reason }];
      return null;
    }
  }
}
