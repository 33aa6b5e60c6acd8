// One writer for each run: a file in its directory that says which process is writing.
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { TrainerError } from "./trainerError.ts";

const LOCK = "trainer.lock";

/**
 * Claims the run for this process; returns the function that gives it back.
 * Throws a {@link TrainerError} while another process that is alive holds it; what a killed one left is taken over.
 */
export function lockRun(directory: string): () => void {
  makeFolder(directory);
  const path = join(directory, LOCK);
  const claim = JSON.stringify(thisProcess());
  for (;;) {
    if (create(path, claim)) return () => rmSync(path, { force: true });
    const held = contentOf(path);
    if (held === null) continue;
    if (isAlive(held)) {
      throw new TrainerError(
        `${directory} is being written by another training (${describe(held)}). Wait for it, stop it, or choose ` +
          `another --logdir or --name. If no training runs there, delete ${path}.`,
      );
    }
    takeAway(path, held);
  }
}

function makeFolder(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true });
  } catch (cause) {
    throw new TrainerError(
      `${directory} could not be made (${(cause as Error).message}). Choose another --logdir, or put that right.`,
      { cause },
    );
  }
}

interface Holder {
  host: string;
  pid: number;
  /** When the process started, as the kernel counts; tells it from a later one of the same number. */
  started: string | null;
}

function thisProcess(): Holder {
  return { host: hostname(), pid: process.pid, started: startOf(process.pid) };
}

/** Makes the lock appear with its content, or not at all: a link fails where the name is taken. */
function create(path: string, claim: string): boolean {
  const own = `${path}.${process.pid}`;
  writeFileSync(own, claim);
  try {
    linkSync(own, path);
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw cause;
  } finally {
    rmSync(own, { force: true });
  }
}

/** Removes a dead process's lock; one that somebody else put in its place meanwhile is put back. */
function takeAway(path: string, stale: string): void {
  const aside = `${path}.${process.pid}.stale`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  const taken = contentOf(aside);
  if (taken !== null && taken !== stale) create(path, taken);
  rmSync(aside, { force: true });
}

function contentOf(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

function isAlive(content: string): boolean {
  const holder = parse(content);
  if (holder === null || holder.host !== hostname()) return true;
  try {
    process.kill(holder.pid, 0);
  } catch (cause) {
    // Somebody else's process may not be signalled, but is there.
    if ((cause as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  return holder.started === startOf(holder.pid);
}

function describe(content: string): string {
  const holder = parse(content);
  return holder === null ? "unknown" : `process ${holder.pid} on ${holder.host}`;
}

function parse(content: string): Holder | null {
  try {
    const { host, pid, started } = JSON.parse(content) as Partial<Holder>;
    if (typeof host !== "string" || typeof pid !== "number") return null;
    return { host, pid, started: started ?? null };
  } catch {
    return null;
  }
}

const START_TIME_FIELD = 22;

/** The process's start in clock ticks since boot, where the kernel tells (Linux). */
function startOf(pid: number): string | null {
  const stat = contentOf(`/proc/${pid}/stat`);
  if (stat === null) return null;
  // The second field, the command, may hold spaces and ends with the last parenthesis.
  const [, ...fields] = stat.slice(stat.lastIndexOf(")")).split(" ");
  return fields[START_TIME_FIELD - 3] ?? null;
}
