// Files appear whole or not at all, and the disk's refusal reaches the person in words.
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { appendWhole, writeWhole } from "../../trainer/durable.ts";
import { temporaryFolder } from "../support/layerlapse.ts";

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => (folder = temporaryFolder()));
afterEach(() => folder.remove());

const BYTES = Uint8Array.of(1, 2, 3);

describe("durable writing", () => {
  it("replaces a file as a whole and leaves nothing beside it", () => {
    const path = join(folder.path, "a");
    writeFileSync(path, "an older and longer content");
    writeWhole(path, BYTES);
    expect([...readFileSync(path)]).toEqual([1, 2, 3]);
    expect(readdirSync(folder.path)).toEqual(["a"]);
  });

  it("appends", () => {
    const path = join(folder.path, "a");
    appendWhole(path, BYTES);
    appendWhole(path, BYTES);
    expect([...readFileSync(path)]).toEqual([1, 2, 3, 1, 2, 3]);
  });

  it.runIf(process.platform === "linux")("says that the disk is full, and what to do", () => {
    const log = join(folder.path, "events.out.tfevents.1");
    symlinkSync("/dev/full", log);
    expect(() => appendWhole(log, BYTES)).toThrow(/tfevents\.1 .*the disk is full.*--resume/);
    const checkpoint = join(folder.path, "epoch-0000.safetensors");
    symlinkSync("/dev/full", `${checkpoint}.partial`);
    expect(() => writeWhole(checkpoint, BYTES)).toThrow(/epoch-0000.*the disk is full.*--resume/);
    expect(readdirSync(folder.path)).toEqual(["events.out.tfevents.1"]);
  });

  it("says the reason where it has no words for it", () => {
    expect(() => appendWhole(join(folder.path, "missing", "a"), BYTES)).toThrow("ENOENT");
  });
});
