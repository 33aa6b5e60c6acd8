// One model's weights: its head, its picture, and what must be known of it.
import { PictureActions } from "../../parts/pictureActions.tsx";
import { SlotFrame } from "../../parts/slotFrame.tsx";
import { useStore } from "../../store/context.ts";
import type { Slot } from "../../store/slot.ts";
import { KernelGallery } from "./gallery.tsx";
import { Hinton } from "./hinton.tsx";
import { Notes } from "./notes.tsx";
import { WeightsState } from "./state.tsx";
import { weightsTakeaway } from "./takeaway.ts";
import type { Weights } from "./weights.ts";

export function Frame({ slot, weights }: { slot: Slot; weights: Weights }) {
  const store = useStore();
  const own = weights.of[slot.slot];
  const isDrawable = own.drawn.value !== null;
  const take = () => weightsTakeaway(store, weights, slot);
  const Picture = weights.options.value.picture === "hinton" ? Hinton : KernelGallery;
  return (
    <SlotFrame
      slot={slot}
      look="beside-frame weights"
      head={isDrawable && <PictureActions id={slot.slot} take={take} />}
    >
      {isDrawable ? (
        <>
          <Picture slot={slot} weights={weights} />
          <Notes slot={slot} weights={weights} />
        </>
      ) : (
        <WeightsState slot={slot} own={own} />
      )}
    </SlotFrame>
  );
}
