// Brings the parts together: hints and sweeps say where to look, directories become runs, runs are read in lanes.
import { join, posix } from "node:path";
import type { LogdirStatus, Problem } from "#contract/protocol.ts";
import { Bounds } from "./bounds.ts";
import { DistributionCache } from "./checkpoints/distributionCache.ts";
import { ContentIds } from "./examples/contentIds.ts";
import { networkFileSystem } from "./fileSystem.ts";
import { FollowedRuns } from "./followedRuns.ts";
import { kindOf, ROOT } from "./kinds.ts";
import { Lanes } from "./lanes.ts";
import {
  ACTIVE_SWEEP_MS,
  FULL_SWEEP_MS,
  LONGEST_TIMER_MS,
  HDF5_PATIENCE_MS,
  PROGRESS_MS,
  WATCH_PAUSE,
} from "./paces.ts";
import type { Reading } from "./reader.ts";
import { SecondLooks } from "./secondLooks.ts";
import type { LogSink, UnfinishedFile } from "./sink.ts";
import { SmallFiles } from "./tfevents/smallFiles.ts";
import { Tree } from "./tree.ts";
import { Watch } from "./watch.ts";
import { WorkerPool } from "./workers/pool.ts";
import { dismissStanding } from "./workers/standby.ts";

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
  readonly #bounds: Bounds;
  readonly #shared: Reading;
  readonly #watch: Watch | null;
  readonly #tree: Tree;
  readonly #runs: FollowedRuns;
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
    this.#runs = new FollowedRuns(this.#tree, this.#shared, sink, {
      schedule: (run) => this.#lanes.add(run, !this.#reading),
      missing: (run) => {
        for (const folder of this.#tree.foldersOf(run.name)) this.#list(folder, false);
      },
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
      reading: this.#reading ? this.#runs.progress : null,
      problems: this.#ownProblems(),
    };
  }

  unfinished(): UnfinishedFile[] {
    return this.#runs.unfinished;
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
    this.#runs.close();
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

  #written(file: string): void {
    const kind = kindOf(file);
    if (kind === null) return;
    const directory = posix.dirname(file);
    this.#runs.touch(file, kind.inherited ? null : directory);
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
    this.#runs.pollActive();
    this.#tellStatus();
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
        for (const path of changed) this.#runs.settle(path);
        for (const path of changed) settled.add(path);
      }
      if (deep) await this.#runs.pollAllBut(settled);
    }
    this.#listing = null;
    this.#tellStatus();
    if (this.#lanes.idle) this.#nothingLeft();
  }

  #ownProblems(): Problem[] {
    const problems = this.#tree
      .directoriesWithProblems()
      .filter((directory) => !this.#runs.haveIn(directory))
      .flatMap((directory) => this.#tree.problemsIn(directory));
    const late = this.#tree.exists ? this.#lateHints : null;
    if (late !== null) problems.push({ file: ROOT, offset: null, reason: late });
    return problems;
  }

  /** Everything found has been read. */
  #nothingLeft(): void {
    if (!this.#reading || this.#listing !== null) return;
    this.#reading = false;
    clearInterval(this.#progress);
    dismissStanding();
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

function lateHints(reason: string | null): string | null {
  if (reason === null) return null;
  return `${reason}: changes are seen a second later, or up to 30 where a file was long quiet`;
}
