// A server that is suspended, that loses the system's hints, or that may not watch at all: it shows everything all the same.
import { spawn, spawnSync } from "node:child_process";
import { appendFileSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { LogdirStatus, RunSummary } from "#contract/protocol.ts";
import { exitCode, serve, temporaryFolder, until } from "../support/layerlapse.ts";
import { Page } from "../server/live/page.ts";
import { scalar } from "../server/logdir/followed.ts";

const MAIN = fileURLToPath(new URL("../../dist/server/main.js", import.meta.url));
const EVENTS = "events.out.tfevents.1.host.1.0";
const RUNS = 20;
const SUSPENDED_MS = 3000;
/** Each makes several hints; the system keeps 16,384 of them for one program. */
const CHANGES = 10_000;
const WATCHES = 10;
const posix = process.platform !== "win32";
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

let logdir: ReturnType<typeof temporaryFolder>;
let stops: (() => Promise<unknown>)[];
beforeEach(() => {
  logdir = temporaryFolder();
  stops = [];
});
afterEach(async () => {
  for (const stop of stops) await stop();
  logdir.remove();
});

function write(run: number, step: number): void {
  const folder = join(logdir.path, `run${run}`);
  mkdirSync(folder, { recursive: true });
  appendFileSync(join(folder, EVENTS), scalar(step, step));
}

function writeAll(step: number): void {
  for (let run = 0; run < RUNS; run++) write(run, step);
}

async function listOf(url: string): Promise<{ logdir: LogdirStatus; runs: RunSummary[] }> {
  const answer = await fetch(`${url}api/runs`);
  expect(answer.status).toBe(200);
  return (await answer.json()) as { logdir: LogdirStatus; runs: RunSummary[] };
}

/** Waits until every run has this many points, no more and no less. */
function allShown(url: string, points: number, runs = RUNS): Promise<unknown> {
  return until(async () => {
    const list = await listOf(url);
    return (
      list.runs.length === runs && list.runs.every(({ scalars }) => scalars[0]?.points === points)
    );
  });
}

test.skipIf(!posix)(
  "what is written while the server is suspended is shown when it goes on, once",
  async () => {
    writeAll(0);
    const running = await serve(logdir.path);
    stops.push(() => running.stop("SIGKILL"));
    await allShown(running.url, 1);
    const page = new Page();
    await page.connect(running.url);
    await until(() => page.runs.size === RUNS);
    const cursor = await page.series("run0", "loss");
    page.watch(cursor);
    await until(() => page.stepsOf(cursor).length === 1);
    running.process.kill("SIGSTOP");
    const end = Date.now() + SUSPENDED_MS;
    let steps = 0;
    while (Date.now() < end) {
      writeAll(++steps);
      await pause(20);
    }
    const { frames } = page;
    running.process.kill("SIGCONT");
    await allShown(running.url, steps + 1);
    await until(() => page.stepsOf(cursor).length === steps + 1);
    expect(page.gaps).toEqual([]);
    expect(page.repeated).toBe(0);
    // No storm: what came meanwhile comes in few pieces, then there is silence.
    expect(page.frames - frames).toBeLessThan(10);
    await pause(500);
    const messages = page.messages.length;
    await pause(2500);
    expect(page.messages.length).toBe(messages);
    await page.leave();
  },
  60_000,
);

test.skipIf(!posix)(
  "hints that the system had to drop are made up for",
  async () => {
    writeAll(0);
    const running = await serve(logdir.path);
    stops.push(() => running.stop("SIGKILL"));
    await allShown(running.url, 1);
    running.process.kill("SIGSTOP");
    const other = join(logdir.path, "run0", "notes");
    for (let i = 0; i < CHANGES; i++) {
      writeFileSync(`${other}.new`, "");
      renameSync(`${other}.new`, other);
    }
    // Their hints come when there is no room any more.
    writeAll(1);
    write(RUNS, 0);
    write(RUNS, 1);
    running.process.kill("SIGCONT");
    await allShown(running.url, 2, RUNS + 1);
    writeAll(2);
    write(RUNS, 2);
    await allShown(running.url, 3, RUNS + 1);
  },
  60_000,
);

/** Whether a namespace of our own, with limits of its own, may be made. */
const mayLimit =
  posix &&
  spawnSync("unshare", ["-Ur", "sh", "-c", "echo 1 > /proc/sys/user/max_inotify_watches"])
    .status === 0;

test.skipIf(!mayLimit)(
  "directories that the system does not watch any more are followed all the same, and it is said so (needs user namespaces)",
  async () => {
    writeAll(0);
    const command = `echo ${WATCHES} > /proc/sys/user/max_inotify_watches; exec "$0" "$@"`;
    const args = [process.execPath, MAIN, "--logdir", logdir.path, "--port", "0"];
    const child = spawn("unshare", ["-Ur", "sh", "-c", command, ...args]);
    stops.push(() => {
      child.kill("SIGKILL");
      return exitCode(child);
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
    const url = await until(() => /http:\/\/[^\s]+/.exec(output)?.[0], { what: "an address" });
    await allShown(url, 1);
    writeAll(1);
    await allShown(url, 2);
    write(RUNS, 0);
    write(RUNS, 1);
    await allShown(url, 2, RUNS + 1);
    const { problems } = (await listOf(url)).logdir;
    expect(problems).toEqual([
      { file: ".", offset: null, reason: expect.stringMatching(/watches no more directories/) },
    ]);
  },
  60_000,
);
