// What both frames show: which parameter, over which range, on which axes, with which overlays.
import { ZoomButtons } from "../../parts/zoomButtons.tsx";
import { useStore } from "../../store/context.ts";
import { ParameterPicker } from "../../parts/parameterPicker.tsx";
import { SLOTS } from "../../store/selectionRules.ts";
import { wholeText } from "../../ui/format.ts";
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
      <Superseded />
      <Zoom bars={bars} />
    </div>
  );
}

/** What a restarted job wrote again is kept, and hidden until it is asked for. */
function Superseded() {
  const { slots, settings } = useStore();
  const points = slots.a.superseded.value + slots.b.superseded.value;
  if (points === 0 && !settings.superseded.value) return null;
  return (
    <Toggle
      pressed={settings.superseded.value}
      change={(on) => (settings.superseded.value = on)}
      title="Written again by a restarted job: dashed in the curve, and one version beside the other in the frames"
      testId="superseded"
    >
      {wholeText(points)} superseded {points === 1 ? "point" : "points"}
    </Toggle>
  );
}

/** Closer than this there is nothing more to see: bars get no narrower than the bins. */
const FEWEST_BARS = 4;

function Zoom({ bars }: { bars: Comparison }) {
  const { settings, slots } = useStore();
  const range = settings.range.value;
  const reach = range ?? bars.a.reach.value ?? bars.b.reach.value;
  const widest = Math.max(...SLOTS.map((slot) => bars[slot].grid.value?.length ?? 0));
  const meanOf = ([low, high]: readonly [number, number]): number => {
    const means = [slots.a, slots.b]
      .map(({ shown }) => shown.peek()?.distribution.mean ?? NaN)
      .filter(Number.isFinite);
    const sum = means.reduce((total, mean) => total + mean, 0);
    return means.length > 0 ? sum / means.length : (low + high) / 2;
  };
  return (
    <ZoomButtons
      shown={reach}
      chosen={range}
      towards={meanOf}
      hint="Towards the mean. Or drag over a stretch of a chart"
      noun="weights"
      choose={(closer) => {
        if (closer === null || widest >= FEWEST_BARS) settings.range.value = closer;
      }}
    />
  );
}
