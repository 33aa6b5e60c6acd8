// What the comparison shows: which parameter, of which two snapshots, drawn how, on which axes.
import { ParameterPicker } from "../../parts/parameterPicker.tsx";
import { middleOf, ZoomButtons } from "../../parts/zoomButtons.tsx";
import { useStore } from "../../store/context.ts";
import { letter, SLOTS } from "../../store/selectionRules.ts";
import { wholeText } from "../../ui/format.ts";
import { Choice } from "../../ui/choice.tsx";
import { Toggle } from "../../ui/toggle.tsx";
import type { Compared } from "./compared.ts";

const STYLES = [
  { value: "filled", label: "Filled" },
  { value: "mirrored", label: "Mirrored" },
  { value: "step", label: "Outline" },
] as const;
const HEIGHTS = [
  { value: "count", label: "Count", title: "How many are in each bin" },
  {
    value: "share",
    label: "Share",
    title: "In percent of each model’s own: models of different size compare",
  },
  { value: "density", label: "Density", title: "Share per unit of the value axis" },
] as const;
const AXES = [
  { value: "even", label: "Even" },
  { value: "log", label: "± log", title: "By factors on both sides of zero" },
  {
    value: "sigma",
    label: "÷ σ",
    title: "Each model’s values divided by their own standard deviation: only the shape is left",
  },
] as const;

export function Toolbar({ compared }: { compared: Compared }) {
  const { settings } = useStore();
  const { options, change } = compared;
  const { style, heights, axis } = options.value;
  return (
    <div class="toolbar" role="group" aria-label="What the comparison shows">
      <ParameterPicker />
      <Against compared={compared} />
      <Choice
        name="Drawn"
        options={STYLES}
        value={style}
        choose={(one) => change({ style: one })}
      />
      <Choice
        name="Heights"
        options={HEIGHTS}
        value={heights}
        choose={(one) => change({ heights: one })}
      />
      <Choice
        name="Value axis"
        options={AXES}
        value={axis}
        choose={(one) => change({ axis: one })}
      />
      <Toggle
        pressed={settings.logY.value}
        change={(on) => (settings.logY.value = on)}
        title="Heights on a logarithmic axis: single weights become visible"
        testId="log"
      >
        Log heights
      </Toggle>
      <Zoom compared={compared} />
    </div>
  );
}

/** A with B, or one of them with itself at a step that stays. */
function Against({ compared }: { compared: Compared }) {
  const { slots, unit } = useStore();
  const { pin } = compared.options.value;
  const pinHere = (name: "a" | "b"): void => {
    const shown = slots[name].shown.peek();
    if (shown !== null) compared.change({ pin: { slot: name, step: shown.step } });
  };
  const pinned = pin === null ? null : compared.sides.value.b.point;
  return (
    <div class="toolbar-group" role="group" aria-label="Compared with">
      {pin === null ? (
        SLOTS.map((name) => (
          <button
            key={name}
            type="button"
            data-testid={`pin-${name}`}
            disabled={slots[name].shown.value === null}
            title={`Keep ${letter(name)} as it is now, and compare it with ${letter(name)} at other ${unit.value}s`}
            onClick={() => pinHere(name)}
          >
            Pin {letter(name)} here
          </button>
        ))
      ) : (
        <>
          <button
            type="button"
            data-testid={`pin-${pin.slot}`}
            title={`Keep this ${unit.value} instead`}
            onClick={() => pinHere(pin.slot)}
          >
            Pin {letter(pin.slot)} here
          </button>
          <button
            type="button"
            class="toggle"
            aria-pressed
            data-testid="unpin"
            title="Compare A with B again"
            onClick={() => compared.change({ pin: null })}
          >
            {letter(pin.slot)} pinned at {unit.value} {wholeText(pinned?.step ?? pin.step)} ✕
          </button>
        </>
      )}
    </div>
  );
}

function Zoom({ compared }: { compared: Compared }) {
  return (
    <ZoomButtons
      shown={compared.picture.value?.range ?? null}
      chosen={compared.chosen.value}
      towards={middleOf}
      hint="Towards the middle. Or drag over a stretch of the chart"
      noun={compared.noun.value}
      choose={(range) => compared.choose(range)}
    />
  );
}
