// How alike the map is to maps of networks that have learned nothing, and what it means when it is.
import type { InsideSlot } from "../../parts/inside/useInside.ts";
import { useStore } from "../../store/context.ts";
import { wholeText } from "../../ui/format.ts";
import { Hint } from "../../ui/hint.tsx";
import type { Relevances } from "./relevances.ts";
import { useSanity } from "./sanity.ts";
import { TOO_ALIKE } from "./similarity.ts";
import { sanityWarning } from "./words.ts";

interface SanityLineProps {
  slot: InsideSlot;
  relevances: Relevances;
}

export function SanityLine({ slot, relevances }: SanityLineProps) {
  const { unit } = useStore();
  const { first, shuffled } = useSanity(relevances, slot).value;
  const start = slot.steps.value[0];
  const isAtStart = slot.at.value?.step === start;
  const name = slot.slot.slot;
  const since = isAtStart ? null : `${unit.value} ${wholeText(start ?? 0)}`;
  const warning = sanityWarning({ first, shuffled }, since);
  return (
    <p class="relevance-sanity">
      <Hint label="Alike">
        {`Rank correlation of this map with that of the first checkpoint, and with that of the same network with its weights in disorder. Above ${TOO_ALIKE}, the map tells more of the image than of what was learned (Adebayo et al.).`}
      </Hint>{" "}
      {!isAtStart && start !== undefined && (
        <>
          at {unit.value} {wholeText(start)} <Figure value={first} testId={`first-${name}`} />
          {" · "}
        </>
      )}
      shuffled <Figure value={shuffled} testId={`shuffled-${name}`} />
      {warning !== null && (
        <strong class="relevance-warning" data-testid={`alike-${name}`}>
          {" "}
          {warning}
        </strong>
      )}
    </p>
  );
}

function Figure({ value, testId }: { value: number | null; testId: string }) {
  const text = value === null ? "…" : Number.isNaN(value) ? "–" : value.toFixed(2);
  return (
    <span class={value !== null && value > TOO_ALIKE ? "relevance-alike" : ""} data-testid={testId}>
      {text.replace("-", "−")}
    </span>
  );
}
