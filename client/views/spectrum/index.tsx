// The view "spectrum": a kernel's singular values at every checkpoint, A beside B on the same axes, and what they come to over time.
import { useEffect, useMemo } from "preact/hooks";
import { ParameterPicker } from "../../parts/parameterPicker.tsx";
import { useStore } from "../../store/context.ts";
import { SLOTS } from "../../store/selectionRules.ts";
import { Courses } from "./courses.tsx";
import { Frame } from "./frame.tsx";
import { createSpectra } from "./spectra.ts";

export const title = "Spectrum";
export const order = 8;
export const about =
  "The singular values of one kernel, the largest first, both axes by factors: how many directions a layer uses, and how far the strongest stand out. The bright curve is the playhead’s, the faint ones are other checkpoints; the dashed line is the power law that the tail of the eigenvalues of WᵀW follows best. Below: rank, exponent and largest value over the training.";

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
