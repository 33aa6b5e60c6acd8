// The view "adversarial": one image changed so that A and B err, and how often they do as the change grows.
import { InputBar } from "../../parts/inside/inputBar.tsx";
import { InsideFrames } from "../../parts/inside/insideFrames.tsx";
import { LateActions } from "../../parts/inside/lateActions.tsx";
import { useInside } from "../../parts/inside/useInside.ts";
import { useStore } from "../../store/context.ts";
import { Notice } from "../../ui/notice.tsx";
import { useAttacks } from "./attacks.ts";
import { AttackedImage } from "./attackedImage.tsx";
import { Courses } from "./courses.tsx";
import { imageTakeaway } from "./takeaway.ts";
import { AdversarialToolbar } from "./toolbar.tsx";

export function View() {
  const store = useStore();
  const inside = useInside();
  const attacks = useAttacks(inside);
  return (
    <>
      <InputBar inside={inside} />
      <AdversarialToolbar attacks={attacks} />
      <InsideFrames
        inside={inside}
        needsInput
        look="adversarial"
        head={(slot) => (
          <LateActions
            id={slot.slot.slot}
            isThere={() => attacks.images[slot.slot.slot].value.value !== null}
            take={() => imageTakeaway(store, attacks, slot)}
          />
        )}
        body={(slot) =>
          slot.isAmount.value ? (
            <Notice
              title="This network answers with an amount."
              testId={`amount-${slot.slot.slot}`}
            >
              <p>It tells no classes apart, so nothing can be taken for another.</p>
            </Notice>
          ) : (
            <AttackedImage attacks={attacks} slot={slot} />
          )
        }
      />
      <Courses attacks={attacks} />
    </>
  );
}
