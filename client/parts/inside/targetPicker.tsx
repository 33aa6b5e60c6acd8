// Which class the networks are asked about: the one they answer with, the one the example is of, or any.
import { classCount } from "../../network/graph/classes.ts";
import type { Network } from "../../network/graph/network.ts";
import { useStore } from "../../store/context.ts";
import { targetFrom } from "../../store/inside.ts";
import { classWords } from "./classWords.ts";
import type { Inside } from "./useInside.ts";

export function TargetPicker({ inside }: { inside: Inside }) {
  const { target } = useStore().inside;
  const { a, b } = inside.slots;
  const examples = inside.examples.value.value;
  const label = inside.label.value;
  const count = Math.max(...[a, b].map(({ structure }) => classesOf(structure.value.value)));
  const known = [a, b].filter(({ structure }) => structure.value.value !== null);
  const isAmount = known.length > 0 && known.every((slot) => slot.isAmount.value);
  if (isAmount) return null;
  const names = (a.structure.value.value === null || a.isAmount.value ? b : a).names.value;
  return (
    <label class="field">
      <span class="field-name">Class</span>
      <select
        aria-label="Class asked about"
        data-testid="target"
        value={String(target.value)}
        onChange={(event) => (target.value = targetFrom(event.currentTarget.value))}
      >
        <option value="predicted">predicted by each</option>
        <option value="true" disabled={label === null}>
          {label === null ? "true (not known)" : `true: ${classWords(examples, label)}`}
        </option>
        {Array.from({ length: count }, (_, index) => (
          <option key={index} value={String(index)}>
            {classWords(names, index)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** More classes than people choose from with a menu. */
const MOST_OFFERED = 1000;

function classesOf(network: Network | null): number {
  const isOneRow = network?.nodes[network.output]?.shape.length === 1;
  return isOneRow ? Math.min(classCount(network), MOST_OFFERED) : 0;
}
