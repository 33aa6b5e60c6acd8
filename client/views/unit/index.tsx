// The view "unit": what one unit responds to, what it would respond to most, how it became so, and its like in the other model.
import { useComputed } from "@preact/signals";
import { InsideFrames } from "../../parts/inside/insideFrames.tsx";
import { LateActions } from "../../parts/inside/lateActions.tsx";
import { UnitPicker } from "../../parts/inside/unitPicker.tsx";
import { useInside } from "../../parts/inside/useInside.ts";
import { useStore } from "../../store/context.ts";
import { textOf, wordsFrom } from "../../store/optionWords.ts";
import { Menu } from "../../ui/menu.tsx";
import { Name } from "../../ui/name.tsx";
import { Classes } from "./classes.tsx";
import { Evolution } from "./evolution.tsx";
import { useLookedUnit } from "./looked.ts";
import { Matched } from "./matched.tsx";
import { Optimised } from "./optimised.tsx";
import { STRIPS, unitOptions, type UnitOptions, wordsOfUnit } from "./options.ts";
import { unitTakeaway } from "./takeaway.ts";
import { TopNine } from "./topNine.tsx";
import { UnitWeights } from "./unitWeights.tsx";

export function View() {
  const store = useStore();
  const inside = useInside();
  const looked = {
    a: useLookedUnit(inside, inside.slots.a),
    b: useLookedUnit(inside, inside.slots.b),
  };
  const options = useComputed(() =>
    unitOptions(wordsFrom(store.settings.options.value.units ?? "")),
  );
  const change = (next: UnitOptions): void => {
    const units = textOf(wordsOfUnit(next));
    store.settings.options.value = { ...store.settings.options.peek(), units };
  };
  return (
    <>
      <div class="toolbar" role="group" aria-label="Which unit">
        <UnitPicker inside={inside} />
        <Menu
          label="What the strip shows"
          testId="unit-strip"
          value={options.value.strip}
          options={STRIPS}
          change={(strip) => change({ strip })}
        />
      </div>
      <InsideFrames
        inside={inside}
        needsInput={false}
        look="unit-frames"
        head={(slot) => {
          const own = looked[slot.slot.slot];
          const unit = own.unit.value;
          return (
            <>
              {unit !== null && (
                <span class="unit-name" data-testid={`unit-${slot.slot.slot}`}>
                  <Name text={unit.layer} longest={24} /> · {unit.index}
                </span>
              )}
              <LateActions
                id={slot.slot.slot}
                isThere={() => own.top.value.value !== null}
                take={() => unitTakeaway(store, inside, own)}
              />
            </>
          );
        }}
        body={(slot) => {
          const name = slot.slot.slot;
          const own = looked[name];
          return (
            <div class="unit-body">
              <TopNine inside={inside} looked={own} />
              <div class="unit-columns">
                <Classes inside={inside} looked={own} />
                <Matched inside={inside} looked={own} other={looked[name === "a" ? "b" : "a"]} />
              </div>
              <Optimised looked={own} />
              <Evolution inside={inside} looked={own} strip={options.value.strip} />
              <UnitWeights looked={own} />
            </div>
          );
        }}
      />
    </>
  );
}
