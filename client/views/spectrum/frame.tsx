// One model's spectra: its head, its picture, and the singular value that is pointed at or walked to.
import { useComputed, useSignal } from "@preact/signals";
import { paintSpectrum, paintSpectrumPoint, spectrumAt } from "../../charts/spectrumPlot.ts";
import type { Painting } from "../../charts/surface.ts";
import { Painted } from "../../parts/painted.tsx";
import { PictureActions } from "../../parts/pictureActions.tsx";
import { SlotFrame } from "../../parts/slotFrame.tsx";
import { useStore } from "../../store/context.ts";
import type { Slot } from "../../store/slot.ts";
import { rankAfter } from "./cursor.ts";
import { Notes } from "./notes.tsx";
import { pictureOf } from "./picture.ts";
import type { Spectra } from "./spectra.ts";
import { SpectrumState } from "./state.tsx";
import { spectrumTakeaway } from "./takeaway.ts";
import { rankInWords, spectrumInWords } from "./words.ts";

interface FrameProps {
  slot: Slot;
  spectra: Spectra;
}

export function Frame({ slot, spectra }: FrameProps) {
  const store = useStore();
  const own = spectra.of[slot.slot];
  const isDrawable = own.held.value.length > 0;
  const take = () => spectrumTakeaway(store, spectra, slot);
  return (
    <SlotFrame
      slot={slot}
      look="beside-frame spectrum"
      head={isDrawable && <PictureActions id={slot.slot} take={take} />}
    >
      {isDrawable ? (
        <>
          <Picture slot={slot} spectra={spectra} />
          <Notes slot={slot} spectra={own} />
        </>
      ) : (
        <SpectrumState slot={slot} spectra={own} />
      )}
    </SlotFrame>
  );
}

function Picture({ slot, spectra }: FrameProps) {
  const store = useStore();
  const own = spectra.of[slot.slot];
  const picture = useComputed(() => pictureOf(store, spectra, slot.slot));
  const rank = useSignal<number | null>(null);
  const most = useComputed(() => own.shown.value?.values.length ?? 0);
  const said = useComputed(() => {
    const [shown, at] = [own.shown.value, rank.value];
    return shown === null || at === null || at > shown.values.length ? "" : rankInWords(shown, at);
  });
  const painting = useComputed((): Painting => {
    const shown = picture.value;
    return (surface) => paintSpectrum(surface, shown);
  });
  const marks = useComputed((): Painting => {
    const [shown, at] = [picture.value, rank.value];
    return (surface) => at !== null && paintSpectrumPoint(surface, shown, at);
  });
  return (
    <div class="spectrum-plot">
      <Painted
        picture={painting}
        marks={marks}
        words={useComputed(() => spectrumInWords(store, own, slot))}
        testId={`spectrum-${slot.slot}`}
        hovered={(spot) => {
          rank.value =
            spot === null
              ? null
              : (spectrumAt(picture.peek(), spot.size, spot.left, spot.top)?.rank ?? null);
        }}
        cursor={{
          value: useComputed(() => rank.value ?? 1),
          least: 1,
          most,
          said,
          move(key) {
            const next = rankAfter(key, rank.peek() ?? 0, most.peek());
            if (next === undefined) return false;
            rank.value = next;
            return true;
          },
        }}
      />
      {said.value !== "" && (
        <p class="plot-read plot-read-top" data-testid={`read-${slot.slot}`}>
          {said.value}
        </p>
      )}
    </div>
  );
}
