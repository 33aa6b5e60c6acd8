// The checkpoints of a run: all weights of an epoch as safetensors, and the optimiser's state of the newest.
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import {
  encodeSafetensors,
  headerLength,
  type NamedTensor,
  parseSafetensorsHeader,
} from "#contract/safetensors.ts";
import { writeWhole } from "./durable.ts";

/** Which epochs' weights stay: all, the newest only, or every n-th and the newest. */
export type Keep = "all" | "last" | number;

const WEIGHTS = /^epoch-(\d{4,})\.safetensors$/;
const STATE = /^optimizer-(\d{4,})\.state$/;

/** `checkpoints/` in a run's directory. */
export class Checkpoints {
  readonly #folder: string;

  constructor(runDirectory: string) {
    this.#folder = join(runDirectory, "checkpoints");
  }

  /** Saves an epoch's weights, under the metadata given, and the optimiser's state where there is one to resume from. */
  save(
    epoch: number,
    weights: readonly NamedTensor[],
    metadata: Record<string, string>,
    optimizer: readonly NamedTensor[] | null,
  ): void {
    mkdirSync(this.#folder, { recursive: true });
    // The state goes first: an epoch whose weights are there can be gone on from.
    if (optimizer) writeWhole(this.#statePath(epoch), encodeSafetensors(optimizer, {}));
    writeWhole(this.#weightsPath(epoch), encodeSafetensors(weights, metadata));
  }

  /** The newest epoch that can be gone on from, or null. */
  newest(): number | null {
    const states = new Set(this.#epochs(STATE));
    return this.#epochs(WEIGHTS).findLast((epoch) => states.has(epoch)) ?? null;
  }

  /** Whether there is any checkpoint, with or without an optimiser's state. */
  any(): boolean {
    return this.#epochs(WEIGHTS).length > 0;
  }

  load(epoch: number): { weights: NamedTensor[]; optimizer: NamedTensor[] } {
    return { weights: read(this.#weightsPath(epoch)), optimizer: read(this.#statePath(epoch)) };
  }

  /** Removes what nobody asked to keep, once `epoch` is saved and logged. */
  prune(epoch: number, keep: Keep): void {
    for (const older of this.#epochs(STATE)) {
      if (older < epoch) rmSync(this.#statePath(older));
    }
    if (keep === "all") return;
    for (const older of this.#epochs(WEIGHTS)) {
      const kept = older >= epoch || (keep !== "last" && older % keep === 0);
      if (!kept) rmSync(this.#weightsPath(older));
    }
  }

  /** Ascending. */
  #epochs(pattern: RegExp): number[] {
    let names: string[] = [];
    try {
      names = readdirSync(this.#folder);
    } catch {
      // No folder, no checkpoints.
    }
    return names
      .flatMap((name) => pattern.exec(name)?.[1] ?? [])
      .map(Number)
      .sort((a, b) => a - b);
  }

  #weightsPath(epoch: number): string {
    return join(this.#folder, `epoch-${padded(epoch)}.safetensors`);
  }

  #statePath(epoch: number): string {
    return join(this.#folder, `optimizer-${padded(epoch)}.state`);
  }
}

function padded(epoch: number): string {
  return String(epoch).padStart(4, "0");
}

const PREFIX = 8;

function read(path: string): NamedTensor[] {
  const file = readFileSync(path);
  const { tensors } = parseSafetensorsHeader(file.subarray(PREFIX, PREFIX + headerLength(file)));
  return tensors.map(({ name, shape, start, end }) => {
    const bytes = Uint8Array.from(file.subarray(start, end));
    return { name, shape, values: new Float32Array(bytes.buffer) };
  });
}
