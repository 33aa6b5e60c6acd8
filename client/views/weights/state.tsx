// Why no weights of a slot are drawn, and what would change that.
import { NoCheckpoints } from "../../parts/noCheckpoints.tsx";
import { SlotState } from "../../parts/slotState.tsx";
import { useStore } from "../../store/context.ts";
import type { Slot } from "../../store/slot.ts";
import { wholeText } from "../../ui/format.ts";
import { Notice } from "../../ui/notice.tsx";
import { printable } from "../../ui/printable.ts";
import { MOST_VALUES } from "./matter.ts";
import type { SlotWeights } from "./weights.ts";

interface StateProps {
  slot: Slot;
  own: SlotWeights;
}

export function WeightsState({ slot, own }: StateProps) {
  const testId = `weights-state-${slot.slot}`;
  const matter = own.matter.value;
  switch (matter.kind) {
    case "none":
      return <SlotState slot={slot} isDrawable />;
    case "noWeights":
      return (
        <Notice title="Only weights are drawn here." testId={testId}>
          <p>Gradients and activations are logged as histograms. Choose a kernel above.</p>
        </Notice>
      );
    case "single":
      return (
        <Notice title="It is a single number." testId={testId}>
          <p>It connects nothing. Choose a kernel above.</p>
        </Notice>
      );
    case "tooMany":
      return (
        <Notice title={`${wholeText(matter.count)} weights are too many to draw.`} testId={testId}>
          <p>
            Up to {wholeText(MOST_VALUES)} are drawn one by one; the views of distributions show
            larger parameters. Choose a smaller one above.
          </p>
        </Notice>
      );
    case "noCheckpoints":
      return <NoCheckpoints what="Single weights" testId={testId} />;
    case "noFile":
      return (
        <Notice title="This file has to be opened again." testId={testId}>
          <p>
            The link to this page has its name only: a page that is loaded has no files of yours.
            Drop <code>{printable(matter.name, 80)}</code> and its <code>.bin</code> files here.
          </p>
        </Notice>
      );
    case "weights":
      return <Awaited own={own} testId={testId} />;
    default:
      return matter satisfies never;
  }
}

function Awaited({ own, testId }: { own: SlotWeights; testId: string }) {
  const { unit } = useStore();
  const trouble = own.trouble.value;
  if (trouble !== null) {
    return (
      <Notice title="Its weights cannot be had." testId={testId}>
        <p>{printable(trouble, 300)} They are tried again until they can.</p>
      </Notice>
    );
  }
  return (
    <Notice title={`Loading the weights of ${unit.value} ${own.lit.value ?? ""} …`} testId={testId}>
      <progress aria-label="Loading" />
    </Notice>
  );
}
