// What a frame says while it has nothing to draw, and what would change that.
import { useStore } from "../../store/context.ts";
import { firstKernel } from "../../store/parameters.ts";
import { runState } from "../../store/runState.ts";
import { letter } from "../../store/selectionRules.ts";
import type { Slot } from "../../store/slot.ts";
import { wholeText } from "../../ui/format.ts";
import { Name } from "../../ui/name.tsx";
import { Notice } from "../../ui/notice.tsx";
import type { FrameBars } from "./comparison.ts";

export function FrameState({ slot, bars }: { slot: Slot; bars: FrameBars }) {
  const { parameterKey, offered, settings, runs, now, unit } = useStore();
  const testId = `frame-state-${slot.slot}`;
  const name = slot.name.value;
  const run = slot.run.value;
  if (name === null && runs.all.value.length < 2) {
    return (
      <Notice title="There is no second model yet." testId={testId}>
        <p>As soon as another one is in the log directory, it shows up here beside this one.</p>
      </Notice>
    );
  }
  if (name === null) {
    return (
      <Notice title={`Choose a model for ${letter(slot.slot)}.`} testId={testId}>
        <p>Click a circle, or a name in the list.</p>
      </Notice>
    );
  }
  if (run === null) {
    return (
      <Notice title="This model is not in the log directory." testId={testId}>
        <p>
          {runs.logdir.value?.reading
            ? "The directory is still being read."
            : "Its directory was deleted or renamed. It comes back here when it does; or choose another model."}
        </p>
      </Notice>
    );
  }
  if (run.parameters.length === 0) {
    const waiting = run.lastStep === null || runState(run, now.value) === "training";
    return waiting ? (
      <Notice title={`Waiting for the first ${unit.value} …`} testId={testId}>
        <p>Nothing to do: its weights show up here when they are logged.</p>
      </Notice>
    ) : (
      <Notice title="This model logged no weights." testId={testId}>
        <p>
          Histograms of its parameters, or checkpoints, would be shown here: in Keras{" "}
          <code>TensorBoard(histogram_freq=1)</code>, in PyTorch <code>add_histogram</code>.
        </p>
      </Notice>
    );
  }
  if (slot.parameter.value === null) {
    const shared = offered.value.some(({ models }) => models > 1)
      ? firstKernel(offered.value)
      : null;
    return (
      <Notice
        title={
          <>
            {letter(slot.slot)} has no <Name text={parameterKey.value ?? "such parameter"} />.
          </>
        }
        testId={testId}
      >
        {shared === null ? (
          <p>These two models have no parameter in common. Choose another model.</p>
        ) : (
          <button type="button" onClick={() => (settings.parameter.value = shared)}>
            Show <Name text={shared} longest={48} />, which both have
          </button>
        )}
      </Notice>
    );
  }
  const { shown } = slot;
  if (shown.value !== null && bars.grid.value === null) {
    const { count, exactBins } = shown.value.distribution;
    return (
      <Notice title={`Not one finite value at any ${unit.value}.`} testId={testId}>
        {exactBins ? (
          <p>
            All {wholeText(count)} are NaN or infinite: the training diverged. A lower learning rate
            usually helps.
          </p>
        ) : (
          <p>
            All {wholeText(count)} values are non-finite, or the writer’s buckets cannot tell: a
            single NaN makes the edges of such a histogram NaN. Checkpoints would tell.
          </p>
        )}
      </Notice>
    );
  }
  return <Notice title="Loading its snapshots …" testId={testId} />;
}
