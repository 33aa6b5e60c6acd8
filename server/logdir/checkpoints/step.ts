// The step that a checkpoint's name tells: its last number.

const SUFFIX = ".safetensors";
/** One of several files of one checkpoint: `model-00001-of-00002`. */
const SHARD = /-\d+-of-\d+$/;

/** The step of the checkpoint in the file called `name`; null when the name is not one of a checkpoint. */
export function stepOf(name: string): number | null {
  if (!name.endsWith(SUFFIX)) return null;
  const stem = name.slice(0, -SUFFIX.length);
  if (SHARD.test(stem)) return null;
  const step = Number(stem.match(/\d+/g)?.at(-1) ?? NaN);
  return Number.isSafeInteger(step) ? step : null;
}
