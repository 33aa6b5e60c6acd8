// Whether an element is in sight, or nearly: what lies far below need not be fetched and drawn.
import { type ReadonlySignal, useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/** So near to the sight it is prepared for. */
const NEAR = "160px";

export function useOnScreen<T extends HTMLElement>(): [
  RefObject<T | null>,
  ReadonlySignal<boolean>,
] {
  const element = useRef<T>(null);
  const isNear = useSignal(false);
  useLayoutEffect(() => {
    const observed = element.current;
    if (observed === null) return undefined;
    const observer = new IntersectionObserver(
      (entries) => (isNear.value = entries.at(-1)!.isIntersecting),
      { rootMargin: NEAR },
    );
    observer.observe(observed);
    return () => observer.disconnect();
  }, []);
  return [element, isNear];
}
