// Brings the parts together: hints and sweeps say where to look, directories become runs, runs are read in lanes.
import { join, posix } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { LogdirStatus, Problem } from "#contract/protocol.ts";
import { Bounds } from "./bounds.ts";
import { DistributionCache } from "./checkpoints/distributionCache.ts";
import { ContentIds } from "./examples/contentIds.ts";
import { networkFileSystem } from "./fileSystem.ts";
import { isRunFolder, kindOf, ROOT } from "./kinds.ts";
import { Lanes } from "./lanes.ts";
import {
  ACTIVE_SWEEP_MS,
  FULL_SWEEP_MS,
  LONGEST_TIMER_MS,
  HDF5_PATIENCE_MS,
  PROGRESS_MS,
  SLICE_MS,
  WATCH_PAUSE,
} from "./paces.ts";
import type { Reading } from "./reader.ts";
import { RunFollower } from "./runFollower.ts";
import { SecondLooks } from "./secondLooks.ts";
import type { LogSink, UnfinishedFile } from "./sink.ts";
import { SmallFiles } from "./tfevents/smallFiles.ts";
import { Tree } from "./tree.ts";
import { Watch } from "./watch.ts";
import { WorkerPool } from "./workers/pool.ts";

/** Files read at the same time: each holds a descriptor, and what is small must find a lane beside what is large. */
const LANES = 64;

/** In the cache folder. */
const DISTRIBUTIONS = "distributions";
const FINDINGS = "events";

export interface FollowerSettings {
  followOutside: boolean;
  /** Whether the system is asked for hints; without them the sweeps find everything. */
  hints: boolean;
  /** Seconds from one look for what is new to the next; 0: none after the start; null: hints and quick sweeps. */
  reloadSeconds: number | null;
  /** Folder for what can be made again, absolute; null: nothing is kept on the disk. */
  cache: string | null;
}

export class Follower {
  readonly ready: Promise<void>;
  readonly #path: string;
  readonly #sink: LogSink;
  readonly #bounds: Bounds;
  readonly #shared: Reading;
  readonly #watch: Watch | null;
  readonly #tree: Tree;
  readonly #runs = new Map<string, RunFollower>();
  readonly #lanes = new Lanes(LANES, () => {
    this.#nothingLeft();
  });
  /** Directories to be listed, and whether with everything below them. */
  readonly #toList = new Map<string, boolean>();
  #listing: Promise<void> | null = null;
  readonly #secondLooks = new SecondLooks((directory) => this.#list(directory, false));
  readonly #timers: NodeJS.Timeout[];
  readonly #progress: NodeJS.Timeout;
  #watchBegins: NodeJS.Timeout | undefined;
  readonly #begun = performance.now();
  readonly #listeners = new Set<() => void>();
  #toldStatus = "";
  /** Why changes are seen later than at once, in words. */
  #lateHints: string | null = null;
  #reading = true;
  #becomeReady = (): void => {};
  #open = true;

  constructor(path: string, sink: LogSink, settings: FollowerSettings) {
    this.#path = path;
    this.#sink = sink;
    this.#bounds = new Bounds(path, settings.followOutside);
    const { cache } = settings;
    const workers = new WorkerPool();
    this.#shared = {
      bounds: this.#bounds,
      workers,
      smallFiles: new SmallFiles(this.#bounds, workers),
      hdf5: new WorkerPool(HDF5_PATIENCE_MS),
      cache: new DistributionCache(cache && join(cache, DISTRIBUTIONS)),
      exampleIds: new ContentIds(),
      findings: cache && join(cache, FINDINGS),
    };
    const { hints, reloadSeconds } = settings;
    this.#watch =
      hints && reloadSeconds === null
        ? new Watch(this.#bounds, {
            written: (file) => this.#written(file),
            listed: (directory) => this.#listed(directory),
            missed: (reason) => (this.#lateHints = lateHints(reason)),
          })
        : null;
    this.#tree = new Tree(this.#bounds, {
      add: (directory) => {
        if (!this.#watch) return;
        if (directory === ROOT) this.#lateHints = lateHints(networkFileSystem(path));
        this.#watch.add(directory);
      },
      drop: (directory) => this.#watch?.drop(directory),
    });
    this.ready = new Promise((resolve) => (this.#becomeReady = resolve));
    this.#timers = this.#sweeps(reloadSeconds);
    this.#progress = setInterval(() => this.#tellStatus(), PROGRESS_MS);
    this.#list(ROOT, true);
  }

  status(): LogdirStatus {
    return {
      path: this.#path,
      exists: this.#tree.exists,
      reading: this.#reading ? this.#progressOfAll() : null,
      problems: this.#ownProblems(),
    };
  }

  unfinished(): UnfinishedFile[] {
    return [...this.#runs.values()].flatMap((run) => run.unfinished);
  }

  onStatus(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#open = false;
    for (const timer of [...this.#timers, this.#progress]) clearInterval(timer);
    clearTimeout(this.#watchBegins);
    this.#secondLooks.close();
    for (const run of this.#runs.values()) run.close();
    this.#tree.close();
    await this.#watch?.close();
    await this.#listing;
    await this.#shared.workers.close();
    await this.#shared.hdf5.close();
    await this.#lanes.close();
    await this.#shared.cache.close();
  }

  #sweeps(reloadSeconds: number | null): NodeJS.Timeout[] {
    const everything = (): void => this.#list(ROOT, true);
    if (reloadSeconds === 0) return [];
    if (reloadSeconds !== null) {
      const everyMs = Math.max(reloadSeconds * 1000, ACTIVE_SWEEP_MS);
      return [setInterval(everything, Math.min(everyMs, LONGEST_TIMER_MS))];
    }
    return [
      setInterval(() => this.#sweepActive(), ACTIVE_SWEEP_MS),
      setInterval(everything, FULL_SWEEP_MS),
    ];
  }

  #progressOfAll(): { done: number; total: number } {
    const all = { done: 0, total: 0 };
    for (const { progress } of this.#runs.values()) {
      all.done += progress.done;
      all.total += progress.total;
    }
    return all;
  }

  #written(file: string): void {
    const kind = kindOf(file);
    if (kind === null) return;
    const directory = posix.dirname(file);
    const runs = kind.inherited ? this.#runs.values() : this.#runsIn(directory);
    for (const run of runs) run.touch(file);
    this.#secondLooks.hinted(directory);
  }

  #listed(directory: string): void {
    this.#list(directory, false);
    this.#secondLooks.hinted(directory);
  }

  #sweepActive(): void {
    this.#list(ROOT, false);
    // Nobody else tells that a file has come.
    if (!this.#watch?.begun || this.#lateHints !== null) {
      for (const directory of this.#tree.activeDirectories()) this.#list(directory, false);
    }
    for (const run of this.#runs.values()) if (run.active) run.poll();
    this.#tellStatus();
  }

  #runsIn(directory: string): RunFollower[] {
    return aboveOf(directory).flatMap((path) => this.#runs.get(path) ?? []);
  }

  /** Has the directory listed soon, one listing after the other. */
  #list(directory: string, deep: boolean): void {
    if (!this.#open) return;
    this.#toList.set(directory, deep || (this.#toList.get(directory) ?? false));
    this.#listing ??= this.#listAll();
  }

  async #listAll(): Promise<void> {
    for (const [directory, deep] of this.#toList) {
      this.#toList.delete(directory);
      const settled = new Set<string>();
      for await (const changed of this.#tree.refresh(directory, deep)) {
        if (!this.#open) break;
        for (const path of changed) this.#settle(path);
        for (const path of changed) settled.add(path);
      }
      if (deep) await this.#compareAll(settled);
    }
    this.#listing = null;
    this.#tellStatus();
    if (this.#lanes.idle) this.#nothingLeft();
  }

  /** Compares the files of every run with what they were, but of those that were `settled` just now. */
  async #compareAll(settled: ReadonlySet<string>): Promise<void> {
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
  #settle(path: string): void {
    const files = this.#tree.filesOf(path);
    const known = this.#runs.get(path);
    if (files.length === 0) {
      if (!known) return;
      known.close();
      this.#runs.delete(path);
      this.#sink.gone(path);
      return;
    }
    const run =
      known ??
      new RunFollower(path, this.#shared, this.#sink, {
        schedule: (one) => this.#lanes.add(one, !this.#reading),
        missing: (one) => {
          for (const folder of this.#tree.foldersOf(one.name)) this.#list(folder, false);
        },
      });
    this.#runs.set(path, run);
    run.setFiles(files);
    const folders = this.#tree.foldersOf(path);
    run.setListingProblems(folders.flatMap((folder) => this.#tree.problemsIn(folder)));
  }

  #ownProblems(): Problem[] {
    const problems = this.#tree
      .directoriesWithProblems()
      .filter((directory) => !this.#belongsToRun(directory))
      .flatMap((directory) => this.#tree.problemsIn(directory));
    const late = this.#tree.exists ? this.#lateHints : null;
    if (late !== null) problems.push({ file: ROOT, offset: null, reason: late });
    return problems;
  }

  #belongsToRun(directory: string): boolean {
    return aboveOf(directory).some((path) => this.#runs.has(path));
  }

  /** Everything found has been read. */
  #nothingLeft(): void {
    if (!this.#reading || this.#listing !== null) return;
    this.#reading = false;
    clearInterval(this.#progress);
    this.#tellStatus();
    this.#becomeReady();
    const { share, leastMs, mostMs } = WATCH_PAUSE;
    const pauseMs = Math.min(Math.max(share * (performance.now() - this.#begun), leastMs), mostMs);
    this.#watchBegins = setTimeout(() => this.#beginToWatch(), pauseMs);
  }

  /** Watching thousands of directories takes as long as reading them: what is there is read and told of first. */
  #beginToWatch(): void {
    if (!this.#open || !this.#watch) return;
    this.#watch.begin();
    // What came meanwhile.
    this.#list(ROOT, true);
  }

  #tellStatus(): void {
    const status = JSON.stringify(this.status());
    if (!this.#open || status === this.#toldStatus) return;
    this.#toldStatus = status;
    for (const listener of this.#listeners) listener();
  }
}

/** The directory, and those above it that its files may belong to the run of. */
function aboveOf(directory: string): string[] {
  const above = [directory];
  for (let path = directory; path !== ROOT && isRunFolder(posix.basename(path));)
    above.push((path = posix.dirname(path)));
  return above;
}

function lateHints(reason: string | null): string | null {
  if (reason === null) return null;
  return `${reason}: changes are seen a second later, or up to 30 where a file was long quiet`;
}
