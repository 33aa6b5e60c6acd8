// What views of the whole network say while they have no row: no model is chosen, or none has logged weights.
import { useStore } from "../store/context.ts";
import { SLOTS } from "../store/selectionRules.ts";
import { Notice } from "../ui/notice.tsx";

interface NothingMeasuredProps {
  /** What to choose, and what that would show. */
  choose: string;
  then: string;
  testId: string;
}

export function NothingMeasured({ choose, then, testId }: NothingMeasuredProps) {
  const { slots, isReading } = useStore();
  if (SLOTS.every((slot) => slots[slot].run.value === null)) {
    return (
      <Notice title={choose} testId={testId}>
        <p>{then}</p>
      </Notice>
    );
  }
  return (
    <Notice title={isReading.value ? "Reading …" : "No weights are logged yet."} testId={testId}>
      <p>
        Histograms of parameters, or checkpoints, are measured here: in Keras{" "}
        <code>TensorBoard(histogram_freq=1)</code>, in PyTorch <code>add_histogram</code>.
      </p>
    </Notice>
  );
}
