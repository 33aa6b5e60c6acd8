// Gives an element to something that draws in it, and takes that away with the element.
import { useLayoutEffect, useRef } from "preact/hooks";
import type { RefObject } from "preact";

/** `mount` runs once with the element; its result runs when the component goes. */
export function useMounted<T extends HTMLElement>(
  mount: (element: T) => () => void,
): RefObject<T | null> {
  const element = useRef<T>(null);
  useLayoutEffect(() => (element.current === null ? undefined : mount(element.current)), []);
  return element;
}
