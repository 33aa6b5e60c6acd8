// The view "spectrum": a kernel's singular values at every checkpoint, A beside B on the same axes, and what they come to over time.
import { useEffect, useMemo } from "preact/hooks";
import { ParameterPicker } from "../../parts/parameterPicker.tsx";
import { useStore } from "../../store/context.ts";
import { SLOTS } from "../../store/selectionRules.ts";
import { Courses } from "./courses.tsx";
import { Frame } from "./frame.tsx";
import { createSpectra } from "./spectra.ts";

export function View() {
  const store = useStore();
  const spectra = useMemo(() => createSpectra(store), [store]);
  useEffect(() => store.measures.ask(spectra.questions), [store, spectra]);
  return (
    <>
      <div class="toolbar" role="group" aria-label="What the pictures show">
        <ParameterPicker />
      </div>
      <div class="beside spectrum-beside">
        {SLOTS.map((slot) => (
          <Frame key={slot} slot={store.slots[slot]} spectra={spectra} />
        ))}
      </div>
      <Courses spectra={spectra} />
    </>
  );
}
