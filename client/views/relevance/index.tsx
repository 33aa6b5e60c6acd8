// The view "relevance": which pixels speak for a class and which against it, in A and in B, at the playhead and over the epochs.
import { InputBar } from "../../parts/inside/inputBar.tsx";
import { InsideFrames } from "../../parts/inside/insideFrames.tsx";
import { TargetPicker } from "../../parts/inside/targetPicker.tsx";
import { useInside } from "../../parts/inside/useInside.ts";
import { PictureActions } from "../../parts/pictureActions.tsx";
import { useStore } from "../../store/context.ts";
import { Body } from "./frame.tsx";
import { useRelevances } from "./relevances.ts";
import { takeawayOf } from "./takeaway.ts";
import { Toolbar } from "./toolbar.tsx";

export function View() {
  const store = useStore();
  const inside = useInside();
  const relevances = useRelevances(inside);
  return (
    <>
      <InputBar inside={inside}>
        <TargetPicker inside={inside} />
      </InputBar>
      <Toolbar relevances={relevances} />
      <InsideFrames
        inside={inside}
        needsInput
        head={(slot) => (
          <PictureActions id={slot.slot.slot} take={() => takeawayOf(store, relevances, slot)} />
        )}
        body={(slot) => <Body slot={slot} relevances={relevances} />}
      />
    </>
  );
}
