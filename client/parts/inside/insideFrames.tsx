// A's and B's pictures side by side, each in its frame, or why there is none.
import type { ComponentChildren } from "preact";
import { SLOTS } from "../../store/selectionRules.ts";
import { SlotFrame } from "../slotFrame.tsx";
import { CheckpointNote } from "./checkpointNote.tsx";
import { isRunnable, NotRunnable } from "./notRunnable.tsx";
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

export function InsideFrames({ inside, needsInput, look, head, body }: InsideFramesProps) {
  return (
    <div class={`beside inside-beside ${look ?? ""}`}>
      {SLOTS.map((name) => {
        const slot = inside.slots[name];
        const runnable = isRunnable({ slot, needsInput });
        return (
          <SlotFrame
            key={name}
            slot={slot.slot}
            look="beside-frame inside-frame"
            head={
              <>
                <CheckpointNote slot={slot} />
                {runnable && head?.(slot)}
              </>
            }
          >
            {runnable ? body(slot) : <NotRunnable {...{ inside, slot, needsInput }} />}
          </SlotFrame>
        );
      })}
    </div>
  );
}
