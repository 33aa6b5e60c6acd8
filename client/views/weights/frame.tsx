// One model's weights: its head, its picture, and what must be known of it.
import { useSignal } from "@preact/signals";
import { OwnNetworkTools } from "../../parts/inside/ownNetworkTools.tsx";
import { useDropped } from "../../parts/inside/useDropped.ts";
import { PictureActions } from "../../parts/pictureActions.tsx";
import { SlotFrame } from "../../parts/slotFrame.tsx";
import { useStore } from "../../store/context.ts";
import type { Slot } from "../../store/slot.ts";
import { shapeText } from "../../ui/format.ts";
import { printable } from "../../ui/printable.ts";
import { KernelGallery } from "./gallery.tsx";
import { Hinton } from "./hinton.tsx";
import { Notes } from "./notes.tsx";
import type { OwnTensors } from "./ownTensors.ts";
import { WeightsState } from "./state.tsx";
import { weightsTakeaway } from "./takeaway.ts";
import type { Weights } from "./weights.ts";

export function Frame({ slot, weights }: { slot: Slot; weights: Weights }) {
  const store = useStore();
  const own = weights.of[slot.slot];
  const isDrawable = own.drawn.value !== null;
  const take = () => weightsTakeaway(store, weights, slot);
  const trouble = useSignal<string | null>(null);
  const { take: open, isOver, ...dropped } = useDropped(slot, trouble);
  const Picture = weights.options.value.picture === "hinton" ? Hinton : KernelGallery;
  return (
    <div class={isOver ? "inside-drop inside-drop-over" : "inside-drop"} {...dropped}>
      <SlotFrame
        slot={slot}
        look="beside-frame weights"
        instead={own.own.file.value ?? undefined}
        head={
          <>
            <OwnTensorPicker slot={slot} own={own.own} />
            {(!isDrawable || own.own.file.value !== null) && (
              <OwnNetworkTools slot={slot} take={open} />
            )}
            {trouble.value !== null && (
              <span role="alert" class="inside-trouble">
                {trouble.value}
              </span>
            )}
            {isDrawable && <PictureActions id={slot.slot} take={take} />}
          </>
        }
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
    </div>
  );
}

/** Which tensor of the own file: its names need not be those of the parameters above. */
function OwnTensorPicker({ slot, own }: { slot: Slot; own: OwnTensors }) {
  const shown = own.shown.value;
  if (shown === null) return null;
  return (
    <select
      aria-label="Weights of the file"
      data-testid={`own-tensor-${slot.slot}`}
      value={shown.name}
      onChange={(event) => (own.chosen.value = event.currentTarget.value)}
    >
      {own.all.value.map(({ name, shape }) => (
        <option key={name} value={name}>
          {printable(name, 60)} {shapeText([...shape])}
        </option>
      ))}
    </select>
  );
}
