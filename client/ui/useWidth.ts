// The width of an element as it is laid out, as a signal.
import { type ReadonlySignal, useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

export function useWidth<T extends HTMLElement>(): [RefObject<T | null>, ReadonlySignal<number>] {
  const element = useRef<T>(null);
  const width = useSignal(0);
  useLayoutEffect(() => {
    const observed = element.current;
    if (observed === null) return undefined;
    const measure = (): void => {
      width.value = observed.clientWidth;
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(observed);
    return () => observer.disconnect();
  }, []);
  return [element, width];
}
