// Why a slot's network cannot be looked into, and what would change that.
import { imageShape } from "../../network/fit.ts";
import { useStore } from "../../store/context.ts";
import { letter } from "../../store/selectionRules.ts";
import { shapeText, wholeText } from "../../ui/format.ts";
import { Notice } from "../../ui/notice.tsx";
import { printable } from "../../ui/printable.ts";
import { ownNetwork } from "./slotNetwork.ts";
import type { Inside, InsideSlot } from "./useInside.ts";

interface NotRunnableProps {
  inside: Inside;
  slot: InsideSlot;
  /** Whether the view needs an image to look at. */
  needsInput: boolean;
}

/** Whether the slot's network can be looked into; {@link NotRunnable} says why where it cannot. */
export function isRunnable({ slot, needsInput }: Omit<NotRunnableProps, "inside">): boolean {
  const isReady = slot.at.value !== null && slot.structure.value.value !== null;
  return isReady && (!needsInput || slot.input.value !== null);
}

export function NotRunnable({ inside, slot, needsInput }: NotRunnableProps) {
  const testId = `inside-state-${slot.slot.slot}`;
  const state = slot.state.value;
  if (state.kind === "lacking") return <Lacking slot={slot} testId={testId} />;
  const { trouble, value: network } = slot.structure.value;
  if (trouble !== null) {
    return (
      <Notice title="This network cannot be run in the page." testId={testId}>
        <p>{printable(trouble, 900)}</p>
      </Notice>
    );
  }
  if (network === null) return <Notice title="Reading the network’s structure …" testId={testId} />;
  return needsInput ? <NoInput inside={inside} slot={slot} testId={testId} /> : null;
}

function Lacking({ slot, testId }: { slot: InsideSlot; testId: string }) {
  const store = useStore();
  const { runs, unit } = store;
  const { state } = slot;
  const name = letter(slot.slot.slot);
  if (state.value.kind === "ready") return null;
  const { lack, run } = state.value;
  if (lack === "files") {
    return (
      <Notice title="This file has to be opened again." testId={testId}>
        <p>
          The link to this page has its name only: a page that is loaded has no files of yours. Drop{" "}
          <code>{printable(ownNetwork(store, slot.slot)?.name ?? "", 80)}</code> and its{" "}
          <code>.bin</code> files here.
        </p>
      </Notice>
    );
  }
  if (lack === "structure") {
    return (
      <Notice title="This model’s structure was not logged." testId={testId}>
        <p>
          Keras’s callback <code>TensorBoard</code> logs it, and so do <code>.keras</code> files
          with whole models; PyTorch writes none that could be run here. Or open a TensorFlow.js{" "}
          <code>model.json</code> above.
        </p>
        {run !== null && run.checkpoints.length > 0 && (
          <p>
            Its weights need no structure:{" "}
            <button
              type="button"
              class="quiet"
              data-testid={`to-weights-${slot.slot.slot}`}
              onClick={() => (store.settings.view.value = "weights")}
            >
              look at them
            </button>
          </p>
        )}
      </Notice>
    );
  }
  if (lack === "checkpoints") {
    return (
      <Notice title="This model has no checkpoints." testId={testId}>
        <p>
          Histograms are not enough to run a network: its weights are needed. In Keras{" "}
          <code>ModelCheckpoint(&quot;…/epoch-{"{epoch:04}"}.weights.h5&quot;)</code> with{" "}
          <code>save_weights_only=True</code> saves them.
        </p>
      </Notice>
    );
  }
  if (lack === "begun" && run !== null) {
    return (
      <Notice
        title={`${name}’s first checkpoint is of ${unit.value} ${wholeText(run.checkpoints[0]!)}.`}
        testId={testId}
      >
        <p>The playhead stands before it.</p>
      </Notice>
    );
  }
  if (slot.slot.name.value !== null) {
    return <Notice title="This model is not in the log directory." testId={testId} />;
  }
  return (
    <Notice
      title={
        runs.all.value.length < 2 ? "There is no second model yet." : `Choose a model for ${name}.`
      }
      testId={testId}
    >
      {runs.all.value.length > 1 && <p>Click a circle, or a name in the list.</p>}
    </Notice>
  );
}

function NoInput({ inside, slot, testId }: { inside: Inside; slot: InsideSlot; testId: string }) {
  const choice = useStore().inside.input.value;
  const { address, examples } = inside;
  const own = slot.structure.value.value?.nodes[0]?.shape ?? null;
  if (choice.kind === "made") {
    return (
      <Notice title="This network takes no images." testId={testId}>
        <p>
          Its input is {shapeText(own)}; an image has a height, a width, and one or three colours.
        </p>
      </Notice>
    );
  }
  if (address.value === null) {
    return (
      <Notice title="There are no examples to look at." testId={testId}>
        <p>
          Draw an image above, or drop one on the page. A file <code>examples.npz</code> beside the
          runs gives examples:{" "}
          <code>np.savez(&quot;logs/examples.npz&quot;, x=x_test, y=y_test)</code>.
        </p>
      </Notice>
    );
  }
  const { trouble, value: known } = examples.value;
  if (trouble !== null) {
    return (
      <Notice title="The examples cannot be read." testId={testId}>
        <p>{printable(trouble, 500)}</p>
      </Notice>
    );
  }
  if (known === null) return <Notice title="Loading the examples …" testId={testId} />;
  if (choice.index >= known.count) {
    return (
      <Notice title={`There is no example ${wholeText(choice.index)}.`} testId={testId}>
        <p>The examples are numbered from 0 to {wholeText(known.count - 1)}: choose one above.</p>
      </Notice>
    );
  }
  return (
    <Notice title="The examples do not fit this network." testId={testId}>
      <p>
        It takes {shapeText(own)}, and the examples are {shapeText([...known.shape])}.
        {own !== null &&
          imageShape(own) !== null &&
          " An own image is fitted to each network: draw or drop one above."}
      </p>
    </Notice>
  );
}
