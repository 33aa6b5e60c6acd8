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
