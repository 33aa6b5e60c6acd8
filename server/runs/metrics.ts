// Which scalar says how good a model is: a short list of the usual names, best first.
import type { MetricSummary } from "#contract/protocol.ts";
import type { ScalarSeries } from "./scalars.ts";

/**
 * Compared without regard to case. What was measured on held-out data comes before what does not say on which data,
 * accuracy before loss: a loss of one model says little beside another's.
 */
const NAMES: readonly { lowerIsBetter: boolean; tags: readonly string[] }[] = [
  {
    lowerIsBetter: false,
    tags: [
      "accuracy/test",
      "test/accuracy",
      "test_accuracy",
      "test_acc",
      "test/acc",
      "acc/test",
      "accuracy/validation",
      "validation/accuracy",
      "validation_accuracy",
      "accuracy/val",
      "val/accuracy",
      "val_accuracy",
      "epoch_val_accuracy",
      "acc/val",
      "val/acc",
      "val_acc",
      "accuracy/eval",
      "eval/accuracy",
      "eval_accuracy",
    ],
  },
  { lowerIsBetter: false, tags: ["accuracy", "epoch_accuracy", "acc", "epoch_acc"] },
  {
    lowerIsBetter: true,
    tags: [
      "loss/test",
      "test/loss",
      "test_loss",
      "loss/validation",
      "validation/loss",
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
  { lowerIsBetter: true, tags: ["loss", "epoch_loss"] },
];

const CANDIDATES = NAMES.flatMap(({ lowerIsBetter, tags }) =>
  tags.map((tag) => ({ tag, lowerIsBetter })),
);

/** The first of the usual names that has a finite value; null when none has. */
export function metricOf(scalars: Iterable<ScalarSeries>): MetricSummary | null {
  const byName = new Map<string, ScalarSeries>();
  for (const series of scalars) {
    const name = series.tag.toLowerCase();
    if (!byName.has(name)) byName.set(name, series);
  }
  for (const { tag, lowerIsBetter } of CANDIDATES) {
    const series = byName.get(tag);
    const finite = series?.finite;
    if (!series || !finite) continue;
    const best = lowerIsBetter ? finite.lowest : finite.highest;
    return {
      series: series.number,
      tag: series.tag,
      lowerIsBetter,
      last: finite.last.value,
      lastStep: finite.last.step,
      best: best.value,
      bestStep: best.step,
    };
  }
  return null;
}
