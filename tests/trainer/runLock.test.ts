// One writer for each run: who holds it keeps it, and a dead one's hold is taken over.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lockRun } from "../../trainer/runLock.ts";
import { temporaryFolder } from "../support/layerlapse.ts";

let folder: ReturnType<typeof temporaryFolder>;
let lock: string;

beforeEach(() => {
  folder = temporaryFolder();
  lock = join(folder.path, "trainer.lock");
});
afterEach(() => folder.remove());

function heldBy(holder: object): void {
  writeFileSync(lock, JSON.stringify(holder));
}

describe("the lock of a run", () => {
  it("is there while it is held and leaves nothing behind", () => {
    const unlock = lockRun(folder.path);
    expect(readdirSync(folder.path)).toEqual(["trainer.lock"]);
    unlock();
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it("is refused to a second, naming the holder, the directory and the file", () => {
    lockRun(folder.path);
    const refusal = new RegExp(`${folder.path}.*process ${process.pid} on ${hostname()}.*${lock}`);
    expect(() => lockRun(folder.path)).toThrow(refusal);
    expect(existsSync(lock)).toBe(true);
  });

  it("is taken over from a process that is dead", () => {
    const { pid } = spawnSync(process.execPath, ["--version"]);
    heldBy({ host: hostname(), pid, started: "1" });
    lockRun(folder.path)();
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it.runIf(process.platform === "linux")(
    "is taken over where the number is now another process's",
    () => {
      heldBy({ host: hostname(), pid: process.pid, started: "1" });
      lockRun(folder.path);
      expect(JSON.parse(readFileSync(lock, "utf8"))).not.toMatchObject({ started: "1" });
    },
  );

  it("is left to a holder on another machine, and to one that cannot be read", () => {
    heldBy({ host: `not-${hostname()}`, pid: 1, started: null });
    expect(() => lockRun(folder.path)).toThrow("not-");
    writeFileSync(lock, "torn");
    expect(() => lockRun(folder.path)).toThrow("unknown");
  });
});
