// The view "clusters": every layer's neurons grouped by what they respond to, with what feeds what; A above B.
import { useComputed } from "@preact/signals";
import { InsideFrames } from "../../parts/inside/insideFrames.tsx";
import { useInside } from "../../parts/inside/useInside.ts";
import { useStore } from "../../store/context.ts";
import { textOf, wordsFrom } from "../../store/optionWords.ts";
import { Notice } from "../../ui/notice.tsx";
import { ClustersBody } from "./body.tsx";
import { clustersOptions, type ClustersOptions, wordsOfClusters } from "./options.ts";
import { ClustersToolbar } from "./toolbar.tsx";

export function View() {
  const { settings } = useStore();
  const inside = useInside();
  const words = useComputed(() => settings.options.value.clusters ?? "");
  const options = useComputed(() => clustersOptions(wordsFrom(words.value)));
  const change = (some: Partial<ClustersOptions>): void => {
    const clusters = textOf(wordsOfClusters({ ...options.peek(), ...some }));
    settings.options.value = { ...settings.options.peek(), clusters };
  };
  return (
    <>
      <ClustersToolbar options={options.value} change={change} />
      {inside.address.value === null ? (
        <Notice title="There are no examples to measure neurons with." testId="clusters-empty">
          <p>
            A neuron is known by the images it responds to. A file <code>examples.npz</code> beside
            the runs gives them:{" "}
            <code>np.savez(&quot;logs/examples.npz&quot;, x=x_test, y=y_test)</code>.
          </p>
        </Notice>
      ) : (
        <InsideFrames
          inside={inside}
          needsInput={false}
          look={`clusters clusters-${options.value.models}`}
          body={(slot) => <ClustersBody key={slot.slot.slot} {...{ inside, slot, options }} />}
        />
      )}
    </>
  );
}
