// A painted picture on the page: pointed at, dragged over, and described for those who do not see it.
import type { ReadonlySignal } from "@preact/signals";
import { mountPainting } from "../charts/mountPainting.ts";
import type { Painting, Size } from "../charts/surface.ts";
import { useMounted } from "../ui/useMounted.ts";

/** A place on a picture, in its own pixels. */
export interface Spot {
  left: number;
  top: number;
  size: Size;
}

/** Where a picture is one stop for Tab: what its keys do, and what a screen reader says of where they have led. */
export interface Cursor {
  value: ReadonlySignal<number>;
  /** 0 where not given. */
  least?: number;
  most: ReadonlySignal<number>;
  said: ReadonlySignal<string>;
  move: (key: string, isShifted: boolean) => boolean;
  /** The marks of the cursor go when the focus does. */
  left?: () => void;
}

interface PaintedProps {
  picture: ReadonlySignal<Painting>;
  /** What moves with the playhead and the pointer. */
  marks: ReadonlySignal<Painting>;
  words: ReadonlySignal<string>;
  testId: string;
  /** Null when the pointer has left. */
  hovered: (at: Spot | null) => void;
  clicked?: (at: Spot) => void;
  /** `isDone` when the button is let go. */
  dragged?: (from: Spot, to: Spot, isDone: boolean) => void;
  doubleClicked?: () => void;
  cursor?: Cursor;
}

/** A hand is never quite still: less than this is a click. */
const DRAG_PX = 5;

export function Painted(props: PaintedProps) {
  const { picture, marks, words, testId, hovered, clicked, dragged, doubleClicked, cursor } = props;
  const root = useMounted<HTMLDivElement>((element) => {
    const mounted = mountPainting(element, picture, marks);
    let pressed: Spot | null = null;
    let isDragging = false;
    const spotOf = (event: PointerEvent): Spot => {
      const { left, top } = element.getBoundingClientRect();
      return { left: event.clientX - left, top: event.clientY - top, size: mounted.size() };
    };
    const down = (event: PointerEvent): void => {
      if (event.button !== 0) return;
      pressed = spotOf(event);
      isDragging = false;
      element.setPointerCapture(event.pointerId);
    };
    const move = (event: PointerEvent): void => {
      const spot = spotOf(event);
      hovered(spot);
      if (pressed === null || dragged === undefined) return;
      isDragging ||= Math.hypot(spot.left - pressed.left, spot.top - pressed.top) > DRAG_PX;
      if (isDragging) dragged(pressed, spot, false);
    };
    const up = (event: PointerEvent): void => {
      const spot = spotOf(event);
      if (pressed !== null && isDragging) dragged?.(pressed, spot, true);
      else if (pressed !== null) clicked?.(spot);
      pressed = null;
    };
    // A finger that scrolls the page has not chosen anything.
    const cancel = (): void => {
      if (pressed !== null && isDragging) dragged?.(pressed, pressed, true);
      pressed = null;
    };
    const leave = (): void => hovered(null);
    const twice = (): void => doubleClicked?.();
    element.addEventListener("pointerdown", down);
    element.addEventListener("pointermove", move);
    element.addEventListener("pointerup", up);
    element.addEventListener("pointercancel", cancel);
    element.addEventListener("pointerleave", leave);
    element.addEventListener("dblclick", twice);
    return () => mounted.remove();
  });
  if (cursor === undefined) {
    return <div ref={root} class="painted" role="img" aria-label={words} data-testid={testId} />;
  }
  return (
    <div
      ref={root}
      class="painted"
      role="slider"
      tabIndex={0}
      data-own-keys
      aria-label={words}
      aria-valuemin={cursor.least ?? 0}
      aria-valuemax={cursor.most}
      aria-valuenow={cursor.value}
      aria-valuetext={cursor.said}
      data-testid={testId}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.altKey || event.metaKey) return;
        if (cursor.move(event.key, event.shiftKey)) event.preventDefault();
      }}
      onBlur={cursor.left}
    />
  );
}
