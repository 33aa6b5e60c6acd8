// Which scalar says how good a model is: a short list of the usual names, best first, and which way is better.

/** One quantity under the names that different writers give it. */
export interface Measure {
  label: string;
  /** In lower case, in the order in which they are looked for. */
  names: readonly string[];
}

/**
 * Compared without regard to case. What was measured on held-out data comes before what does not say on which data,
 * accuracy before loss: a loss of one model says little beside another's.
 */
const MEASURES: readonly Measure[] = [
  {
    label: "held-out accuracy",
    names: [
      "accuracy/test",
      "test/accuracy",
      "test_accuracy",
      "test_acc",
      "test/acc",
      "acc/test",
      "accuracy/validation",
      "validation/accuracy",
      "validation/epoch_accuracy",
      "validation_accuracy",
      "accuracy/val",
      "val/accuracy",
      "val_accuracy",
      "epoch_val_accuracy",
      "acc/val",
      "val/acc",
      "val_acc",
      "validation/epoch_acc",
      "accuracy/eval",
      "eval/accuracy",
      "eval_accuracy",
    ],
  },
  {
    label: "accuracy",
    names: [
      "accuracy",
      "epoch_accuracy",
      "train/epoch_accuracy",
      "acc",
      "epoch_acc",
      "train/accuracy",
    ],
  },
  {
    label: "held-out loss",
    names: [
      "loss/test",
      "test/loss",
      "test_loss",
      "loss/validation",
      "validation/loss",
      "validation/epoch_loss",
      "validation_loss",
      "loss/val",
      "val/loss",
      "val_loss",
      "epoch_val_loss",
      "loss/eval",
      "eval/loss",
      "eval_loss",
    ],
  },
  {
    label: "loss",
    names: ["loss", "epoch_loss", "train/epoch_loss", "train/loss", "train_loss", "loss/train"],
  },
];

/** The quantity that a usual name stands for; null for any other name. */
export function measureOf(tag: string): Measure | null {
  return MEASURES.find(({ names }) => names.includes(tag.toLowerCase())) ?? null;
}

/** The usual names in the order in which they are looked for, in lower case. */
export const METRIC_NAMES: readonly string[] = MEASURES.flatMap(({ names }) => names);

/** Parts of names whose quantity is better when it is lower. */
const LOWER =
  /loss|error|err\b|perplexity|ppl|\bm[as]e\b|rmse|nll|entropy|\bwer\b|\bcer\b|\bfid\b/i;

/** Whether less is better, by what the tag calls itself: a loss, an error, a perplexity … */
export function lowerIsBetter(tag: string): boolean {
  return LOWER.test(tag);
}
