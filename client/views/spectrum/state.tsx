// Why no spectrum of a slot is drawn, and what would change that.
import { NoCheckpoints } from "../../parts/noCheckpoints.tsx";
import { SlotState } from "../../parts/slotState.tsx";
import { useStore } from "../../store/context.ts";
import { firstKernel, offeredParameters } from "../../store/parameters.ts";
import type { Slot } from "../../store/slot.ts";
import { shapeText, wholeText } from "../../ui/format.ts";
import { Name } from "../../ui/name.tsx";
import { Notice } from "../../ui/notice.tsx";
import { printable } from "../../ui/printable.ts";
import type { SlotSpectra } from "./spectra.ts";

interface StateProps {
  slot: Slot;
  spectra: SlotSpectra;
}

export function SpectrumState({ slot, spectra }: StateProps) {
  const testId = `spectrum-state-${slot.slot}`;
  const matter = spectra.matter.value;
  switch (matter.kind) {
    case "none":
      return <SlotState slot={slot} isDrawable />;
    case "noWeights":
      return (
        <Notice title="Singular values are those of weights." testId={testId}>
          <p>What is chosen is not one of the weights. Choose a kernel above.</p>
        </Notice>
      );
    case "noMatrix":
      return (
        <Notice title={<NotAMatrix slot={slot} />} testId={testId}>
          <p>
            {matter.shape.length === 0
              ? "It is a single number"
              : `It holds ${shapeText(matter.shape)} values`}
            ; only kernels, which map many inputs to many outputs, have singular values.
          </p>
          <OtherKernel slot={slot} />
        </Notice>
      );
    case "noCheckpoints":
      return <NoCheckpoints what="Singular values" testId={testId} />;
    case "kernel":
      return <Awaited slot={slot} spectra={spectra} testId={testId} />;
    default:
      return matter satisfies never;
  }
}

function NotAMatrix({ slot }: { slot: Slot }) {
  return (
    <>
      <Name text={useStore().parameterKey.value ?? slot.parameter.value?.tag ?? ""} /> is no matrix.
    </>
  );
}

function OtherKernel({ slot }: { slot: Slot }) {
  const { settings } = useStore();
  const run = slot.run.value;
  const kernel = run === null ? null : firstKernel(offeredParameters([run]));
  if (kernel === null) return null;
  return (
    <button type="button" onClick={() => (settings.parameter.value = kernel)}>
      Show <Name text={kernel} longest={48} />
    </button>
  );
}

function Awaited({ spectra, testId }: StateProps & { testId: string }) {
  const { unit } = useStore();
  const [chosen, spoilt] = [spectra.chosen.value, spectra.spoilt.value];
  const trouble = spectra.trouble.value;
  if (spoilt.length === chosen.length) {
    return (
      <Notice title={`Not all weights are finite at any ${unit.value}.`} testId={testId}>
        <p>A matrix with NaN or infinite values has no singular values: the training diverged.</p>
      </Notice>
    );
  }
  if (trouble !== null) {
    return (
      <Notice title="Its singular values cannot be had." testId={testId}>
        <p>{printable(trouble, 300)}</p>
      </Notice>
    );
  }
  return (
    <Notice title="Computing singular values …" testId={testId}>
      <progress aria-label="Computing" />
      <p>
        Of {wholeText(chosen.length)} {chosen.length === 1 ? unit.value : `${unit.value}s`}, the
        playhead’s first.
      </p>
    </Notice>
  );
}
