import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { summarise } from "#contract/distribution.ts";
import { cacheFolder } from "../../../../server/logdir/cacheFolder.ts";
import { DistributionCache } from "../../../../server/logdir/checkpoints/distributionCache.ts";
import { temporary } from "../followed.ts";

const kept = summarise(Float32Array.of(1, 2, 2, 3.5, NaN));
const FILE = "/logs/a/epoch-1.safetensors\n12 3456 7.5";

async function keptIn(folder: string, tensor = "dense/kernel"): Promise<string> {
  const cache = new DistributionCache(folder);
  cache.keep(FILE, tensor, kept);
  await cache.close();
  const [path] = filesIn(folder);
  return path!;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

describe("what was counted", () => {
  it("is there at the next start, for the same tensor of the same file only", async () => {
    const folder = join(temporary(), "cache", "distributions");
    await keptIn(folder);
    const next = new DistributionCache(folder);
    expect(await next.get(FILE, "dense/kernel")).toEqual(kept);
    expect(await next.get(FILE, "dense/bias")).toBeNull();
    expect(await next.get(`${FILE}1`, "dense/kernel")).toBeNull();
  });

  it("is counted again when it was damaged, at whatever byte", async () => {
    const folder = temporary();
    const path = await keptIn(folder);
    const whole = readFileSync(path);
    const cache = new DistributionCache(folder);
    for (let at = 0; at < whole.length; at++) {
      const broken = Buffer.from(whole);
      broken[at]! ^= 0x10;
      writeFileSync(path, broken);
      expect(await cache.get(FILE, "dense/kernel"), `byte ${at}`).toBeNull();
    }
    for (const length of [0, 3, 4, 20, whole.length - 1]) {
      writeFileSync(path, whole.subarray(0, length));
      expect(await cache.get(FILE, "dense/kernel"), `${length} bytes`).toBeNull();
    }
  });

  it("is another's when it lies where ours should, and is not taken for ours", async () => {
    const folder = temporary();
    const other = readFileSync(await keptIn(folder, "other"));
    const ours = temporary();
    writeFileSync(await keptIn(ours), other);
    expect(await new DistributionCache(ours).get(FILE, "dense/kernel")).toBeNull();
  });

  it("is not kept, and nothing is said, where the folder cannot be made", async () => {
    const file = join(temporary(), "a-file");
    appendFileSync(file, "");
    const cache = new DistributionCache(join(file, "cache"));
    cache.keep(FILE, "dense/kernel", kept);
    await cache.close();
    expect(await cache.get(FILE, "dense/kernel")).toBeNull();
  });

  it("leaves no more than it may: the oldest goes first", async () => {
    const folder = temporary();
    mkdirSync(join(folder, "older"));
    writeFileSync(join(folder, "older", "x"), Buffer.alloc(100_000));
    utimesSync(join(folder, "older"), 1, 1);
    const cache = new DistributionCache(folder, 50_000);
    cache.keep(FILE, "dense/kernel", kept);
    await cache.close();
    expect(filesIn(folder)).toHaveLength(1);
    expect(await cache.get(FILE, "dense/kernel")).toEqual(kept);
  });
});

it("lies in the user's cache directory of each system", () => {
  expect(cacheFolder("linux", { XDG_CACHE_HOME: "/c" })).toBe("/c/layerlapse");
  expect(cacheFolder("linux", {})).toMatch(/\.cache\/layerlapse$/);
  expect(cacheFolder("darwin", {})).toMatch(/Library\/Caches\/layerlapse$/);
  expect(cacheFolder("win32", { LOCALAPPDATA: "L" })).toMatch(/^L.layerlapse.Cache$/);
});
