// What the maps show, and the square that slides: its size, its stride, what it is filled with.
import { UnitPicker } from "../../parts/inside/unitPicker.tsx";
import { SLOTS } from "../../store/selectionRules.ts";
import { Choice } from "../../ui/choice.tsx";
import { Menu } from "../../ui/menu.tsx";
import { Toggle } from "../../ui/toggle.tsx";
import { type Occlusions, sizeFor } from "./occlusions.ts";
import { FILLS, type MapName, MAPS } from "./options.ts";

const MAP_CHOICES = (Object.keys(MAPS) as MapName[]).map((value) => ({ value, ...MAPS[value] }));
const LARGEST_STRIDE = 8;

export function Toolbar({ occlusions }: { occlusions: Occlusions }) {
  const { options, change, inside, slots } = occlusions;
  const { map, stride, fill, isStrip } = options.value;
  const sides = SLOTS.map((name) => slots[name].sides.value).find((one) => one !== null);
  const most = sides ? Math.max(sides[0], sides[1]) : 1;
  const size = sides ? sizeFor(options.value, sides) : 1;
  return (
    <div class="toolbar" role="group" aria-label="The square and what its map shows">
      <Choice
        name="Map of"
        options={MAP_CHOICES}
        value={map}
        choose={(one) => change({ map: one })}
      />
      {map === "activity" && <UnitPicker inside={inside} />}
      <label class="field">
        <span class="field-name">Square</span>
        <input
          type="range"
          aria-label="Side of the square, in pixels"
          data-testid="square-size"
          min={1}
          max={most}
          value={size}
          onInput={(event) => change({ size: event.currentTarget.valueAsNumber })}
        />
        <output class="dim">
          {size} × {size}
        </output>
      </label>
      <Menu
        label="What the square is filled with"
        testId="square-fill"
        value={fill}
        options={FILLS}
        change={(one) => change({ fill: one })}
      />
      <label class="field">
        <span class="field-name">Every</span>
        <input
          type="number"
          aria-label="Pixels from one place of the square to the next"
          data-testid="square-stride"
          min={1}
          max={LARGEST_STRIDE}
          value={stride}
          onInput={(event) => {
            const next = event.currentTarget.valueAsNumber;
            if (Number.isInteger(next) && next >= 1) change({ stride: Math.min(next, most) });
          }}
        />
        <span class="dim">px</span>
      </label>
      <Toggle
        pressed={isStrip}
        change={(on) => change({ isStrip: on })}
        title="The map of every checkpoint in a row; it takes a while"
        testId="square-strip"
      >
        Every checkpoint
      </Toggle>
    </div>
  );
}
