// Hundreds of runs with few descriptors, a log directory that goes and comes back, and a pipe that is named like a log.
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, renameSync, rmSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { LogdirStatus, RunSummary } from "#contract/protocol.ts";
import { exitCode, serve, temporaryFolder, until } from "../support/layerlapse.ts";
import { writeRun } from "../support/writtenRun.ts";

const MAIN = fileURLToPath(new URL("../../dist/server/main.js", import.meta.url));
const DESCRIPTORS = 128;
const RUNS = Number(process.env["LAYERLAPSE_MANY_RUNS"] ?? 400);
const MORE_THAN_DESCRIPTORS = 160;
/** Of those that open files: were each to wait for a pipe's writer, no file could be read. */
const MORE_THAN_THREADS = 8;
const posix = process.platform !== "win32";

interface RunList {
  logdir: LogdirStatus;
  runs: RunSummary[];
}

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

/** Its address, like serve's, but of a server that may open few files. */
async function serveWithFew(): Promise<string> {
  const command = `ulimit -n ${DESCRIPTORS}; exec "$0" "$@"`;
  const args = [MAIN, "--logdir", logdir.path, "--port", "0"];
  const child = spawn("sh", ["-c", command, process.execPath, ...args]);
  stops.push(() => {
    child.kill("SIGKILL");
    return exitCode(child);
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  return until(() => /http:\/\/[^\s]+/.exec(output)?.[0], { what: "an address" });
}

async function listOf(url: string): Promise<RunList> {
  const answer = await fetch(`${url}api/runs`, { headers: { connection: "close" } });
  expect(answer.status).toBe(200);
  return (await answer.json()) as RunList;
}

/** Runs that are read up to `step`. */
async function readTo(url: string, step: number): Promise<RunSummary[]> {
  const { runs } = await listOf(url);
  return runs.filter(({ lastStep }) => lastStep === step);
}

async function pageOf(url: string): Promise<string> {
  const answer = await fetch(url, { headers: { connection: "close" } });
  expect(answer.status).toBe(200);
  return answer.text();
}

function writeMany() {
  const parameters = [{ tag: "hidden1/kernel", shape: [8, 8] }];
  return Array.from({ length: RUNS }, (_, seed) => {
    const run = writeRun(logdir.path, `sweep/run${seed}`, { parameters, seed });
    run.epoch(1, seed / RUNS);
    return run;
  });
}

test.skipIf(!posix)("more runs than descriptors all load, and grow (needs ulimit)", async () => {
  const written = writeMany();
  const url = await serveWithFew();
  await until(async () => (await readTo(url, 1)).length === RUNS);
  for (const run of written) run.epoch(2, 0.5);
  const grown = await until(async () => {
    const runs = await readTo(url, 2);
    return runs.length === RUNS ? runs : null;
  });
  expect(grown.flatMap(({ problems }) => problems)).toEqual([]);
  await until(async () => (await listOf(url)).logdir.reading === null);
  expect((await listOf(url)).logdir).toMatchObject({ exists: true, problems: [] });
  expect(await pageOf(url)).toContain("<html");
});

test.skipIf(!posix)(
  "connections that take every descriptor are survived: afterwards all is read and served (needs ulimit)",
  async () => {
    const run = writeRun(logdir.path, "run");
    run.epoch(1, 0.5);
    const url = await serveWithFew();
    await until(async () => (await readTo(url, 1)).length === 1);
    const { hostname, port } = new URL(url);
    const ended = new Set<Socket>();
    const sockets = Array.from({ length: MORE_THAN_DESCRIPTORS }, () => {
      const socket = connect(Number(port), hostname);
      for (const end of ["error", "close"]) socket.on(end, () => ended.add(socket));
      return socket;
    });
    await until(() => sockets.every((socket) => !socket.connecting));
    run.epoch(2, 0.5);
    writeRun(logdir.path, "late").epoch(2, 0.5);
    await until(() => ended.size > 0);
    for (const socket of sockets) socket.destroy();
    // Until the server has noticed that they are gone, it may have no descriptor for who asks.
    const read = (): Promise<unknown[]> => readTo(url, 2).catch(() => []);
    await until(async () => (await read()).length === 2, { seconds: 40 });
    await until(async () => {
      const { runs, logdir } = await listOf(url);
      return [...logdir.problems, ...runs.flatMap(({ problems }) => problems)].length === 0;
    });
    expect(await pageOf(url)).toContain("<html");
  },
  90_000,
);

test("the runs of a log directory that is deleted vanish, and come back with it", async () => {
  const path = join(logdir.path, "logs");
  mkdirSync(path);
  const running = await serve(path);
  stops.push(() => running.stop());
  for (let time = 1; time <= 3; time++) {
    const runs = [writeRun(path, "one"), writeRun(path, "a/b/two")];
    for (const run of runs) run.epoch(time, 0.5);
    await until(async () => (await readTo(running.url, time)).length === 2);
    for (const run of runs) run.epoch(time + 10, 0.5);
    await until(async () => (await readTo(running.url, time + 10)).length === 2);
    rmSync(path, { recursive: true });
    await until(async () => {
      const { runs, logdir } = await listOf(running.url);
      return runs.length === 0 && !logdir.exists;
    });
    mkdirSync(path);
  }
  expect(await pageOf(running.url)).toContain("<html");
});

test.skipIf(!posix)("pipes named like logs hold up nothing (needs mkfifo)", async () => {
  for (const folder of ["alone", "beside"]) {
    mkdirSync(join(logdir.path, folder));
    for (let i = 0; i < MORE_THAN_THREADS; i++) {
      execFileSync("mkfifo", [join(logdir.path, folder, `events.out.tfevents.${i}.host.1.0`)]);
    }
  }
  const run = writeRun(logdir.path, "beside");
  run.epoch(1, 0.5);
  const running = await serve(logdir.path);
  stops.push(() => running.stop());
  await until(async () => (await readTo(running.url, 1)).length === 1);
  run.epoch(2, 0.5);
  await until(async () => (await readTo(running.url, 2)).length === 1);
  await until(async () => (await listOf(running.url)).logdir.reading === null);
  expect(await pageOf(running.url)).toContain("<html");
});

test.skipIf(!posix)("logs that become pipes hold up nothing (needs mkfifo)", async () => {
  const names = Array.from({ length: MORE_THAN_THREADS }, (_, i) => `run${i}`);
  const other = writeRun(logdir.path, "other");
  other.epoch(1, 0.5);
  const files = names.map((name) => {
    const run = writeRun(logdir.path, name);
    run.epoch(1, 0.5);
    return run.file;
  });
  const running = await serve(logdir.path);
  stops.push(() => running.stop());
  await until(async () => (await readTo(running.url, 1)).length === 1 + MORE_THAN_THREADS);
  for (const file of files) {
    execFileSync("mkfifo", [`${file}.pipe`]);
    renameSync(`${file}.pipe`, file);
  }
  other.epoch(2, 0.5);
  await until(async () => (await listOf(running.url)).runs.length === 1);
  await until(async () => (await readTo(running.url, 2)).length === 1);
  for (const [i, file] of files.entries()) {
    rmSync(file);
    writeRun(logdir.path, names[i]!).epoch(2, 0.5);
  }
  await until(async () => (await readTo(running.url, 2)).length === 1 + MORE_THAN_THREADS);
});
