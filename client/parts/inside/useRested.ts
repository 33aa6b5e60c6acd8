// A signal that follows another once that one rests: what takes long is asked for when the slider stands still.
import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

const REST_MS = 160;

/** The value of `source` after it has not changed for a moment; the first one at once. */
export function useRested<T>(source: ReadonlySignal<T>): ReadonlySignal<T> {
  const rested = useSignal(source.peek());
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const ignore = source.subscribe((value) => {
      clearTimeout(timer);
      timer = setTimeout(() => (rested.value = value), REST_MS);
    });
    return () => {
      clearTimeout(timer);
      ignore();
    };
  }, [source]);
  return rested;
}
