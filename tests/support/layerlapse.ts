// Starts the built program as a user would, and stops it.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../dist/server/main.js", import.meta.url));

export interface Running {
  /** Address with a trailing slash. */
  url: string;
  process: ChildProcess;
  output(): string;
  /** Sends the signal and waits for the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** `layerlapse <args>`; its output is collected. `cache`: instead of the user's cache directory. */
export function layerlapse(args: readonly string[], cache?: string): Running {
  const env = cache === undefined ? process.env : { ...process.env, XDG_CACHE_HOME: cache };
  const child = spawn(process.execPath, [MAIN, ...args], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  return {
    url: "",
    process: child,
    output: () => output,
    stop: (signal = "SIGTERM") => {
      child.kill(signal);
      return exitCode(child);
    },
  };
}

/** Resolves when the process has ended. */
export function exitCode(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once("exit", (code) => resolve(code)));
}

/** Starts the server on a free port and waits until it has printed its address. */
export function serve(logdir: string, ...args: string[]): Promise<Running> {
  const ownPort = args.includes("--port") ? [] : ["--port", "0"];
  return listening(layerlapse(["--logdir", logdir, ...ownPort, ...args]));
}

/** The server, when it has printed its address. */
export async function listening(running: Running): Promise<Running> {
  const url = await until(() => {
    if (running.process.exitCode !== null) throw new Error(`the server ended: ${running.output()}`);
    return /http:\/\/[^\s]+/.exec(running.output())?.[0];
  });
  return { ...running, url: url.endsWith("/") ? url : `${url}/` };
}

/** Waits for a condition, not for a time; fails after `seconds` saying what it waited for. */
export async function until<T>(
  condition: () => T | Promise<T>,
  { seconds = 30, what = condition.toString() } = {},
): Promise<NonNullable<T>> {
  for (const start = Date.now(); Date.now() - start < seconds * 1000;) {
    const value = await condition();
    if (value !== undefined && value !== null && value !== false) return value;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`waited ${seconds} s for ${what}`);
}

/** A new empty folder, and the function that removes it. */
export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), "layerlapse-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
