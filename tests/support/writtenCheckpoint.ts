// Writes checkpoints as our trainer does: whole, then renamed.
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { encodeSafetensors } from "#contract/safetensors.ts";
import type { Shape } from "./writtenRun.ts";

/** Weights of these shapes that move a little with every step; not all are finite where it `isSpoilt`. */
export function writeCheckpoint(
  logdir: string,
  run: string,
  step: number,
  shapes: readonly Shape[],
  isSpoilt = false,
): void {
  const tensors = shapes.map(({ tag: name, shape }) => {
    const count = shape.reduce((product, size) => product * size, 1);
    const values = Float32Array.from({ length: count }, (_, i) => Math.sin((i + 1) ** 2 + step));
    if (isSpoilt) values[0] = NaN;
    return { name, shape, values };
  });
  const folder = join(logdir, run, "checkpoints");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `epoch-${String(step).padStart(4, "0")}.safetensors`);
  writeFileSync(`${file}.part`, encodeSafetensors(tensors, {}));
  renameSync(`${file}.part`, file);
}
