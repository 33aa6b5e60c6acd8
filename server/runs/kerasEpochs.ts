// Keras counts epochs in two ways: the TensorBoard callback's steps begin at 0, the names of ModelCheckpoint's files at 1.
import type { SourceCheckpoint } from "./source.ts";

/**
 * By how much the numbers in the names of a model's checkpoints are ahead of the steps of its log: 1 where Keras logged
 * epochs up to `lastEpoch` and all that is numbered is named as ModelCheckpoint names it, which writes epoch 0 to file 1.
 * 0 where there is a doubt: a file 0, which that callback never writes; a number that the log is more than one epoch
 * short of, as a file may come before its epoch's events; null, where no epochs are logged.
 */
export function epochsAhead(
  numbered: readonly Pick<SourceCheckpoint, "step" | "isKerasEpoch">[],
  lastEpoch: number | null,
): 0 | 1 {
  if (lastEpoch === null || numbered.length === 0) return 0;
  const isModelCheckpoint = numbered.every(
    ({ step, isKerasEpoch }) => isKerasEpoch && step! >= 1 && step! <= lastEpoch + 2,
  );
  return isModelCheckpoint ? 1 : 0;
}
