// The view "occlusion": what the answer is while a square covers a part of the image, and while units are switched off.
import { EpochStrip } from "../../parts/inside/epochStrip.tsx";
import { InputBar } from "../../parts/inside/inputBar.tsx";
import { InsideFrames } from "../../parts/inside/insideFrames.tsx";
import { LateActions } from "../../parts/inside/lateActions.tsx";
import { TargetPicker } from "../../parts/inside/targetPicker.tsx";
import { useInside } from "../../parts/inside/useInside.ts";
import { useStore } from "../../store/context.ts";
import { Frame } from "./frame.tsx";
import { LesionPanel } from "./lesionPanel.tsx";
import { useOcclusions } from "./occlusions.ts";
import { mapTile } from "./picture.ts";
import { mapTakeaway } from "./takeaway.ts";
import { Toolbar } from "./toolbar.tsx";

export function View() {
  const store = useStore();
  const inside = useInside();
  const occlusions = useOcclusions(inside);
  const { slots, options } = occlusions;
  return (
    <div class="occlusion">
      <InputBar inside={inside}>
        <TargetPicker inside={inside} />
      </InputBar>
      <Toolbar occlusions={occlusions} />
      <InsideFrames
        inside={inside}
        needsInput
        look="occlusion-beside"
        head={({ slot: { slot } }) => (
          <LateActions
            id={`map-${slot}`}
            isThere={() =>
              slots[slot].maps.value.value !== null && slots[slot].sides.value !== null
            }
            take={() => mapTakeaway(store, occlusions, slot)}
          />
        )}
        body={(slot) => (
          <>
            <Frame occlusions={occlusions} slot={slot} />
            {options.value.isStrip && (
              <EpochStrip<"occlusion">
                slot={slot}
                ask={slots[slot.slot.slot].ask}
                tile={(result) => mapTile(occlusions, slot.slot.slot, result)}
                words="Map at"
              />
            )}
          </>
        )}
      />
      <LesionPanel occlusions={occlusions} />
    </div>
  );
}
