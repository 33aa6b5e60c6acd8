// The view "network": every layer at every step at once, one quantity as colour, A beside B; or all layers' distributions now.
import { useEffect, useMemo } from "preact/hooks";
import { useStore } from "../../store/context.ts";
import { Notice } from "../../ui/notice.tsx";
import { createNetwork, type Network } from "./network.ts";
import { Panel } from "./panel.tsx";
import { Readout } from "./readout.tsx";
import { NetworkToolbar } from "./toolbar.tsx";

export function View() {
  const store = useStore();
  const network = useMemo(() => createNetwork(store), [store]);
  useEffect(() => store.measures.ask(network.questions), [store, network]);
  return (
    <>
      <NetworkToolbar network={network} />
      {network.layers.value.length === 0 ? (
        <Empty />
      ) : (
        <section class="whole" aria-label="The whole network" data-testid="network">
          <Readout network={network} />
          <div class="whole-panels">
            {network.shown.value.map((slot) => (
              <Panel key={slot} slot={slot} network={network} />
            ))}
          </div>
          <Progress network={network} />
        </section>
      )}
    </>
  );
}

function Progress({ network }: { network: Network }) {
  const { measures, unit } = useStore();
  const { done, all } = network.progress.value;
  const thinned = network.thinned.value;
  const trouble = measures.trouble.value;
  const words = [
    done < all ? `Measured ${done} of ${all} series` : "",
    thinned === null
      ? ""
      : `Shown ${thinned.shown} of ${thinned.all} ${unit.value}s: the first, the last and those that change`,
    trouble === null ? "" : `Something could not be measured and is tried again: ${trouble}`,
  ].filter(Boolean);
  return (
    <p class="whole-progress dim" role="status" data-testid="network-progress">
      {words.join(". ")}
      {words.length > 0 && !words.at(-1)!.endsWith(".") ? "." : ""}
    </p>
  );
}

function Empty() {
  const { slots, isReading } = useStore();
  const models = [slots.a, slots.b].filter(({ run }) => run.value !== null).length;
  if (models === 0) {
    return (
      <Notice title="Choose a model." testId="network-empty">
        <p>Click a circle, or a name in the list: all of its layers are shown here at once.</p>
      </Notice>
    );
  }
  return (
    <Notice
      title={isReading.value ? "Reading …" : "No weights are logged yet."}
      testId="network-empty"
    >
      <p>
        Histograms of parameters, or checkpoints, fill this picture: in Keras{" "}
        <code>TensorBoard(histogram_freq=1)</code>, in PyTorch <code>add_histogram</code>.
      </p>
    </Notice>
  );
}
