// Which unit is looked at: its layer, and its number among the layer's units or channels.
import { useSignal } from "@preact/signals";
import { useStore } from "../../store/context.ts";
import { UnitGrid } from "./unitGrid.tsx";
import { layersOfUnits, unitIn } from "./units.ts";
import type { Inside } from "./useInside.ts";

/** Offers the layers of A, or of B where A cannot be looked into. */
export function UnitPicker({ inside }: { inside: Inside }) {
  const { unit } = useStore().inside;
  const isOpen = useSignal(false);
  const { a, b } = inside.slots;
  const network = a.structure.value.value ?? b.structure.value.value;
  const shown = network === null ? null : unitIn(network, unit.value);
  if (network === null || shown === null) return null;
  const { layer, index, units } = shown;
  const choose = (next: number): void => {
    if (Number.isInteger(next)) {
      unit.value = { layer, index: Math.min(Math.max(next, 0), units - 1) };
    }
  };
  return (
    <div class="unit-picker" role="group" aria-label="Unit">
      <select
        aria-label="Layer of the unit"
        data-testid="unit-layer"
        value={layer}
        onChange={(event) => (unit.value = { layer: event.currentTarget.value, index: 0 })}
      >
        {layersOfUnits(network).map((one) => (
          <option key={one.layer} value={one.layer}>
            {one.layer}
          </option>
        ))}
      </select>
      <button type="button" aria-label="Previous unit" onClick={() => choose(index - 1)}>
        ‹
      </button>
      <input
        type="number"
        aria-label="Number of the unit"
        data-testid="unit-index"
        min={0}
        max={units - 1}
        value={index}
        onInput={(event) => choose(event.currentTarget.valueAsNumber)}
      />
      <button type="button" aria-label="Next unit" onClick={() => choose(index + 1)}>
        ›
      </button>
      <span class="dim">of {units}</span>
      <button
        type="button"
        class="toggle unit-all"
        aria-pressed={isOpen.value}
        aria-expanded={isOpen.value}
        data-testid="unit-all"
        onClick={() => (isOpen.value = !isOpen.value)}
      >
        All …
      </button>
      {isOpen.value && (
        <div class="unit-grid">
          <UnitGrid
            key={layer}
            slot={a.structure.value.value === null ? b : a}
            {...{ layer, units, choose }}
            chosen={index}
          />
        </div>
      )}
    </div>
  );
}
