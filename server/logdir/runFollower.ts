// Follows one run: looks at its files in the order of their names, and has all of it told again when one was replaced.
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Problem } from "#contract/protocol.ts";
import { inTurns, type Turns } from "#contract/turns.ts";
import { isMissing, reasonOf } from "./bounds.ts";
import { assembled } from "./checkpoints/assembled.ts";
import type { CheckpointFile } from "./checkpoints/checkpointFile.ts";
import type { ExamplesFile } from "./examples/examplesFile.ts";
import { FollowedFile } from "./followedFile.ts";
import type { Worker } from "./lanes.ts";
import type { FoundFile } from "./listing.ts";
import type { ReaderOutput, Reading } from "./reader.ts";
import type { Checkpoint, LogSink, UnfinishedFile } from "./sink.ts";

/** Some hundred microseconds of work for those who are told. */
const TENSORS_AT_ONCE = 64;

/** What a run asks of the log directory. */
export interface RunHost {
  /** There is something to read. */
  schedule(run: RunFollower): void;
  /** A file is not there any more: list the directories of the run again. */
  missing(run: RunFollower): void;
}

export class RunFollower implements Worker {
  readonly name: string;
  readonly #reading: Reading;
  readonly #sink: LogSink;
  readonly #host: RunHost;
  #files: FollowedFile[] = [];
  readonly #checkpointFiles = new Map<string, CheckpointFile>();
  /** Whether there are others than were told. */
  #checkpointsChanged = false;
  /** Identities of the checkpoints whose tensors have been told. */
  #toldTensors: ReadonlySet<string> = new Set();
  #examples: ExamplesFile | null = null;
  /** Of checkpoints that lack a part. */
  #checkpointProblems: readonly Problem[] = [];
  #listingProblems: readonly Problem[] = [];
  #toldProblems = "[]";
  readonly #output: ReaderOutput = {
    events: (file, batch) => {
      if (this.#open) this.#sink.events(this.name, file, batch);
    },
    checkpoint: (path, file) => {
      this.#setCheckpoint(path, file);
    },
    examples: (path, file) => {
      this.#setExamples(path, file);
    },
  };
  #restart = false;
  #open = true;

  constructor(name: string, reading: Reading, sink: LogSink, host: RunHost) {
    this.name = name;
    this.#reading = reading;
    this.#sink = sink;
    this.#host = host;
    sink.appeared(name);
  }

  get waiting(): boolean {
    return (
      this.#open &&
      (this.#restart || this.#checkpointsChanged || this.#files.some(({ dirty }) => dirty))
    );
  }

  /** Whether any of its files was written lately. */
  get active(): boolean {
    return this.#files.some(({ active }) => active);
  }

  /** Bytes read, of the bytes that are there. */
  get progress(): { done: number; total: number } {
    let [done, total] = [0, 0];
    for (const { progress } of this.#files) {
      done += progress.done;
      total += progress.total;
    }
    return { done, total };
  }

  /** Milliseconds since any of its files was written. */
  get ageMs(): number {
    return Math.min(...this.#files.map(({ ageMs }) => ageMs));
  }

  get bytesLeft(): number {
    const { done, total } = this.progress;
    return total - done;
  }

  /** Its files that end in what may become a record. */
  get unfinished(): UnfinishedFile[] {
    return this.#files.flatMap(({ path, progress: { done, total } }) =>
      done < total ? [{ run: this.name, file: path, offset: done }] : [],
    );
  }

  /** Takes the list of its files as it is now. */
  setFiles(found: readonly FoundFile[]): void {
    const before = new Map(this.#files.map((file) => [file.path, file]));
    this.#files = found
      .toSorted((a, b) => (a.path < b.path ? -1 : 1))
      .map((file) => before.get(file.path) ?? this.#follow(file));
    const now = new Set(this.#files);
    for (const file of before.values()) if (!now.has(file)) this.#forget(file);
    const late = this.#files.findIndex((file) => file.kind.ordered && !before.has(file.path));
    if (late >= 0 && this.#files.slice(late).some(({ hasTold }) => hasTold)) this.#restart = true;
    this.poll();
    this.#tellProblems();
  }

  setListingProblems(problems: readonly Problem[]): void {
    this.#listingProblems = problems;
    this.#tellProblems();
  }

  /** A hint: something has been written to the file. */
  touch(path: string): void {
    const file = this.#files.find((one) => one.path === path);
    if (!file) return;
    file.dirty = true;
    this.#host.schedule(this);
  }

  /** Compares every file with what it was, and has those read that changed or could not be opened. */
  poll(): void {
    for (const file of this.#files) file.compare();
    if (this.waiting) this.#host.schedule(this);
  }

  async work(): Promise<void> {
    while (this.waiting) {
      if (this.#restart) this.#beginAgain();
      const file = this.#files.find(({ dirty }) => dirty);
      if (file) await this.#look(file);
      await this.#tellCheckpoints();
    }
  }

  /** Tells nothing more. */
  close(): void {
    this.#open = false;
    for (const file of this.#files) file.cancelLook();
  }

  #follow(found: FoundFile): FollowedFile {
    return new FollowedFile(found, this.#reading, this.#output);
  }

  #forget(file: FollowedFile): void {
    file.cancelLook();
    if (file.hasTold) this.#restart = true;
    this.#setCheckpoint(file.path, null);
    this.#setExamples(file.path, null);
  }

  async #look(file: FollowedFile): Promise<void> {
    file.dirty = false;
    file.cancelLook();
    const superseded = this.#files.some(
      (other) => other.kind === file.kind && file.kind.ordered && other.path > file.path,
    );
    try {
      const look = await file.reader.look(superseded);
      file.failure = null;
      if (look.kind === "replaced") this.#restart = true;
      if (look.kind === "again")
        file.lookAgain(look.afterMs, () => {
          this.touch(file.path);
        });
    } catch (error) {
      file.failure = isMissing(error) ? null : reasonOf(error);
      if (isMissing(error)) this.#host.missing(this);
    }
    this.#tellProblems();
  }

  #beginAgain(): void {
    this.#restart = false;
    this.#sink.restarted(this.name);
    for (const file of this.#files) {
      if (!file.kind.ordered) continue;
      file.reader.rewind();
      file.dirty = true;
    }
  }

  #setCheckpoint(path: string, checkpoint: CheckpointFile | null): void {
    // A look that was under way when the file went must not bring it back.
    const here = this.#files.some((file) => file.path === path);
    if (!this.#open || (checkpoint && !here)) return;
    if (checkpoint) this.#checkpointFiles.set(path, checkpoint);
    else if (!this.#checkpointFiles.delete(path)) return;
    this.#checkpointsChanged = true;
  }

  #setExamples(path: string, file: ExamplesFile | null): void {
    const here = this.#files.some((one) => one.path === path);
    if (!this.#open || (file ? !here : this.#examples?.path !== path)) return;
    this.#examples = file;
    this.#sink.examples(this.name, file);
  }

  /** Tells all checkpoints, once for however many files have been read one after the other. */
  async #tellCheckpoints(): Promise<void> {
    const more = this.#files.some(({ dirty, kind }) => dirty && !kind.ordered);
    if (!this.#open || !this.#checkpointsChanged || more) return;
    this.#checkpointsChanged = false;
    const { checkpoints, problems } = await inTurns(
      assembled(this.#checkpointFiles.values()),
      nextTurn,
    );
    await inTurns(this.#tellTensors(checkpoints), nextTurn);
    // What came meanwhile is told with them.
    if (!this.#open || this.#checkpointsChanged) return;
    this.#checkpointProblems = problems;
    this.#sink.checkpoints(this.name, checkpoints);
    this.#tellProblems();
  }

  /** Tells the tensors of those that have not been told. */
  *#tellTensors(checkpoints: readonly Checkpoint[]): Turns<void> {
    for (const { identity, tensors } of checkpoints) {
      if (this.#toldTensors.has(identity)) continue;
      for (let at = 0; at < tensors.length; at += TENSORS_AT_ONCE) {
        if (this.#open) this.#sink.tensorsAhead(this.name, tensors.slice(at, at + TENSORS_AT_ONCE));
        yield;
      }
    }
    this.#toldTensors = new Set(checkpoints.map(({ identity }) => identity));
  }

  #tellProblems(): void {
    if (!this.#open) return;
    const problems = [
      ...this.#files.flatMap((file) => file.problems),
      ...this.#checkpointProblems,
      ...this.#listingProblems,
    ];
    const told = JSON.stringify(problems);
    if (told === this.#toldProblems) return;
    this.#toldProblems = told;
    this.#sink.problems(this.name, problems);
  }
}
