// A's and B's pictures side by side, each in its frame, or why there is none; models and images can be dropped on them.
import { useComputed, useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useStore } from "../../store/context.ts";
import { SLOTS } from "../../store/selectionRules.ts";
import { SlotFrame } from "../slotFrame.tsx";
import { CheckpointNote } from "./checkpointNote.tsx";
import { isRunnable, NotRunnable } from "./notRunnable.tsx";
import { OwnNetworkTools } from "./ownNetworkTools.tsx";
import { ownNetwork } from "./slotNetwork.ts";
import { useDropped } from "./useDropped.ts";
import type { Inside, InsideSlot } from "./useInside.ts";

interface InsideFramesProps {
  inside: Inside;
  /** Whether the view needs an image to look at. */
  needsInput: boolean;
  /** What style sheets call the frames besides. */
  look?: string;
  /** Stands behind the model's name; only where the network can be looked into. */
  head?: (slot: InsideSlot) => ComponentChildren;
  /** Called only where the network can be looked into. */
  body: (slot: InsideSlot) => ComponentChildren;
}

export function InsideFrames(props: InsideFramesProps) {
  return (
    <div class={`beside inside-beside ${props.look ?? ""}`}>
      {SLOTS.map((name) => (
        <InsideFrame key={name} {...props} slot={props.inside.slots[name]} />
      ))}
    </div>
  );
}

function InsideFrame(props: InsideFramesProps & { slot: InsideSlot }) {
  const { inside, slot, needsInput, head, body } = props;
  const store = useStore();
  const own = ownNetwork(store, slot.slot);
  const trouble = useSignal<string | null>(null);
  const { take, isOver, ...dropped } = useDropped(slot.slot, trouble);
  // Where it stays as it is, the frame need not be drawn again at every step of the slider.
  const runnable = useComputed(() => isRunnable({ slot, needsInput })).value;
  return (
    <div class={isOver ? "inside-drop inside-drop-over" : "inside-drop"} {...dropped}>
      <SlotFrame
        slot={slot.slot}
        look="beside-frame inside-frame"
        instead={own?.name}
        head={
          <>
            <CheckpointNote slot={slot} />
            <OwnNetworkTools slot={slot.slot} take={take} />
            {runnable && head?.(slot)}
          </>
        }
      >
        {trouble.value !== null && (
          <p role="alert" class="inside-trouble">
            {trouble.value}
          </p>
        )}
        {runnable ? body(slot) : <NotRunnable {...{ inside, slot, needsInput }} />}
      </SlotFrame>
    </div>
  );
}
