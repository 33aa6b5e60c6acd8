// The units of a layer to pick one from, each as what it makes of the current image.
import { useComputed } from "@preact/signals";
import { useCallback } from "preact/hooks";
import { type ImageTile, largestMagnitude } from "../../charts/imageTile.ts";
import type { LayerActivations } from "../../network/methods/activations.ts";
import type { Asked } from "./answer.ts";
import { PickGrid } from "./pickGrid.tsx";
import { useAnswer } from "./useAnswer.ts";
import type { InsideSlot } from "./useInside.ts";

interface UnitGridProps {
  /** Whose answers are shown. */
  slot: InsideSlot;
  layer: string;
  units: number;
  chosen: number;
  choose: (unit: number) => void;
}

export function UnitGrid({ slot, layer, units, chosen, choose }: UnitGridProps) {
  const answer = useAnswer<"activations">(
    useComputed((): Asked<"activations"> | null => {
      const [network, input] = [slot.at.value, slot.input.value];
      return network === null || input === null
        ? null
        : { method: "activations", params: { network, input } };
    }),
    { urgent: true },
  );
  const own = answer.value.value?.layers.findLast((one) => one.layer === layer) ?? null;
  const tile = useCallback(
    (unit: number) => (own === null ? null : unitTile(own, unit, slot.slot.slot)),
    [own],
  );
  return (
    <PickGrid
      numbers={Array.from({ length: units }, (_, unit) => unit)}
      chosen={chosen}
      choose={choose}
      tile={tile}
      words={(unit) => `Unit ${unit} of ${layer}`}
      label={`Units of ${layer}, as they answer to the image`}
      testId="units"
    />
  );
}

/** One scale for all units of the layer, from what is nothing on. */
function unitTile({ shape, values }: LayerActivations, unit: number, hue: "a" | "b"): ImageTile {
  const [height, width, channels] = shape.length === 3 ? shape : [1, 1, shape[0]!];
  const map = Float32Array.from(
    { length: height! * width! },
    (_, i) => values[i * channels! + unit]!,
  );
  const high = largestMagnitude(values);
  const isSigned = values.some((value) => value < 0);
  return {
    height: height!,
    width: width!,
    channels: 1,
    values: map,
    look: isSigned ? "signed" : { amountOf: hue },
    low: isSigned ? -high : 0,
    high,
  };
}
