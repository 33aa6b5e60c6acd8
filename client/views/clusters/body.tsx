// One model's clusters: the picture, what is chosen in it, and what can be done with that.
import { type ReadonlySignal, useComputed } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { Asked } from "../../parts/inside/answer.ts";
import { nearestFirst } from "../../parts/inside/nearestFirst.ts";
import type { Inside, InsideSlot } from "../../parts/inside/useInside.ts";
import { useAnswer, useAnswers } from "../../parts/inside/useAnswer.ts";
import { PictureActions } from "../../parts/pictureActions.tsx";
import { useStore } from "../../store/context.ts";
import { Notice } from "../../ui/notice.tsx";
import { printable } from "../../ui/printable.ts";
import { ClusterCanvas } from "./canvas.tsx";
import { ChosenBar } from "./chosenBar.tsx";
import type { ClustersOptions } from "./options.ts";
import { createSlotClusters } from "./slotClusters.ts";
import { takeaway } from "./takeaway.ts";

interface ClustersBodyProps {
  inside: Inside;
  slot: InsideSlot;
  options: ReadonlySignal<ClustersOptions>;
}

/** Checkpoints around the playhead that are measured ahead, so that scrubbing shows them at once. */
const AHEAD = 10;

export function ClustersBody({ inside, slot, options }: ClustersBodyProps) {
  const store = useStore();
  const k = useComputed(() => options.value.k);
  const question = useComputed((): Asked<"clusters"> | null => {
    const [network, examples] = [slot.at.value, inside.address.value];
    if (network === null || examples === null) return null;
    return { method: "clusters", params: { network, examples, k: k.value } };
  });
  const answer = useAnswer<"clusters">(question);
  useAnswers<"clusters">(
    useComputed(() => {
      const asked = question.value;
      // First what is looked at.
      if (asked === null || !answer.value.isCurrent) return [];
      const { network, examples } = asked.params;
      return nearestFirst(slot.steps.value, network.step, AHEAD).map((step): Asked<"clusters"> => {
        return {
          method: "clusters",
          params: { network: { ...network, step }, examples, k: k.value },
        };
      });
    }),
  );
  const model = useMemo(
    () => createSlotClusters(store, inside, slot, answer, options),
    [store, slot.slot, answer],
  );
  const name = slot.slot.slot;
  useEffect(() => () => (model.pointed.value = null), [model]);
  const { trouble, progress } = answer.value;
  if (trouble !== null) {
    return (
      <Notice title="The neurons could not be measured." testId={`clusters-state-${name}`}>
        <p>{printable(trouble, 500)}</p>
      </Notice>
    );
  }
  if (model.picture.value === null) {
    return (
      <Notice title="Measuring what every neuron responds to …" testId={`clusters-state-${name}`}>
        <progress value={progress ?? 0} aria-label="Measured" />
      </Notice>
    );
  }
  return (
    <>
      <ClusterCanvas model={model} progress={progress} />
      <ChosenBar model={model}>
        <PictureActions id={`clusters-${name}`} take={() => takeaway(store, model)} />
      </ChosenBar>
    </>
  );
}
