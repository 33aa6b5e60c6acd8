// What the weights are looked at by: which parameter, which picture, against what, on which scale, in which order.
import { ParameterPicker } from "../../parts/parameterPicker.tsx";
import { useStore } from "../../store/context.ts";
import { SLOTS } from "../../store/selectionRules.ts";
import { Choice } from "../../ui/choice.tsx";
import { wholeText } from "../../ui/format.ts";
import { Menu } from "../../ui/menu.tsx";
import { Toggle } from "../../ui/toggle.tsx";
import { type Kernel, placesOf } from "./kernel.ts";
import { MINUENDS, ORDERS, PICTURES, SCALES } from "./options.ts";
import { galleryPictureOf } from "./pictures.ts";
import type { Weights } from "./weights.ts";
import { placeInWords } from "./words.ts";

const KINDS = [
  { value: "hinton", label: PICTURES.hinton.label, title: "Every weight as a square" },
  { value: "kernels", label: PICTURES.kernels.label, title: "A small image for each unit" },
] as const;

export function Toolbar({ weights }: { weights: Weights }) {
  const { options, change, areAlike } = weights;
  const { picture, scale, order, shown } = options.value;
  const kernel = kernelIn(weights);
  return (
    <div class="toolbar" role="group" aria-label="What the pictures show">
      <ParameterPicker />
      <Choice
        name="Drawn as"
        options={KINDS}
        value={picture}
        choose={(one) => change({ picture: one })}
      />
      <div class="toolbar-group">
        <Menu
          label="What is drawn"
          testId="weights-shown"
          value={shown}
          options={MINUENDS}
          offered={areAlike.value ? ["weights", "change", "other"] : ["weights", "change"]}
          change={(one) => change({ shown: one })}
        />
        {shown === "change" && <Since weights={weights} />}
      </div>
      <Menu
        label="Scale"
        testId="weights-scale"
        value={scale}
        options={SCALES}
        change={(one) => change({ scale: one })}
      />
      <Menu
        label="Order of the units"
        testId="weights-order"
        value={order}
        options={ORDERS}
        change={(one) => change({ order: one })}
      />
      {kernel !== null && picture === "hinton" && <HintonTools weights={weights} kernel={kernel} />}
      {picture === "kernels" && <UnitStepper weights={weights} />}
    </div>
  );
}

function kernelIn(weights: Weights): Kernel | null {
  const matters = SLOTS.map((name) => weights.of[name].matter.value);
  return matters.find((matter) => matter.kind === "weights")?.kernel ?? null;
}

function Since({ weights }: { weights: Weights }) {
  const { unit, slots } = useStore();
  const steps = SLOTS.flatMap((name) => slots[name].run.value?.checkpoints ?? []);
  const { since } = weights.options.value;
  const first = Math.min(...steps);
  return (
    <label class="weights-since">
      <span class="dim">{unit.value}</span>
      <input
        type="number"
        data-testid="weights-since"
        aria-label={`The ${unit.value} that changes are counted from`}
        min={first}
        max={Math.max(...steps)}
        value={since ?? (Number.isFinite(first) ? first : 0)}
        onChange={(event) => {
          const step = event.currentTarget.valueAsNumber;
          if (Number.isInteger(step) && step >= 0) weights.change({ since: step });
        }}
      />
    </label>
  );
}

/** More cells than these are not all squares on any screen. */
const FEW_CELLS = 150;

function HintonTools({ weights, kernel }: { weights: Weights; kernel: Kernel }) {
  const { slice, part, isStrongest } = weights.options.value;
  const places = placesOf(kernel);
  const isLarge = Math.max(kernel.inputs, kernel.outputs) > FEW_CELLS;
  return (
    <div class="toolbar-group">
      {places > 1 && (
        <select
          aria-label="Place in the window"
          data-testid="weights-slice"
          value={slice ?? ""}
          onChange={({ currentTarget: { value } }) =>
            weights.change({ slice: value === "" ? null : Number(value) })
          }
        >
          <option value="">Norm over the window</option>
          {Array.from({ length: places }, (_, place) => (
            <option key={place} value={place}>
              {placeInWords(kernel.window, place)}
            </option>
          ))}
        </select>
      )}
      {isLarge && part === null && (
        <Toggle
          pressed={isStrongest}
          change={(on) => weights.change({ isStrongest: on })}
          title="Where a pixel holds several weights: the strongest of them, instead of their mean"
          testId="weights-strongest"
        >
          Strongest of each pixel
        </Toggle>
      )}
      {part !== null && (
        <button
          type="button"
          class="quiet"
          data-testid="weights-all"
          title={`Now sending ${part.rows.map(wholeText).join(" to ")}, receiving ${part.columns.map(wholeText).join(" to ")}`}
          onClick={() => weights.change({ part: null })}
        >
          Whole matrix
        </button>
      )}
    </div>
  );
}

/** Where all connections would be too many images: those of one receiving unit. */
function UnitStepper({ weights }: { weights: Weights }) {
  const store = useStore();
  const pictures = SLOTS.map((name) => galleryPictureOf(store, weights, store.slots[name]));
  if (!pictures.some((picture) => picture?.gallery.of === "connectionsOfOne")) return null;
  const count = kernelIn(weights)?.outputs ?? 1;
  const { unit } = weights.options.value;
  return (
    <label class="weights-since">
      <span class="dim">receiving channel</span>
      <input
        type="number"
        data-testid="weights-unit"
        min={0}
        max={count - 1}
        value={unit}
        onChange={(event) => {
          const next = event.currentTarget.valueAsNumber;
          if (Number.isInteger(next) && next >= 0 && next < count) weights.change({ unit: next });
        }}
      />
    </label>
  );
}
