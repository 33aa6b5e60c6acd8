// Distributions of big tensors kept beside the user's cache directory: a second start need not count gigabytes again.
import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import type { Distribution } from "#contract/distribution.ts";
import { fromColumns, toColumns } from "#contract/distributionColumns.ts";
import { packFrame, unpackFrame } from "#contract/frames.ts";

/** Kept on the disk at most; a distribution has about 4 kB. */
const MOST_BYTES = 268_435_456;
/** How much is there is counted again after so many new ones. */
const KEPT_BETWEEN_SWEEPS = 1024;
/** Raised whenever distributions are counted otherwise than before. */
const VERSION = 1;
const CHECKSUM_BYTES = 4;

export class DistributionCache {
  /** Null: nothing is kept. */
  readonly #folder: string | null;
  readonly #mostBytes: number;
  readonly #writing = new Set<Promise<void>>();
  #keptSinceSweep = KEPT_BETWEEN_SWEEPS;

  /** `folder` is absolute and need not exist. */
  constructor(folder: string | null, mostBytes = MOST_BYTES) {
    this.#folder = folder;
    this.#mostBytes = mostBytes;
  }

  /** What was kept of the tensor of this file; null when there is nothing, or it is damaged. */
  async get(file: string, tensor: string): Promise<Distribution | null> {
    if (this.#folder === null) return null;
    try {
      const bytes = Uint8Array.from(await readFile(join(this.#folder, ...placeOf(file, tensor))));
      const frame = bytes.slice(CHECKSUM_BYTES);
      if (new DataView(bytes.buffer).getUint32(0, true) !== crc32(frame)) return null;
      const { meta, columns } = unpackFrame(frame.buffer);
      // Another file's would be read only if two hashes were equal; then it is not what was asked for.
      return JSON.stringify(meta) === JSON.stringify([file, tensor])
        ? fromColumns(columns)[0]!.distribution
        : null;
    } catch {
      return null;
    }
  }

  /** Keeps a distribution, silently not when the folder cannot be written. */
  keep(file: string, tensor: string, distribution: Distribution): void {
    if (this.#folder === null) return;
    const written = this.#keep(this.#folder, file, tensor, distribution)
      .catch(() => {})
      .finally(() => this.#writing.delete(written));
    this.#writing.add(written);
  }

  /** Resolves when everything has been written. */
  async close(): Promise<void> {
    await Promise.all(this.#writing);
  }

  async #keep(
    root: string,
    file: string,
    tensor: string,
    distribution: Distribution,
  ): Promise<void> {
    const [folder, name] = placeOf(file, tensor);
    const columns = toColumns([{ step: 0, wallTime: 0, distribution }]);
    const frame = packFrame([file, tensor], columns);
    const bytes = new Uint8Array(CHECKSUM_BYTES + frame.length);
    new DataView(bytes.buffer).setUint32(0, crc32(frame), true);
    bytes.set(frame, CHECKSUM_BYTES);
    await mkdir(join(root, folder), { recursive: true });
    const partial = join(root, folder, `${randomUUID()}.partial`);
    await writeFile(partial, bytes);
    await rename(partial, join(root, folder, name));
    if (++this.#keptSinceSweep < KEPT_BETWEEN_SWEEPS) return;
    this.#keptSinceSweep = 0;
    await this.#sweep(root);
  }

  /** Removes the files' folders that were written to longest ago, until the rest is small enough. */
  async #sweep(root: string): Promise<void> {
    const folders = await Promise.all(
      (await readdir(root)).map((name) => measured(join(root, name))),
    );
    let total = folders.reduce((sum, { bytes }) => sum + bytes, 0);
    for (const { path, bytes } of folders.toSorted((a, b) => a.writtenAt - b.writtenAt)) {
      if (total <= this.#mostBytes) return;
      await rm(path, { recursive: true, force: true });
      total -= bytes;
    }
  }
}

/** Folder and name, both safe on every system. */
function placeOf(file: string, tensor: string): [folder: string, name: string] {
  return [hashOf(`${VERSION} ${file}`), hashOf(tensor)];
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}

async function measured(path: string): Promise<{ path: string; bytes: number; writtenAt: number }> {
  const names = await readdir(path);
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(path, name))).size));
  const { mtimeMs } = await stat(path);
  return { path, bytes: sizes.reduce((sum, size) => sum + size, 0), writtenAt: mtimeMs };
}
