// Beneath the spectra: their measures over the training, A and B in one small chart each, with the values at the playhead.
import { useComputed, useSignal } from "@preact/signals";
import { paintHovered, paintPlayhead, valueAtX } from "../../charts/axes.ts";
import {
  type LineHit,
  lineAt,
  linesLayout,
  paintLines,
  paintLinesMarks,
} from "../../charts/lines.ts";
import type { Painting } from "../../charts/surface.ts";
import { Painted, type Spot } from "../../parts/painted.tsx";
import { PictureActions } from "../../parts/pictureActions.tsx";
import { useStore } from "../../store/context.ts";
import { letter, type SlotName, SLOTS } from "../../store/selectionRules.ts";
import { wholeText } from "../../ui/format.ts";
import { Hint } from "../../ui/hint.tsx";
import { courseOf, type Measure, MEASURES } from "./course.ts";
import type { Spectra } from "./spectra.ts";
import { coursesTakeaway } from "./takeaway.ts";
import { shortText } from "./words.ts";

export function Courses({ spectra }: { spectra: Spectra }) {
  const store = useStore();
  const isEmpty = SLOTS.every((slot) => spectra.of[slot].held.value.length === 0);
  if (isEmpty) return null;
  return (
    <section class="spectrum-courses" aria-label={`Measures over ${store.unit.value}s`}>
      <header class="spectrum-courses-head">
        <h2>Over the training</h2>
        <PictureActions id="measures" take={() => coursesTakeaway(store, spectra)} />
      </header>
      <div class="spectrum-grid">
        {MEASURES.map((measure) => (
          <Course key={measure.id} measure={measure} spectra={spectra} />
        ))}
      </div>
    </section>
  );
}

function Course({ measure, spectra }: { measure: Measure; spectra: Spectra }) {
  const store = useStore();
  const { aligned, hover, playhead, slots, unit } = store;
  const picture = useComputed(() => courseOf(store, spectra, measure));
  const lit = useSignal<LineHit | null>(null);
  const painting = useComputed((): Painting => {
    const shown = picture.value;
    return (surface) => paintLines(surface, shown);
  });
  const marks = useComputed((): Painting => {
    const [shown, hit] = [picture.value, lit.value];
    const steps = new Set(SLOTS.flatMap((slot) => slots[slot].at.value ?? []));
    const hovered = new Set(SLOTS.flatMap((slot) => hover.own[slot].value ?? []));
    return (surface) => {
      const plot = linesLayout(shown, surface);
      for (const step of hovered) paintHovered(surface, plot, step, shown.palette);
      paintLinesMarks(surface, shown, { step: null, lit: hit });
      for (const step of steps) paintPlayhead(surface, plot, step, shown.palette);
    };
  });
  /** The step there, and whose axis it is on. */
  const under = ({ size, left }: Spot): { step: number; slot: SlotName } => {
    const step = Math.round(valueAtX(linesLayout(picture.peek(), size), left));
    return { step, slot: slots.a.run.peek() === null ? "b" : "a" };
  };
  const words = useComputed(() => {
    const of = SLOTS.flatMap((slot) => {
      const held = spectra.of[slot].held.value;
      const told = [held[0], held.at(-1)].filter((one) => one !== undefined);
      const values = told.map(
        (one) => `${unit.value} ${wholeText(one.step)} ${shortText(measure.of(one))}`,
      );
      return values.length === 0 ? [] : `${letter(slot)}: ${values.join(", ")}`;
    });
    return `${measure.label} over ${unit.value}s. ${of.join("; ")}`;
  });
  return (
    <figure class="spectrum-course">
      <figcaption>
        <Hint label={measure.label}>{measure.about}</Hint>
        {SLOTS.map((slot) => {
          const shown = spectra.of[slot].shown.value;
          if (shown === null) return null;
          const value = measure.of(shown);
          return (
            <span
              key={slot}
              class={`spectrum-value spectrum-value-${slot}`}
              data-testid={`${measure.id}-${slot}`}
              data-value={value}
            >
              {letter(slot)} <strong>{Number.isFinite(value) ? shortText(value) : "none"}</strong>
            </span>
          );
        })}
      </figcaption>
      <div class="spectrum-course-plot">
        <Painted
          picture={painting}
          marks={marks}
          words={words}
          testId={`course-${measure.id}`}
          hovered={(spot) => {
            lit.value =
              spot === null ? null : lineAt(picture.peek(), spot.size, spot.left, spot.top);
            if (spot === null) hover.leave();
            else hover.pointIn(under(spot).slot, under(spot));
          }}
          clicked={(spot) => {
            const { step, slot } = under(spot);
            playhead.moveTo(aligned.playheadAt(slot, step));
          }}
        />
      </div>
    </figure>
  );
}
