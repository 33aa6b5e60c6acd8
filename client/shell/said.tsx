// What the last click on a model did, in a sentence: shown for a few seconds, and read out by screen readers.
import { useSignal, useSignalEffect } from "@preact/signals";
import { useStore } from "../store/context.ts";
import { printable } from "../ui/printable.ts";

const SHOWN_MS = 6_000;
/** Two long names and the words between them. */
const LONGEST = 300;

export function Said() {
  const { said } = useStore().selection;
  const isFresh = useSignal(false);
  useSignalEffect(() => {
    if (said.value === "") return undefined;
    isFresh.value = true;
    const timer = setTimeout(() => (isFresh.value = false), SHOWN_MS);
    return () => clearTimeout(timer);
  });
  return (
    <p class={isFresh.value ? "said" : "sr-only"} aria-live="polite" data-testid="said">
      {printable(said.value, LONGEST)}
    </p>
  );
}
