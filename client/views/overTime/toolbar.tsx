// What the pictures over time show: which parameter, drawn how, which steps, which part of the value axis.
import { ParameterPicker } from "../../parts/parameterPicker.tsx";
import { middleOf, ZoomButtons } from "../../parts/zoomButtons.tsx";
import { useStore } from "../../store/context.ts";
import { Choice } from "../../ui/choice.tsx";
import { wholeText } from "../../ui/format.ts";
import { Toggle } from "../../ui/toggle.tsx";
import type { Courses } from "./course.ts";

const KINDS = [
  { value: "ridges", label: "Ridges", title: "Every snapshot’s outline, the newest in front" },
  { value: "heat", label: "Heat map", title: "Colour tells how many are in each bin" },
  { value: "bands", label: "Bands", title: "Median, and where 50, 90 and 98% lie" },
] as const;

export function Toolbar({ courses }: { courses: Courses }) {
  const { settings } = useStore();
  const { options, change } = courses;
  const { kind } = options.value;
  return (
    <div class="toolbar" role="group" aria-label="What the pictures show">
      <ParameterPicker />
      <Choice
        name="Drawn as"
        options={KINDS}
        value={kind}
        choose={(one) => change({ kind: one })}
      />
      {kind === "heat" && (
        <Toggle
          pressed={settings.logY.value}
          change={(on) => (settings.logY.value = on)}
          title="Colours on a logarithmic scale: single weights become visible"
          testId="log"
        >
          Log counts
        </Toggle>
      )}
      <Steps courses={courses} />
      <Zoom courses={courses} />
    </div>
  );
}

/** The same as the brush, for the keyboard. */
function Steps({ courses }: { courses: Courses }) {
  const { unit } = useStore();
  const chosen = courses.options.value.steps;
  const [first, last] = chosen ?? courses.stepEdges.value;
  const choose = (from: number, to: number): void => {
    if (Number.isInteger(from) && Number.isInteger(to) && from < to)
      courses.change({ steps: [from, to] });
  };
  return (
    <div class="toolbar-group over-time-steps" role="group" aria-label={`Which ${unit.value}s`}>
      <label>
        <span class="dim">{unit.value}s</span>
        <input
          type="number"
          data-testid="steps-from"
          aria-label={`First ${unit.value}`}
          value={first}
          onChange={(event) => choose(event.currentTarget.valueAsNumber, last)}
        />
      </label>
      <label>
        <span class="dim">to</span>
        <input
          type="number"
          data-testid="steps-to"
          aria-label={`Last ${unit.value}`}
          value={last}
          onChange={(event) => choose(first, event.currentTarget.valueAsNumber)}
        />
      </label>
      {chosen !== null && (
        <button
          type="button"
          class="quiet"
          data-testid="steps-all"
          title={`Now ${chosen.map(wholeText).join(" to ")}`}
          onClick={() => courses.change({ steps: null })}
        >
          All {unit.value}s
        </button>
      )}
    </div>
  );
}

function Zoom({ courses }: { courses: Courses }) {
  const { settings } = useStore();
  return (
    <ZoomButtons
      shown={courses.range.value}
      chosen={settings.range.value}
      towards={middleOf}
      hint="Half of the value axis, towards the middle"
      noun="values"
      choose={(range) => (settings.range.value = range)}
    />
  );
}
