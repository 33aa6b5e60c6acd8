// The view "distributions": model A above model B, one parameter's weights of each at the playhead's step.
import { useComputed } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { metricScale } from "../../charts/metricScale.ts";
import { useStore } from "../../store/context.ts";
import { SLOTS } from "../../store/selectionRules.ts";
import { createComparison } from "./comparison.ts";
import { Frame } from "./frame.tsx";
import { createSpreadPictures } from "./spreadPicture.ts";
import { Toolbar } from "./toolbar.tsx";

export const title = "Distributions";
export const order = 1;
export const about =
  "How the weights of one layer are spread, A above B: the wider the hump, the more the weights differ; the red line is their mean. Play, and watch training pull it apart.";

export function View() {
  const store = useStore();
  const { bars, spreads } = useMemo(
    () => ({ bars: createComparison(store), spreads: createSpreadPictures(store) }),
    [store],
  );
  const scale = useComputed(() => metricScale(store.metric.value));
  return (
    <>
      <Toolbar bars={bars} />
      <div class="frames">
        {SLOTS.map((slot) => (
          <Frame
            key={slot}
            slot={store.slots[slot]}
            bars={bars[slot]}
            spread={spreads[slot]}
            scale={scale}
          />
        ))}
      </div>
    </>
  );
}
