// Collects files that are looked at for the first time, so that worker threads read many of them in one go.
import type { Bounds } from "../bounds.ts";
import type { WorkerPool } from "../workers/pool.ts";
import type { SmallFile } from "./smallFilesJob.ts";

/** Fewer are read sooner where the loop runs. */
const MANY_FILES = 16;
/** Some milliseconds of work: while the answer to one job is taken, its thread is at the next. */
const FILES_A_JOB = 16;

interface Asked {
  path: string;
  answer: (file: SmallFile | null) => void;
}

export class SmallFiles {
  readonly #bounds: Bounds;
  readonly #workers: WorkerPool;
  #asked: Asked[] = [];

  constructor(bounds: Bounds, workers: WorkerPool) {
    this.#bounds = bounds;
    this.#workers = workers;
  }

  /** All of the file at `path`, relative to the log directory; null when it has to be looked at by itself. */
  read(path: string): Promise<SmallFile | null> {
    return new Promise((answer) => {
      if (this.#asked.push({ path, answer }) === 1) setImmediate(() => this.#pass());
    });
  }

  /** Passes on what was asked for during this turn of the loop. */
  #pass(): void {
    const asked = this.#asked;
    this.#asked = [];
    if (asked.length < MANY_FILES) for (const { answer } of asked) answer(null);
    else
      for (let at = 0; at < asked.length; at += FILES_A_JOB)
        void this.#answer(asked.slice(at, at + FILES_A_JOB));
  }

  async #answer(asked: readonly Asked[]): Promise<void> {
    const { root, followOutside } = this.#bounds;
    const input = { root, followOutside, paths: asked.map(({ path }) => path) };
    let files: readonly (SmallFile | null)[] = [];
    try {
      await this.#workers.run("smallFiles", input, (piece) => (files = piece));
    } catch {
      // The thread broke down, or the log directory has been closed: a look at each will tell.
    }
    for (const [i, { answer }] of asked.entries()) answer(files[i] ?? null);
  }
}
