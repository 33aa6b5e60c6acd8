// Beneath the images: how often the models err as the change grows, and how that came about over the training.
import { type ReadonlySignal, useComputed, useSignal } from "@preact/signals";
import { paintPlayhead, valueAtX } from "../../charts/axes.ts";
import {
  type LineHit,
  lineAt,
  linesLayout,
  paintLines,
  paintLinesMarks,
} from "../../charts/lines.ts";
import { css } from "../../charts/oklch.ts";
import type { Painting } from "../../charts/surface.ts";
import { Painted } from "../../parts/painted.tsx";
import { PictureActions } from "../../parts/pictureActions.tsx";
import { useStore } from "../../store/context.ts";
import { SLOTS } from "../../store/selectionRules.ts";
import { wholeText } from "../../ui/format.ts";
import type { Attacks } from "./attacks.ts";
import { type CurvesPicture, errorAt, errorCourses, errorCurves } from "./curves.ts";
import { EPSILON_STEP, MOST_EPSILON } from "./options.ts";
import { coursesTakeaway, curvesTakeaway } from "./takeaway.ts";
import { epsilonText, percentText } from "./words.ts";

export function Courses({ attacks }: { attacks: Attacks }) {
  const store = useStore();
  const { aligned, playhead, slots, unit } = store;
  const { options } = attacks;
  const curves = useComputed(() => errorCurves(store, attacks));
  const courses = useComputed(() => errorCourses(store, attacks));
  const epsilon = useComputed(() => [options.value.epsilon]);
  const steps = useComputed(() =>
    SLOTS.flatMap((slot) => attacks.inside.slots[slot].at.value?.step ?? []),
  );
  if (attacks.inside.address.value === null) return null;
  const known = SLOTS.flatMap((slot) => attacks.curves[slot].value.result ?? []);
  // Without labels, what examples are is what they were first taken for.
  const noun = attacks.inside.examples.value.value?.labels === null ? "Changed answers" : "Error";
  const fewest = Math.min(...known.map(({ count }) => count));
  const onEach = SLOTS.flatMap((slot) => attacks.courses[slot].value[0]?.result.count ?? [])[0];
  return (
    <section class="adversarial-courses" aria-label="How often the models err">
      <Figure
        id="curve"
        title={
          known.length === 0
            ? `${noun} against ε`
            : `${noun} against ε, on ${wholeText(fewest)} examples`
        }
        state={useComputed(() => curveState(attacks))}
        picture={curves}
        at={epsilon}
        words={useComputed(() => curveWords(attacks, curves.value))}
        take={() => curvesTakeaway(store, attacks)}
        clicked={(value) => {
          const step = Math.round(value / EPSILON_STEP) * EPSILON_STEP;
          attacks.change({ epsilon: Number(Math.min(Math.max(step, 0), MOST_EPSILON).toFixed(3)) });
        }}
      />
      <Figure
        id="course"
        title={`${noun} at ε ${epsilonText(options.value.epsilon)} over ${unit.value}s${onEach === undefined ? "" : `, on ${wholeText(onEach)} examples`}`}
        state={useComputed(() => courseState(attacks))}
        picture={courses}
        at={steps}
        words={useComputed(() => courseWords(courses.value))}
        take={() => coursesTakeaway(store, attacks)}
        clicked={(value) => {
          const slot = slots.a.run.peek() === null ? "b" : "a";
          playhead.moveTo(aligned.playheadAt(slot, Math.round(value)));
        }}
      />
    </section>
  );
}

/** How far what is on its way has come. */
function curveState({ curves }: Attacks): string {
  const shares = SLOTS.flatMap((slot) => curves[slot].value.progress ?? []);
  return shares.length === 0 ? "" : `${percentText(Math.min(...shares))} …`;
}

function courseState({ courses, checkpoints }: Attacks): string {
  const known = SLOTS.reduce((sum, slot) => sum + courses[slot].value.length, 0);
  const all = checkpoints.value;
  return known < all ? `${wholeText(known)} of ${wholeText(all)} checkpoints …` : "";
}

function curveWords({ curves, options }: Attacks, { lines }: CurvesPicture): string {
  const { epsilon } = options.value;
  const parts = lines.map(({ name, values }) => `${name} ${percentText(errorAt(values, epsilon))}`);
  const trouble = SLOTS.flatMap((slot) => curves[slot].value.trouble ?? []);
  return [`Error at ε ${epsilonText(epsilon)}: ${parts.join(", ")}`, ...trouble].join(". ");
}

function courseWords({ lines, unit }: CurvesPicture): string {
  const parts = lines.map(({ name, steps, values }) => {
    const [first, last] = [0, values.length - 1];
    return `${name}: ${unit} ${wholeText(steps[first]!)} ${percentText(values[first]!)}, ${unit} ${wholeText(steps[last]!)} ${percentText(values[last]!)}`;
  });
  return `Error over ${unit}s. ${parts.join("; ")}`;
}

interface FigureProps {
  id: string;
  title: string;
  state: ReadonlySignal<string>;
  picture: ReadonlySignal<CurvesPicture>;
  /** Where upright lines stand. */
  at: ReadonlySignal<readonly number[]>;
  words: ReadonlySignal<string>;
  take: Parameters<typeof PictureActions>[0]["take"];
  /** Told the place on the axis. */
  clicked: (value: number) => void;
}

function Figure({ id, title, state, picture, at, words, take, clicked }: FigureProps) {
  const lit = useSignal<LineHit | null>(null);
  const painting = useComputed((): Painting => {
    const shown = picture.value;
    return (surface) => paintLines(surface, shown);
  });
  const marks = useComputed((): Painting => {
    const [shown, hit, places] = [picture.value, lit.value, at.value];
    return (surface) => {
      const plot = linesLayout(shown, surface);
      paintLinesMarks(surface, shown, { step: null, lit: hit });
      for (const place of places) paintPlayhead(surface, plot, place, shown.palette);
    };
  });
  return (
    <figure
      class="adversarial-figure"
      data-testid={`adversarial-${id}-figure`}
      data-points={picture.value.lines.reduce((sum, { steps }) => sum + steps.length, 0)}
    >
      <figcaption>
        <span data-testid={`adversarial-${id}-title`}>{title}</span>
        {picture.value.lines.map(({ name, colour }) => (
          <span key={name} class="adversarial-key">
            <span class="swatch" style={{ background: css(colour) }} />
            {name}
          </span>
        ))}
        <span class="dim" role="status">
          {state.value}
        </span>
        <PictureActions id={id} take={take} />
      </figcaption>
      <div class="adversarial-plot">
        <Painted
          picture={painting}
          marks={marks}
          words={words}
          testId={`adversarial-${id}`}
          hovered={(spot) => {
            lit.value =
              spot === null ? null : lineAt(picture.peek(), spot.size, spot.left, spot.top);
          }}
          clicked={({ size, left }) => clicked(valueAtX(linesLayout(picture.peek(), size), left))}
        />
      </div>
    </figure>
  );
}
