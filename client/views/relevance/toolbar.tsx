// How relevance is found and shown: the method with its numbers, the scale.
import { Toggle } from "../../ui/toggle.tsx";
import type { Relevances } from "./relevances.ts";
import { isPropagation, NUMBERS, type NumberName, WAY_NAMES, type WayName, WAYS } from "./ways.ts";

export function Toolbar({ relevances }: { relevances: Relevances }) {
  const { options, change } = relevances;
  const { way, bias, rules, over, difference, fixed } = options.value;
  return (
    <div
      class="toolbar relevance-toolbar"
      role="group"
      aria-label="How relevance is found and shown"
    >
      <label class="field">
        <span class="field-name">Method</span>
        <select
          data-testid="way"
          title={WAYS[way].about}
          value={way}
          onChange={(event) => change({ way: event.currentTarget.value as WayName })}
        >
          {WAY_NAMES.map((name) => (
            <option key={name} value={name}>
              {WAYS[name].label}
            </option>
          ))}
        </select>
      </label>
      {WAYS[way].numbers.map((name) => (
        <NumberSlider key={name} name={name} relevances={relevances} />
      ))}
      {isPropagation(way) && (
        <Toggle
          pressed={bias === "absorbs"}
          change={(on) => change({ bias: on ? "absorbs" : "ignored" })}
          title="Whether a layer’s bias takes its part of the relevance"
          testId="bias"
        >
          Biases take part
        </Toggle>
      )}
      {Object.keys(rules).length > 0 && isPropagation(way) && (
        <button type="button" class="quiet" onClick={() => change({ rules: {} })}>
          Preset’s rules again
        </button>
      )}
      <Toggle pressed={over} change={(on) => change({ over: on })} testId="over">
        Over the image
      </Toggle>
      <Toggle
        pressed={difference}
        change={(on) => change({ difference: on })}
        title="A’s relevance less B’s, in B’s place"
        testId="difference"
      >
        A − B
      </Toggle>
      <Toggle
        pressed={fixed}
        change={(on) => change({ fixed: on })}
        title="The colours of all epochs on one scale"
        testId="fixed"
      >
        Same scale always
      </Toggle>
      <p class="relevance-about dim">{WAYS[way].about}</p>
    </div>
  );
}

const SLIDER_STEPS = 100;

function NumberSlider({ name, relevances }: { name: NumberName; relevances: Relevances }) {
  const { options, change } = relevances;
  const { label, low, high, byFactors, whole } = NUMBERS[name];
  const value = options.value.numbers[name];
  const place = byFactors
    ? Math.log(value / low) / Math.log(high / low)
    : (value - low) / (high - low);
  const valueAt = (share: number): number => {
    const there = byFactors ? low * (high / low) ** share : low + (high - low) * share;
    return whole ? Math.round(there) : Number(there.toPrecision(2));
  };
  return (
    <label class="field">
      <span class="field-name">{label}</span>
      <input
        type="range"
        class="relevance-slider"
        data-testid={`number-${name}`}
        min={0}
        max={SLIDER_STEPS}
        value={Math.round(place * SLIDER_STEPS)}
        aria-valuetext={String(value)}
        onInput={(event) => {
          const there = valueAt(event.currentTarget.valueAsNumber / SLIDER_STEPS);
          change({ numbers: { ...options.peek().numbers, [name]: there } });
        }}
      />
      <output class="relevance-number">{value}</output>
    </label>
  );
}
