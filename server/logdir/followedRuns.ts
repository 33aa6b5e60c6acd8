// The runs that are followed, each brought in line with what its directories hold.
import { posix } from "node:path";
import { setImmediate } from "node:timers/promises";
import { isRunFolder, ROOT } from "./kinds.ts";
import { SLICE_MS } from "./paces.ts";
import type { Reading } from "./reader.ts";
import { RunFollower, type RunHost } from "./runFollower.ts";
import type { LogSink, UnfinishedFile } from "./sink.ts";
import type { Tree } from "./tree.ts";

export class FollowedRuns {
  readonly #tree: Tree;
  readonly #shared: Reading;
  readonly #sink: LogSink;
  readonly #host: RunHost;
  readonly #runs = new Map<string, RunFollower>();
  #open = true;

  constructor(tree: Tree, shared: Reading, sink: LogSink, host: RunHost) {
    this.#tree = tree;
    this.#shared = shared;
    this.#sink = sink;
    this.#host = host;
  }

  /** Bytes read, of the bytes that are there. */
  get progress(): { done: number; total: number } {
    const all = { done: 0, total: 0 };
    for (const { progress } of this.#runs.values()) {
      all.done += progress.done;
      all.total += progress.total;
    }
    return all;
  }

  get unfinished(): UnfinishedFile[] {
    return [...this.#runs.values()].flatMap((run) => run.unfinished);
  }

  /** Whether the directory is one of those that make up a run. */
  haveIn(directory: string): boolean {
    return aboveOf(directory).some((path) => this.#runs.has(path));
  }

  /** A hint: the file was written, which belongs to the run of its `directory`; null: any run may have it. */
  touch(file: string, directory: string | null): void {
    const runs = directory === null ? this.#runs.values() : this.#runsIn(directory);
    for (const run of runs) run.touch(file);
  }

  /** Compares the files of the runs that were written lately with what they were. */
  pollActive(): void {
    for (const run of this.#runs.values()) if (run.active) run.poll();
  }

  /** Compares the files of every run with what they were, but of those that were `settled` just now. */
  async pollAllBut(settled: ReadonlySet<string>): Promise<void> {
    let sliceEnds = performance.now() + SLICE_MS;
    for (const run of this.#runs.values()) {
      if (performance.now() > sliceEnds) {
        await setImmediate();
        sliceEnds = performance.now() + SLICE_MS;
      }
      if (this.#open && !settled.has(run.name)) run.poll();
    }
  }

  /** Brings the run at `path` in line with what is there. */
  settle(path: string): void {
    const files = this.#tree.filesOf(path);
    const known = this.#runs.get(path);
    if (files.length === 0) {
      if (!known) return;
      known.close();
      this.#runs.delete(path);
      this.#sink.gone(path);
      return;
    }
    const run = known ?? new RunFollower(path, this.#shared, this.#sink, this.#host);
    this.#runs.set(path, run);
    run.setFiles(files);
    const folders = this.#tree.foldersOf(path);
    run.setListingProblems(folders.flatMap((folder) => this.#tree.problemsIn(folder)));
  }

  /** Nothing more is told of any. */
  close(): void {
    this.#open = false;
    for (const run of this.#runs.values()) run.close();
  }

  #runsIn(directory: string): RunFollower[] {
    return aboveOf(directory).flatMap((path) => this.#runs.get(path) ?? []);
  }
}

/** The directory, and those above it that its files may belong to the run of. */
function aboveOf(directory: string): string[] {
  const above = [directory];
  for (let path = directory; path !== ROOT && isRunFolder(posix.basename(path));)
    above.push((path = posix.dirname(path)));
  return above;
}
