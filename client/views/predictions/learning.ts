// What becomes of each example over the training: when it is learned for good, and how often it is forgotten.

/** Answers at the checkpoints, ascending; null where they are not known yet. */
export interface History {
  steps: readonly number[];
  /** Per checkpoint, per example its predicted class. */
  predicted: readonly (ArrayLike<number> | null)[];
}

/** One value for each example, over the checkpoints whose answers are known. */
export interface Learning {
  /** Number of those checkpoints. */
  known: number;
  /** How often it was right at one and wrong at the next (forgetting events: Toneva et al. 2019, arXiv 1812.05159). */
  forgotten: Uint32Array;
  /** At how many it is wrong. */
  wrong: Uint32Array;
  /** Number, among the known, of the first from which on it is right to the end; −1 where it is wrong at the last. */
  learned: Int32Array;
}

export function learningOf({ predicted }: History, labels: ArrayLike<number>): Learning {
  const answers = predicted.filter((one) => one !== null);
  const count = labels.length;
  const [forgotten, wrong] = [new Uint32Array(count), new Uint32Array(count)];
  const learned = new Int32Array(count).fill(-1);
  for (let example = 0; example < count; example++) {
    let before = false;
    for (const [checkpoint, answer] of answers.entries()) {
      const isRight = answer[example] === labels[example];
      if (!isRight) wrong[example]! += 1;
      if (before && !isRight) forgotten[example]! += 1;
      if (!isRight) learned[example] = -1;
      else if (!before) learned[example] = checkpoint;
      before = isRight;
    }
  }
  return { known: answers.length, forgotten, wrong, learned };
}

export const isForgotten = ({ forgotten }: Learning, example: number): boolean =>
  forgotten[example]! > 0;

/** Wrong at every known checkpoint. */
export const isNeverRight = ({ wrong, known }: Learning, example: number): boolean =>
  known > 0 && wrong[example] === known;

/** Right for good only in the second half. */
export const isLate = ({ learned, known }: Learning, example: number): boolean =>
  learned[example]! > (known - 1) / 2;

export function countOf(
  learning: Learning,
  holds: (learning: Learning, example: number) => boolean,
): number {
  let count = 0;
  for (let example = 0; example < learning.forgotten.length; example++)
    if (holds(learning, example)) count++;
  return count;
}
