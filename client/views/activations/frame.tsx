// One network from left to right: its layers, the unit that is pinned, and its answer.
import { useComputed } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { steady } from "../../parts/steady.ts";
import type { Inside, InsideSlot } from "../../parts/inside/useInside.ts";
import { Notice } from "../../ui/notice.tsx";
import { printable } from "../../ui/printable.ts";
import { TopClasses } from "./answer.tsx";
import { Layer } from "./layer.tsx";
import type { Looked } from "./looked.ts";
import { Pinned } from "./pinned.tsx";

interface FrameProps {
  inside: Inside;
  slot: InsideSlot;
  looked: Looked;
}

export function Frame({ inside, slot, looked }: FrameProps) {
  const name = slot.slot.slot;
  const answer = looked.answers[name];
  // The list of layers is drawn anew with another network only; each layer paints itself.
  const layers = useMemo(
    () =>
      steady(
        () => answer.value.value?.layers.map(({ layer }) => layer) ?? [],
        (one, two) => one.join("\n") === two.join("\n"),
      ),
    [answer],
  );
  const trouble = useComputed(() => answer.value.trouble);
  const isThere = useComputed(() => answer.value.value !== null);
  if (trouble.value !== null) {
    return (
      <Notice title="The network could not be run." testId={`activations-state-${name}`}>
        <p>{printable(trouble.value, 400)}</p>
      </Notice>
    );
  }
  if (!isThere.value) {
    return <Notice title="Running the network …" testId={`activations-state-${name}`} />;
  }
  return (
    <div class="layers" data-testid={`layers-${name}`}>
      {layers.value.map((layer, place) => (
        <Layer key={`${place} ${layer}`} slot={name} looked={looked} place={place} />
      ))}
      <div class="layers-end">
        <Pinned inside={slot} looked={looked} />
        <Answered inside={inside} slot={slot} looked={looked} />
      </div>
    </div>
  );
}

function Answered({ inside, slot, looked }: FrameProps) {
  const result = looked.answers[slot.slot.slot].value.value;
  return result === null ? null : (
    <TopClasses slot={slot.slot.slot} inside={inside} result={result} />
  );
}
