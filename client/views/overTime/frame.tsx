// One model's history: its head, its picture, and the snapshot or the steps that are pointed at.
import { useComputed, useSignal } from "@preact/signals";
import { nearestStep } from "../../charts/columns.ts";
import { withAlpha } from "../../charts/oklch.ts";
import { paletteOf } from "../../charts/palette.ts";
import type { Painting } from "../../charts/surface.ts";
import { Painted } from "../../parts/painted.tsx";
import { PictureActions } from "../../parts/pictureActions.tsx";
import { SlotFrame } from "../../parts/slotFrame.tsx";
import { SlotState } from "../../parts/slotState.tsx";
import { useStore } from "../../store/context.ts";
import type { Slot } from "../../store/slot.ts";
import type { Courses } from "./course.ts";
import { Notes } from "./notes.tsx";
import { pointAfter } from "./cursor.ts";
import { drawnOf, type Pointed } from "./pictures.ts";
import { takeawayOf } from "./takeaway.ts";
import { courseInWords } from "./words.ts";

interface FrameProps {
  slot: Slot;
  courses: Courses;
}

export function Frame({ slot, courses }: FrameProps) {
  const store = useStore();
  const isDrawable = useComputed(() => drawnOf(store, courses, slot.slot) !== null);
  const take = () => takeawayOf(store, courses, slot);
  return (
    <SlotFrame
      slot={slot}
      look="beside-frame"
      head={isDrawable.value && <PictureActions id={slot.slot} take={take} />}
    >
      {isDrawable.value ? (
        <>
          <Picture slot={slot} courses={courses} />
          <Notes slot={slot} courses={courses} />
        </>
      ) : (
        <SlotState slot={slot} isDrawable={courses.range.value !== null} />
      )}
    </SlotFrame>
  );
}

const BRUSH_ALPHA = 0.22;

function Picture({ slot, courses }: FrameProps) {
  const store = useStore();
  const { aligned, hover, playhead } = store;
  const drawn = useComputed(() => drawnOf(store, courses, slot.slot));
  const brush = useSignal<readonly [number, number] | null>(null);
  // By step, the same place is lit in both; aligned otherwise, a step of A is another one of B.
  const own = useSignal<Pointed | null>(null);
  const point = useComputed(() => {
    return aligned.leader.value === null ? courses.pointed.value : own.value;
  });
  const read = useComputed(() => {
    return point.value === null ? null : (drawn.value?.wordsAt(point.value) ?? null);
  });
  const { table } = courses.of[slot.slot];
  const rowOf = (at: Pointed | null): number => {
    const steps = table.value?.steps ?? [];
    return Math.max(nearestStep(steps, at?.step ?? slot.at.value ?? Infinity), 0);
  };
  const go = (to: Pointed | null): void => {
    own.value = to;
    courses.pointed.value = to;
    if (to === null) hover.leave();
    else hover.pointIn(slot.slot, { step: to.step, parameter: store.parameterKey.peek() });
  };
  const painting = useComputed((): Painting => {
    const picture = drawn.value;
    return (surface) => picture?.paint(surface);
  });
  const marks = useComputed((): Painting => {
    const [picture, step, chosen] = [drawn.value, slot.at.value, brush.value];
    const pointed = point.value;
    const elsewhere = pointed === null ? hover.own[slot.slot].value : null;
    const colour = withAlpha(paletteOf(store.theme.value).text, BRUSH_ALPHA);
    return (surface) => {
      if (picture === null) return;
      if (elsewhere !== null) picture.paintHovered(surface, elsewhere);
      if (step !== null) picture.paintPlayhead(surface, step);
      if (pointed !== null && picture.wordsAt(pointed) !== null)
        picture.paintPoint(surface, pointed);
      if (chosen !== null) picture.paintBrush(surface, chosen[0], chosen[1], colour);
    };
  });
  return (
    <div class="over-time-plot">
      <Painted
        picture={painting}
        marks={marks}
        words={useComputed(() => courseInWords(store, courses, slot))}
        testId={`course-${slot.slot}`}
        hovered={(spot) => {
          const picture = drawn.peek();
          go(
            spot === null || picture === null
              ? null
              : picture.pointAt(spot.size, spot.left, spot.top),
          );
        }}
        cursor={{
          value: useComputed(() => rowOf(point.value)),
          most: useComputed(() => Math.max(table.value?.steps.length ?? 1, 1) - 1),
          said: useComputed(() => read.value ?? ""),
          left: () => go(null),
          move(key) {
            if (key === "Enter" && own.peek() !== null) {
              playhead.moveTo(aligned.playheadAt(slot.slot, own.peek()!.step));
              return true;
            }
            if (table.peek() === null) return false;
            const next = pointAfter(key, own.peek(), table.peek()!, slot.at.peek());
            if (next !== undefined) go(next);
            return next !== undefined;
          },
        }}
        clicked={({ size, left, top }) => {
          const step = drawn.peek()?.stepAt(size, left, top);
          if (step !== undefined) playhead.moveTo(aligned.playheadAt(slot.slot, step));
        }}
        dragged={(from, to, isDone) => {
          const picture = drawn.peek();
          if (picture === null) return;
          const steps = [from, to]
            .map(({ size, left, top }) => picture.stepAt(size, left, top))
            .sort((one, two) => one - two);
          const [low, high] = courses.stepEdges.peek();
          const chosen = [Math.max(steps[0]!, low), Math.min(steps[1]!, high)] as const;
          brush.value = isDone ? null : chosen;
          if (isDone) chooseSteps(courses, chosen);
        }}
        doubleClicked={() => courses.change({ steps: null })}
      />
      {read.value !== null && (
        <p class="plot-read" data-testid={`read-${slot.slot}`}>
          {read.value}
        </p>
      )}
    </div>
  );
}

/** The whole steps inside of what was brushed; nothing where that are fewer than two. */
function chooseSteps(courses: Courses, [from, to]: readonly [number, number]): void {
  const [first, last] = [Math.ceil(from), Math.floor(to)];
  if (first < last) courses.change({ steps: [first, last] });
}
