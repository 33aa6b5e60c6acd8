// What both frames show: which parameter, over which range, on which axes, with which overlays.
import { useStore } from "../../store/context.ts";
import { closer } from "../../charts/bars.ts";
import type { OfferedParameter } from "../../store/parameters.ts";
import { SLOTS } from "../../store/selectionRules.ts";
import { shapeText, valueText } from "../../ui/format.ts";
import { printable } from "../../ui/printable.ts";
import { Toggle } from "../../ui/toggle.tsx";
import type { Comparison } from "./comparison.ts";

const TOGGLES = [
  {
    id: "linked",
    setting: "linked",
    label: "Same axes",
    title: "A and B share axes and bars",
  },
  {
    id: "log",
    setting: "logY",
    label: "Log counts",
    title: "Counts on a logarithmic axis: single weights become visible",
  },
  {
    id: "initial",
    setting: "initial",
    label: "Initial weights",
    title: "Outline of the first snapshot, dashed",
  },
  {
    id: "normal",
    setting: "normal",
    label: "Fitted normal",
    title: "The normal law with the same mean and standard deviation",
  },
] as const;

export function Toolbar({ bars }: { bars: Comparison }) {
  const { settings } = useStore();
  return (
    <div class="toolbar" role="group" aria-label="What the frames show">
      <ParameterPicker />
      <div class="toolbar-group">
        {TOGGLES.map(({ id, setting, label, title }) => (
          <Toggle
            key={id}
            pressed={settings[setting].value}
            change={(on) => (settings[setting].value = on)}
            title={title}
            testId={id}
          >
            {label}
          </Toggle>
        ))}
      </div>
      <Zoom bars={bars} />
    </div>
  );
}

function ParameterPicker() {
  const { offered, parameterKey, settings } = useStore();
  const all = offered.value;
  const key = parameterKey.value;
  const here = all.findIndex((parameter) => parameter.key === key);
  const layers = [...new Set(all.map(({ layer }) => layer))];
  const choose = (index: number): void => {
    settings.parameter.value = all[index]?.key ?? null;
  };
  return (
    <div class="picker">
      <label>
        <span class="sr-only">Parameter</span>
        <select
          data-testid="parameter"
          value={key ?? ""}
          onChange={(event) => (settings.parameter.value = event.currentTarget.value)}
        >
          {here < 0 && (
            <option value={key ?? ""}>
              {key === null ? "none yet" : `${printable(key, 40)} (not here)`}
            </option>
          )}
          {layers.map((layer) => (
            <optgroup key={layer} label={layer === "" ? "no layer" : printable(layer, 60)}>
              {all
                .filter((parameter) => parameter.layer === layer)
                .map((parameter) => (
                  <Option key={parameter.key} parameter={parameter} />
                ))}
            </optgroup>
          ))}
        </select>
      </label>
      <button
        type="button"
        class="step"
        aria-label="Previous parameter"
        disabled={here <= 0}
        onClick={() => choose(here - 1)}
      >
        ‹
      </button>
      <button
        type="button"
        class="step"
        aria-label="Next parameter"
        disabled={here < 0 || here >= all.length - 1}
        onClick={() => choose(here + 1)}
      >
        ›
      </button>
    </div>
  );
}

function Option({ parameter }: { parameter: OfferedParameter }) {
  const shapes = parameter.shapes.map(shapeText).filter(Boolean).join(" and ");
  return (
    <option value={parameter.key}>
      {printable(parameter.key, 60)}
      {shapes === "" ? "" : `  (${shapes})`}
    </option>
  );
}

/** Closer than this there is nothing more to see: bars get no narrower than the bins. */
const FEWEST_BARS = 4;

function Zoom({ bars }: { bars: Comparison }) {
  const { settings, slots } = useStore();
  const range = settings.range.value;
  const reach = range ?? bars.a.reach.value ?? bars.b.reach.value;
  const widest = Math.max(...SLOTS.map((slot) => bars[slot].grid.value?.length ?? 0));
  const zoomIn = (): void => {
    if (reach === null || widest < FEWEST_BARS) return;
    const means = [slots.a, slots.b]
      .map(({ shown }) => shown.peek()?.distribution.mean ?? NaN)
      .filter(Number.isFinite);
    const sum = means.reduce((total, mean) => total + mean, 0);
    settings.range.value = closer(
      reach,
      means.length > 0 ? sum / means.length : (reach[0] + reach[1]) / 2,
    );
  };
  return (
    <div class="toolbar-group zoom">
      <button
        type="button"
        class="quiet"
        data-testid="zoom-in"
        title="Towards the mean. Or drag over a stretch of a chart"
        disabled={reach === null}
        onClick={zoomIn}
      >
        Zoom in
      </button>
      {range !== null && (
        <button
          type="button"
          class="quiet"
          data-testid="zoom-all"
          title={`Now from ${valueText(range[0])} to ${valueText(range[1])}`}
          onClick={() => (settings.range.value = null)}
        >
          All weights
        </button>
      )}
    </div>
  );
}
