// The series that views show besides those of the slots: each view names its own for as long as it is there.
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { placeKey } from "./points.ts";
import type { Need, Wanted } from "./slot.ts";

/** What a view shows, and points of it that are not here. */
export interface Shown {
  needs: readonly Need[];
  wanted: readonly Wanted[];
}

export interface OnScreen {
  readonly needs: ReadonlySignal<readonly Need[]>;
  readonly wanted: ReadonlySignal<readonly Wanted[]>;
  /** Shows the series, whichever these are, until the result is called. */
  show(shown: ReadonlySignal<Shown>): () => void;
}

/** Makes the model of what is on screen; nothing is, at first. */
export function createOnScreen(): OnScreen {
  const shown = signal<readonly ReadonlySignal<Shown>[]>([]);
  return {
    needs: computed(() => shown.value.flatMap((one) => one.value.needs)),
    wanted: computed(() => shown.value.flatMap((one) => one.value.wanted)),
    show(one) {
      shown.value = [...shown.peek(), one];
      return () => {
        shown.value = shown.peek().filter((other) => other !== one);
      };
    },
  };
}

/** The needs without those of a series that is needed before. */
export function eachSeriesOnce(needs: readonly Need[]): Need[] {
  const known = new Set<string>();
  return needs.filter((need) => {
    const key = placeKey(need);
    return known.has(key) ? false : known.add(key);
  });
}
