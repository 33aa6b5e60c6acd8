// Training from the command line: handed over to the trainer, or beside the server and ended with it.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { exitCode, layerlapse, serve, temporaryFolder, until } from "../../support/layerlapse.ts";

const folder = temporaryFolder();
afterAll(() => folder.remove());

test("train hands its arguments over", async () => {
  const help = layerlapse(["train", "--help"]);
  expect(await exitCode(help.process)).toBe(0);
  expect(help.output()).toContain("--preset");
});

test("--train trains beside the server, which ends it in good order", async () => {
  const logdir = join(folder.path, "logs");
  const running = await serve(logdir, "--train", "tiny");
  await until(() => existsSync(logdir) && readdirSync(logdir).length > 0);
  const trainers = childrenOf(running.process.pid!);
  if (process.platform === "linux") expect(trainers).not.toEqual([]);
  expect(await running.stop("SIGTERM")).toBe(0);
  expect(running.output()).not.toContain("ended early");
  expect(trainers.filter(isAlive)).toEqual([]);
});

test("a training that cannot start is said, and the server goes on", async () => {
  const running = await serve(join(folder.path, "other"), "--train", "nonsense");
  await until(() => running.output().includes("ended early"));
  expect((await fetch(new URL("api/runs", running.url))).status).toBe(200);
  expect(await running.stop()).toBe(0);
});

/** Processes that the process started, where the system lists them. */
function childrenOf(pid: number): number[] {
  const list = `/proc/${pid}/task/${pid}/children`;
  return existsSync(list) ? (readFileSync(list, "utf8").match(/\d+/g) ?? []).map(Number) : [];
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
