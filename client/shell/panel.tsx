// The selection panel: every model as a circle and as a row, and a card about the one that is pointed at.
import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { metricScale } from "../charts/metricScale.ts";
import { useStore } from "../store/context.ts";
import { withBrushes } from "../store/brushes.ts";
import { textOf, wordsFrom } from "../store/optionWords.ts";
import { SORTS, type SortOrder } from "../store/urlState.ts";
import { wholeText } from "../ui/format.ts";
import { createHeldOrder } from "../ui/heldOrder.ts";
import { OrderKept } from "../ui/orderKept.tsx";
import { LearningCurve } from "./learningCurve.tsx";
import { ModelCard } from "./modelCard.tsx";
import { ModelList } from "./modelList.tsx";
import type { Pointed } from "./pointed.ts";
import { Said } from "./said.tsx";
import { Swarm } from "./swarm.tsx";
import { Versus } from "./versus.tsx";

/** Up to this many models filter and sort would only be in the way. */
const FEW_MODELS = 5;

const SORT_WORDS: Readonly<Record<SortOrder, string>> = {
  score: "best first",
  name: "by name",
  size: "largest first",
  recent: "newest first",
};

export function Panel() {
  const { hover, runs, settings, metric, found, listed, listedBy } = useStore();
  const order = useMemo(
    () => createHeldOrder({ sorted: listed, asked: listedBy, nameOf: ({ name }) => name }),
    [listed, listedBy],
  );
  const pointed = useSignal<Pointed | null>(null);
  const all = runs.all.value;
  const shown = listed.value;
  const scale = metricScale(metric.value);
  const point = (next: Pointed | null): void => {
    pointed.value = next;
    hover.point({ model: next?.name ?? null });
  };
  return (
    <section
      class={all.length > FEW_MODELS ? "panel panel-many" : "panel"}
      aria-labelledby="models-title"
      data-testid="panel"
    >
      <div class="panel-head">
        <h2 id="models-title">Models</h2>
        <p class="dim" data-testid="model-count">
          {shown.length === all.length ? wholeText(all.length) : `${shown.length} of ${all.length}`}
        </p>
        <p class="panel-hint dim">
          <OrderKept of={order} else="Choose two to compare" />
        </p>
      </div>
      {shown.length < found.value.length && (
        <p class="dim panel-narrowed">
          Narrowed by the axes of “Models”.{" "}
          <button
            type="button"
            class="quiet"
            data-testid="show-all-models"
            onClick={() => {
              const { models = "", ...others } = settings.options.peek();
              const words = textOf(withBrushes(wordsFrom(models), []));
              settings.options.value = { ...others, models: words };
            }}
          >
            Show all
          </button>
        </p>
      )}
      <Swarm runs={shown} scale={scale} point={point} />
      {(all.length > FEW_MODELS || settings.filter.value !== "") && (
        <div class="panel-tools">
          <input
            type="search"
            placeholder="Filter by name"
            aria-label="Filter models by name"
            data-testid="filter"
            value={settings.filter.value}
            onInput={(event) => (settings.filter.value = event.currentTarget.value)}
          />
          <select
            aria-label="Sort models"
            data-testid="sort"
            value={settings.sort.value}
            onChange={(event) => {
              settings.sort.value =
                SORTS.find((sort) => sort === event.currentTarget.value) ?? "score";
            }}
          >
            {SORTS.map((sort) => (
              <option key={sort} value={sort}>
                {SORT_WORDS[sort]}
              </option>
            ))}
          </select>
        </div>
      )}
      <ModelList order={order} scale={scale} point={point} />
      <Versus />
      <LearningCurve />
      <Said />
      <ModelCard pointed={pointed} />
    </section>
  );
}
