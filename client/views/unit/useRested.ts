// A signal's value once it has stayed the same for a moment: what takes seconds does not follow a slider.
import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

const REST_MS = 200;

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
  }, [source, rested]);
  return rested;
}
