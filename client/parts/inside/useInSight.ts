// Keeps the playhead's tile of a row that is wider than its room in sight.
import { effect, type ReadonlySignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";

/** Scrolls the row, and nothing else, so that the tile at `place` stands in its middle. */
export function useInSight(
  row: RefObject<HTMLElement | null>,
  place: ReadonlySignal<number>,
): void {
  useEffect(() => {
    const element = row.current!;
    let room = element.clientWidth;
    let pitch = 0;
    let frame = 0;
    const scroll = (): void => {
      const { children } = element;
      // All tiles are as wide: measured once, for to ask at every step would have the page laid out each time.
      const [first, second] = [children[0], children[1]] as (HTMLElement | undefined)[];
      if (first === undefined || second === undefined) return;
      pitch ||= second.offsetLeft - first.offsetLeft;
      if (children.length * pitch < room) return;
      element.scrollLeft = (place.peek() + 0.5) * pitch - room / 2;
    };
    const soon = (): void => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(scroll);
    };
    const observer = new ResizeObserver(() => {
      room = element.clientWidth;
      soon();
    });
    observer.observe(element);
    const ignore = effect(() => {
      if (place.value >= 0) soon();
    });
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
      ignore();
    };
  }, [row, place]);
}
