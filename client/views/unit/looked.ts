// One network's unit that is looked at: what is asked about it, and the answers that several parts of the view share.
import { type ReadonlySignal, useComputed } from "@preact/signals";
import type { TopImagesResult } from "../../network/methods/topImages.ts";
import type { NetworkAt } from "../../network/methods/method.ts";
import { imageShape } from "../../network/fit.ts";
import type { Answer, Asked } from "../../parts/inside/answer.ts";
import { rangeOf } from "../../parts/inside/fittedOnce.ts";
import { type LayerOfUnits, unitIn } from "../../parts/inside/units.ts";
import { useAnswer } from "../../parts/inside/useAnswer.ts";
import type { Inside, InsideSlot } from "../../parts/inside/useInside.ts";
import type { UnitChoice } from "../../store/inside.ts";
import { useStore } from "../../store/context.ts";
import type { MaximisePreset } from "../../network/maximise/presets.ts";
import { useRested } from "../../parts/inside/useRested.ts";

export interface LookedUnit {
  slot: InsideSlot;
  /** The chosen unit, or what stands for it where this network has none such. */
  unit: ReadonlySignal<(UnitChoice & LayerOfUnits) | null>;
  /** The network, once the playhead rests. */
  at: ReadonlySignal<NetworkAt | null>;
  top: ReadonlySignal<Answer<TopImagesResult>>;
  /** [height, width, channels] of the network's input as an image; null where it is none. */
  image: ReadonlySignal<readonly number[] | null>;
  /** The values that inputs lie between. */
  range: ReadonlySignal<readonly [low: number, high: number]>;
}

export function useLookedUnit(inside: Inside, slot: InsideSlot): LookedUnit {
  const store = useStore();
  const { examples, address } = inside;
  const unit = useComputed(() => {
    const network = slot.structure.value.value;
    return network === null ? null : unitIn(network, store.inside.unit.value);
  });
  const at = useRested(slot.at);
  const top = useAnswer<"topImages">(
    useComputed(() => askTop(at.value, unit.value, address.value)),
  );
  const image = useComputed(() => {
    const own = slot.structure.value.value?.nodes[0]?.shape ?? [];
    const known = examples.value.value?.shape ?? [];
    const size = (shape: readonly number[]): number => shape.reduce((all, side) => all * side, 1);
    return imageShape(own) ?? (size(known) === size(own) ? imageShape(known) : null);
  });
  return { slot, unit, at, top, image, range: useComputed(() => rangeOf(examples.value.value)) };
}

export function askTop(
  network: NetworkAt | null,
  unit: UnitChoice | null,
  examples: string | null,
): Asked<"topImages"> | null {
  if (network === null || unit === null || examples === null) return null;
  const { layer, index } = unit;
  return { method: "topImages", params: { network, examples, layer, unit: index } };
}

/** One for all: the same unit of the same epoch gives the same image on every visit. */
const SEED = 1;

export function askOptimised(
  looked: LookedUnit,
  network: NetworkAt | null,
  preset: MaximisePreset,
): Asked<"maximise"> | null {
  const unit = looked.unit.value;
  if (network === null || unit === null) return null;
  const { layer, index } = unit;
  const [shape, range] = [looked.image.value, looked.range.value];
  return {
    method: "maximise",
    params: { network, layer, unit: index, preset, seed: SEED, shape, range },
  };
}
