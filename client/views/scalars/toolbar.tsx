// What all charts of scalars show: which tags, on which axes, how smooth, of which models.
import { useStore } from "../../store/context.ts";
import { wholeText } from "../../ui/format.ts";
import { Toggle } from "../../ui/toggle.tsx";
import { type AxisKind, AXES, MOST_SMOOTH } from "./choices.ts";
import { MOST_DRAWN, type SharedState } from "./shared.ts";

export function Toolbar({ shared, found }: { shared: SharedState; found: number }) {
  const { runs, settings } = useStore();
  const { isLog, isAll, find } = shared.choices.value;
  const superseded = shared.drawn.value
    .flatMap(({ run }) => run.scalars)
    .reduce((sum, scalar) => sum + scalar.superseded, 0);
  return (
    <div class="toolbar" role="group" aria-label="What the charts show">
      <input
        type="search"
        class="scalar-find"
        placeholder="Filter tags"
        aria-label="Tags with these words in their name"
        data-testid="tag-filter"
        data-filter
        value={find}
        onInput={(event) => shared.change({ find: event.currentTarget.value })}
      />
      <span class="dim" role="status" data-testid="tags-found">
        {wholeText(found)} {found === 1 ? "tag" : "tags"}
      </span>
      <div class="toolbar-group">
        <AxisChoice shared={shared} />
        <Smoothing shared={shared} />
        <Toggle
          pressed={isLog}
          change={(on) => shared.change({ isLog: on })}
          title="Values on a logarithmic axis; what is not positive lies below it"
          testId="scalars-log"
        >
          Log values
        </Toggle>
        {runs.all.value.length > 2 && (
          <Toggle
            pressed={isAll}
            change={(on) => shared.change({ isAll: on })}
            title="The models that are listed, coloured by their score; A and B in front"
            testId="scalars-all"
          >
            All listed models
          </Toggle>
        )}
        {(superseded > 0 || settings.superseded.value) && (
          <Toggle
            pressed={settings.superseded.value}
            change={(on) => (settings.superseded.value = on)}
            title="Written again by a restarted job: paler, behind the model’s line"
            testId="scalars-superseded"
          >
            {wholeText(superseded)} superseded
          </Toggle>
        )}
      </div>
      <Zoom shared={shared} />
      {shared.offered.value > MOST_DRAWN && (
        <span class="dim" data-testid="models-drawn">
          shown {MOST_DRAWN} of {wholeText(shared.offered.value)} models, in the list’s order
        </span>
      )}
    </div>
  );
}

function AxisChoice({ shared }: { shared: SharedState }) {
  const { unit } = useStore();
  const words: Readonly<Record<AxisKind, string>> = {
    step: `by ${unit.value}`,
    epoch: "by epoch",
    relative: "by time since start",
    wall: "by time of day",
  };
  return (
    <select
      aria-label="Axis"
      data-testid="scalars-axis"
      value={shared.axis.value}
      onChange={(event) => {
        const axis = AXES.find((one) => one === event.currentTarget.value) ?? "step";
        shared.change({ axis });
      }}
    >
      {shared.axes.value.map((axis) => (
        <option key={axis} value={axis}>
          {words[axis]}
        </option>
      ))}
    </select>
  );
}

function Smoothing({ shared }: { shared: SharedState }) {
  const { smooth } = shared.choices.value;
  return (
    <label class="scalar-smooth" title="Exponential mean; the raw line stays behind it">
      Smooth
      <input
        type="range"
        min="0"
        max={MOST_SMOOTH}
        step="0.01"
        data-testid="smooth"
        value={smooth}
        onInput={(event) => shared.change({ smooth: Number(event.currentTarget.value) })}
      />
      <output>{smooth === 0 ? "off" : smooth.toFixed(2)}</output>
    </label>
  );
}

function Zoom({ shared }: { shared: SharedState }) {
  const zoom = shared.zoom.value;
  if (zoom === null) return null;
  return (
    <button
      type="button"
      class="quiet"
      data-testid="zoom-out"
      onClick={() => (shared.zoom.value = null)}
    >
      Show all of the training
    </button>
  );
}
