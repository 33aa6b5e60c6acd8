// Looks for dead units in A and B by running them on their examples, at the first and the newest checkpoint.
import { type ReadonlySignal, useComputed } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { deadUnits } from "#contract/findings/deadUnits.ts";
import type { Finding } from "#contract/findings/finding.ts";
import { deadUnits as deadIn } from "../../network/deadUnits.ts";
import type { Asked } from "../../parts/inside/answer.ts";
import { useAnswer } from "../../parts/inside/useAnswer.ts";
import { type Inside, type InsideSlot, useInside } from "../../parts/inside/useInside.ts";
import { useStore } from "../../store/context.ts";

/** Adds what it finds to the findings; they stay there when the view is left. */
export function useDeadUnits(): void {
  const { findings } = useStore();
  const inside = useInside();
  const a = useSlot(inside, inside.slots.a);
  const b = useSlot(inside, inside.slots.b);
  const all = useComputed((): readonly Finding[] => [...a.value, ...b.value]);
  useEffect(() => {
    return all.subscribe((found) => {
      if (found.length > 0) findings.takeOwn(found);
    });
  }, [findings, all]);
}

function useSlot(inside: Inside, slot: InsideSlot): ReadonlySignal<readonly Finding[]> {
  const first = useActivity(inside, slot, (steps) => (steps.length > 1 ? steps[0]! : null));
  const newest = useActivity(inside, slot, (steps) => steps.at(-1) ?? null);
  return useComputed(() => {
    const run = slot.slot.run.value;
    const [now, before] = [newest.value.value, first.value.value];
    const step = slot.steps.value.at(-1);
    const isWaiting = first.value.progress !== null || !newest.value.isCurrent;
    if (run === null || now === null || step === undefined || isWaiting) return [];
    return now.layers.flatMap((layer) => {
      const kernel = run.parameters.find((one) => one.layer === layer.layer);
      const earlier = before?.layers.find((one) => one.layer === layer.layer);
      return deadUnits({
        model: run.name,
        layer: layer.layer,
        tag: kernel?.tag ?? null,
        units: layer.peak.length,
        dead: deadIn(layer).length,
        deadAtFirst: earlier === undefined ? null : deadIn(earlier).length,
        step,
        images: now.images,
      });
    });
  });
}

function useActivity(
  { address }: Inside,
  { at, steps }: InsideSlot,
  choose: (steps: readonly number[]) => number | null,
) {
  return useAnswer<"activity">(
    useComputed((): Asked<"activity"> | null => {
      const [network, examples, step] = [at.value, address.value, choose(steps.value)];
      if (network === null || examples === null || step === null) return null;
      return { method: "activity", params: { network: { ...network, step }, examples } };
    }),
  );
}
