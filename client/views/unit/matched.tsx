// Which units of the other model respond to the same examples as this one, and how alike the layers are.
import { useComputed } from "@preact/signals";
import type { Asked } from "../../parts/inside/answer.ts";
import { useAnswer } from "../../parts/inside/useAnswer.ts";
import type { Inside } from "../../parts/inside/useInside.ts";
import { useStore } from "../../store/context.ts";
import { letter } from "../../store/selectionRules.ts";
import { Name } from "../../ui/name.tsx";
import { printable } from "../../ui/printable.ts";
import type { LookedUnit } from "./looked.ts";
import { progressText, Section } from "./section.tsx";

interface MatchedProps {
  inside: Inside;
  looked: LookedUnit;
  other: LookedUnit;
}

export function Matched({ inside, looked, other }: MatchedProps) {
  const store = useStore();
  const name = looked.slot.slot.slot;
  const otherName = other.slot.slot.slot;
  const answer = useAnswer<"matches">(
    useComputed((): Asked<"matches"> | null => {
      const [network, unit, against] = [looked.at.value, looked.unit.value, other.at.value];
      const examples = inside.address.value;
      if (network === null || unit === null || against === null || examples === null) return null;
      const { layer, index } = unit;
      return {
        method: "matches",
        params: { network, layer, unit: index, other: against, examples },
      };
    }),
  );
  const { value, progress, isCurrent, trouble } = answer.value;
  if (value === null && progress === null && trouble === null) return null;
  return (
    <Section
      title={`Like it in ${letter(otherName)}`}
      about={`The units of ${letter(otherName)} whose largest activations on the examples go with this one’s most closely (Pearson’s correlation). How alike whole layers are: linear CKA of the same activations (Kornblith et al. 2019), 1 for the same up to rotation and scale.`}
      state={
        trouble !== null
          ? printable(trouble, 200)
          : progress !== null && !isCurrent
            ? `comparing: ${progressText(progress)}`
            : ""
      }
      testId={`matches-${name}`}
    >
      {value !== null && (
        <ol class="matches">
          {value.matches.map(({ layer, unit, correlation }) => (
            <li key={`${layer} ${unit}`}>
              <button
                type="button"
                class="quiet match-name"
                title="Look at this unit"
                onClick={() => (store.inside.unit.value = { layer, index: unit })}
              >
                <Name text={layer} longest={20} /> · {unit}
              </button>
              <span class="top-track">
                <span
                  class={`top-bar bar-${otherName}`}
                  style={{ width: `${Math.max(correlation, 0) * 100}%` }}
                />
              </span>
              <span class="top-share" data-value={correlation}>
                {correlation.toFixed(3).replace("-", "−")}
              </span>
            </li>
          ))}
        </ol>
      )}
      {value !== null && (
        <p class="dim unit-cka" data-testid={`cka-${name}`}>
          Layers’ CKA:{" "}
          {value.layers.map(({ layer, cka }, i) => (
            <span key={layer}>
              {i > 0 && ", "}
              <Name text={layer} longest={20} /> {Number.isFinite(cka) ? cka.toFixed(2) : "none"}
            </span>
          ))}
        </p>
      )}
    </Section>
  );
}
