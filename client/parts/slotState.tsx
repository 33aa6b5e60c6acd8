// What is said of a slot while there is nothing to draw of it, and what would change that.
import type { ParameterSummary, RunSummary } from "#contract/protocol.ts";
import { useStore } from "../store/context.ts";
import { firstKernel, isOptimizers, offeredParameters } from "../store/parameters.ts";
import { runState } from "../store/runState.ts";
import { letter } from "../store/selectionRules.ts";
import type { Slot } from "../store/slot.ts";
import { Name } from "../ui/name.tsx";
import { Notice } from "../ui/notice.tsx";
import { Undrawn } from "./undrawn.tsx";

interface SlotStateProps {
  slot: Slot;
  /** Whether any of its snapshots has a finite value. */
  isDrawable: boolean;
}

export function SlotState({ slot, isDrawable }: SlotStateProps) {
  const testId = `frame-state-${slot.slot}`;
  const run = slot.run.value;
  const parameter: ParameterSummary | null = slot.parameter.value;
  if (slot.name.value === null) return <NoModel slot={slot} testId={testId} />;
  if (run === null) return <ModelGone testId={testId} />;
  if (run.parameters.length === 0) return <NoWeights run={run} testId={testId} />;
  if (parameter === null) return <NoSuchParameter {...{ slot, run, testId }} />;
  return <Undrawn slot={slot} parameter={parameter} isDrawable={isDrawable} testId={testId} />;
}

interface StateProps {
  testId: string;
}

function NoModel({ slot, testId }: StateProps & { slot: Slot }) {
  if (useStore().runs.all.value.length < 2) {
    return (
      <Notice title="There is no second model yet." testId={testId}>
        <p>As soon as another one is in the log directory, it shows up here beside this one.</p>
      </Notice>
    );
  }
  return (
    <Notice title={`Choose a model for ${letter(slot.slot)}.`} testId={testId}>
      <p>Click a circle, or a name in the list.</p>
    </Notice>
  );
}

function ModelGone({ testId }: StateProps) {
  return (
    <Notice title="This model is not in the log directory." testId={testId}>
      <p>
        {useStore().runs.logdir.value?.reading
          ? "The directory is still being read."
          : "Its directory was deleted or renamed. It comes back here when it does; or choose another model."}
      </p>
    </Notice>
  );
}

function NoWeights({ run, testId }: StateProps & { run: RunSummary }) {
  const { now, unit } = useStore();
  if (run.lastStep === null || runState(run, now.value) === "training") {
    return (
      <Notice title={`Waiting for the first ${unit.value} …`} testId={testId}>
        <p>Nothing to do: its weights show up here when they are logged.</p>
      </Notice>
    );
  }
  return (
    <Notice title="This model logged no weights." testId={testId}>
      <p>
        Histograms of its parameters, or checkpoints, would be shown here: in Keras{" "}
        <code>TensorBoard(histogram_freq=1)</code>, in PyTorch <code>add_histogram</code>.
      </p>
    </Notice>
  );
}

function NoSuchParameter({ slot, run, testId }: StateProps & { slot: Slot; run: RunSummary }) {
  const { offered, parameterKey, settings } = useStore();
  const shared = offered.value.filter((one) => one.models > 1 && !isOptimizers(one));
  const isShared = shared.length > 0;
  const other = firstKernel(isShared ? shared : offeredParameters([run]));
  const name = letter(slot.slot);
  return (
    <Notice
      title={
        <>
          {name} has no <Name text={parameterKey.value ?? "such parameter"} />.
        </>
      }
      testId={testId}
    >
      {!isShared && <p>These two models have no parameter in common.</p>}
      {other !== null && (
        <button type="button" onClick={() => (settings.parameter.value = other)}>
          Show <Name text={other} longest={48} />, which {isShared ? "both have" : `${name} has`}
        </button>
      )}
    </Notice>
  );
}
