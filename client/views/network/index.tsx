// The view "network": every layer at every step at once, one quantity as colour, A beside B; or all layers' distributions now.
import { useEffect, useMemo } from "preact/hooks";
import { NothingMeasured } from "../../parts/nothingMeasured.tsx";
import { useStore } from "../../store/context.ts";
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
        <NothingMeasured
          choose="Choose a model."
          then="Click a circle, or a name in the list: all of its layers are shown here at once."
          testId="network-empty"
        />
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
