// The view "clusters": every layer's neurons grouped by what they respond to, with what feeds what; A above B.
import { useComputed } from "@preact/signals";
import { InsideFrames } from "../../parts/inside/insideFrames.tsx";
import { NeedsExamples, takesExamples } from "../../parts/inside/needsExamples.tsx";
import { useInside } from "../../parts/inside/useInside.ts";
import { useStore } from "../../store/context.ts";
import { textOf, wordsFrom } from "../../store/optionWords.ts";
import type { SlotName } from "../../store/selectionRules.ts";
import { ClustersBody } from "./body.tsx";
import {
  clustersOptions,
  type ClustersOptions,
  type ShownModels,
  wordsOfClusters,
} from "./options.ts";
import { ClustersToolbar } from "./toolbar.tsx";

const HIDDEN = { a: "onlyB", b: "onlyA" } as const satisfies Record<SlotName, ShownModels>;

export function View() {
  const { settings } = useStore();
  const inside = useInside();
  const words = useComputed(() => settings.options.value.clusters ?? "");
  const options = useComputed(() => clustersOptions(wordsFrom(words.value)));
  const change = (some: Partial<ClustersOptions>): void => {
    const clusters = textOf(wordsOfClusters({ ...options.peek(), ...some }));
    settings.options.value = { ...settings.options.peek(), clusters };
  };
  return (
    <>
      <ClustersToolbar options={options.value} change={change} />
      <InsideFrames
        inside={inside}
        needsInput={false}
        look={`clusters clusters-${options.value.models}`}
        body={(slot) => {
          // What is hidden need not be measured.
          if (HIDDEN[slot.slot.slot] === options.value.models) return null;
          return takesExamples(inside, slot) ? (
            <ClustersBody {...{ inside, slot, options }} />
          ) : (
            <NeedsExamples inside={inside} slot={slot} />
          );
        }}
      />
    </>
  );
}
