// Between what, measured how, which parameters, in which order.
import { DistanceMenu, RowKindMenu } from "../../parts/measuring.tsx";
import { useStore } from "../../store/context.ts";
import { JS_NEEDS_BINS } from "../../store/quantities.ts";
import { Hint } from "../../ui/hint.tsx";
import { Menu } from "../../ui/menu.tsx";
import type { DistancesModel } from "./distances.ts";
import { BETWEEN, RANKINGS } from "./options.ts";

const ABOUT = {
  w1: "How far the weights have to be carried, on average, to make one distribution of the other; in the weights’ own unit.",
  relative:
    "The same, divided by the standard deviation at that moment (A’s, where A and B are compared): layers of different width compare.",
  js: `How well one can tell from a weight which of the two it is from: 0 never, ln 2 ≈ 0.693 always. ${JS_NEEDS_BINS}`,
  ks: "The largest difference between the shares of weights below a value: from 0 to 1.",
} as const;

export function DistancesToolbar({ model }: { model: DistancesModel }) {
  const { settings } = useStore();
  const { distance, ranking } = model.options.value;
  return (
    <div class="toolbar" role="group" aria-label="What is measured">
      <div class="toolbar-group">
        <Menu
          label="Between"
          testId="between"
          value={model.between.value}
          options={BETWEEN}
          change={(between) => model.change({ between })}
        />
        <DistanceMenu distance={distance} choose={(next) => model.change({ distance: next })} />
        <Hint label="What is this?" testId="distance-about">
          {ABOUT[distance]}
        </Hint>
      </div>
      <div class="toolbar-group">
        <RowKindMenu
          kind={model.kind.value}
          kinds={model.kinds.value}
          choose={(kind) => model.change({ kind })}
        />
        <Menu
          label="Order"
          testId="ranking"
          value={ranking}
          options={RANKINGS}
          change={(next) => model.change({ ranking: next })}
        />
      </div>
      <button
        type="button"
        class="quiet"
        data-testid="distances-open"
        onClick={() => (settings.view.value = "compare")}
      >
        Compare the chosen layer
      </button>
    </div>
  );
}
