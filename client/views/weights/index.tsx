// The view "weights": every weight of a layer at the playhead, as a Hinton diagram or as kernels, A beside B on one scale.
import { useEffect, useMemo } from "preact/hooks";
import { useExplainer } from "../../parts/inside/explainer.ts";
import { useStore } from "../../store/context.ts";
import { Frame } from "./frame.tsx";
import { Toolbar } from "./toolbar.tsx";
import { createWeights } from "./weights.ts";

export function View() {
  const store = useStore();
  const explainer = useExplainer();
  const weights = useMemo(() => createWeights(store, explainer), [store, explainer]);
  useEffect(() => weights.close, [weights]);
  useEffect(() => store.measures.ask(weights.questions), [store, weights]);
  const shown = weights.shown.value;
  return (
    <>
      <Toolbar weights={weights} />
      <div
        class={shown.length > 1 ? "beside weights-beside" : "beside weights-beside weights-alone"}
      >
        {shown.map((name) => (
          <Frame key={name} slot={store.slots[name]} weights={weights} />
        ))}
      </div>
    </>
  );
}
