// The view "distances": how far every layer is from its other self (B's, the step before, the start), the farthest first.
import { useEffect, useMemo } from "preact/hooks";
import { NothingMeasured } from "../../parts/nothingMeasured.tsx";
import { PictureActions } from "../../parts/pictureActions.tsx";
import { useStore } from "../../store/context.ts";
import { DISTANCES } from "../../store/quantities.ts";
import { wholeText } from "../../ui/format.ts";
import { Notice } from "../../ui/notice.tsx";
import { OrderKept } from "../../ui/orderKept.tsx";
import { createDistances, type DistancesModel } from "./distances.ts";
import { Row } from "./row.tsx";
import { distancesTakeaway } from "./takeaway.ts";
import { DistancesToolbar } from "./toolbar.tsx";

export function View() {
  const store = useStore();
  const model = useMemo(() => createDistances(store), [store]);
  useEffect(() => store.measures.ask(model.questions), [store, model]);
  return (
    <>
      <DistancesToolbar model={model} />
      {model.rows.value.length === 0 ? (
        <NothingMeasured
          choose="Choose two models."
          then="Click two circles, or two names in the list: the layers that differ most come first."
          testId="distances-empty"
        />
      ) : (
        <Ranked model={model} />
      )}
    </>
  );
}

const COURSE_WORDS =
  "Each curve on its own scale; the chosen layer’s from the weights themselves, wherever checkpoints hold them.";

function Ranked({ model }: { model: DistancesModel }) {
  const store = useStore();
  const { slots, measures, unit } = store;
  const { done, all } = model.progress.value;
  const [first, last] = model.stepEdges.value;
  const isPair = model.between.value === "ab";
  if (isPair && (slots.a.run.value === null || slots.b.run.value === null)) {
    return (
      <Notice title="Choose a second model." testId="distances-empty">
        <p>Click a circle, or a name in the list; or look at one step and the next of this one.</p>
      </Notice>
    );
  }
  const isShared = !isPair || model.rows.value.some(({ a, b }) => a !== null && b !== null);
  if (!isShared) {
    return (
      <Notice title="These two models have no parameter in common." testId="distances-empty">
        <p>Each can be compared with itself: one step and the next, or the start and now.</p>
      </Notice>
    );
  }
  const trouble = measures.trouble.value;
  const isTold = model.rows.value.some((row) =>
    model.shown.value.some((slot) => model.told(row, slot).kind !== "missing"),
  );
  const nothing = isPair
    ? `A and B do not both have this ${unit.value}. `
    : `Nothing is logged at this ${unit.value}. `;
  return (
    <section class="ranked" aria-label="Distances" data-testid="distances">
      <div class="ranked-scroll" tabIndex={0}>
        <table {...model.order.hold}>
          <thead>
            <tr>
              <th scope="col">
                Layer <OrderKept of={model.order} />
              </th>
              <th scope="col" colSpan={2}>
                {DISTANCES[model.options.value.distance].symbol} at the playhead
              </th>
              <th scope="col" class="ranked-course">
                <span class="ranked-ends">
                  <span>{wholeText(first)}</span>
                  <span title={COURSE_WORDS}>all {unit.value}s</span>
                  <span>{wholeText(last)}</span>
                </span>
              </th>
            </tr>
          </thead>
          <tbody>
            {model.rows.value.map((row) => (
              <Row key={row.key} row={row} model={model} />
            ))}
          </tbody>
        </table>
      </div>
      <footer class="ranked-foot">
        <p class="whole-progress dim" role="status" data-testid="distances-progress">
          {done < all ? `Measured ${done} of ${all} series. ` : isTold ? "" : nothing}
          {trouble === null ? "" : `Something could not be measured and is tried again: ${trouble}`}
        </p>
        <PictureActions id="distances" take={() => distancesTakeaway(store, model)} />
      </footer>
    </section>
  );
}
