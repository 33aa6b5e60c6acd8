// Keeps a sorted list in its order while somebody is in it: what is about to be pressed or read does not change places.
import { computed, type ReadonlySignal, signal } from "@preact/signals";

export interface HeldOrder<T> {
  /** As sorted, or, while it is held, in the order of before; what has come since stands at the end. */
  readonly shown: ReadonlySignal<readonly T[]>;
  /** Whether that is another order than the sorted one. */
  readonly isKept: ReadonlySignal<boolean>;
  /** For the element that has the list in it: the pointer over it holds the order, and the keyboard's focus within it. */
  readonly hold: Readonly<{
    onPointerEnter: () => void;
    onPointerLeave: () => void;
    onFocusIn: (event: FocusEvent) => void;
    onFocusOut: () => void;
  }>;
}

interface Listed<T> {
  sorted: ReadonlySignal<readonly T[]>;
  /** What it was sorted and filtered by: where the person asks for another order, nothing is held. */
  asked: ReadonlySignal<string>;
  /** Tells the same item again after it has changed. */
  nameOf: (item: T) => string;
}

export function createHeldOrder<T>({ sorted, asked, nameOf }: Listed<T>): HeldOrder<T> {
  const isPointedAt = signal(false);
  const isFocused = signal(false);
  let last = { asked: "", names: [] as readonly string[] };
  const shown = computed(() => {
    const isHeld = (isPointedAt.value || isFocused.value) && last.asked === asked.value;
    const items = isHeld ? inOrderOf(last.names, sorted.value, nameOf) : sorted.value;
    last = { asked: asked.value, names: items.map(nameOf) };
    return items;
  });
  return {
    shown,
    isKept: computed(() => shown.value.some((item, i) => item !== sorted.value[i])),
    hold: {
      onPointerEnter: () => void (isPointedAt.value = true),
      onPointerLeave: () => void (isPointedAt.value = false),
      // Focus that a click has left behind is nobody's place in the list.
      onFocusIn: ({ target }) =>
        void (isFocused.value = target instanceof Element && target.matches(":focus-visible")),
      onFocusOut: () => void (isFocused.value = false),
    },
  };
}

/** The items in the order of `names`, behind them those that are not named, as they were. */
export function inOrderOf<T>(
  names: readonly string[],
  items: readonly T[],
  nameOf: (item: T) => string,
): T[] {
  const places = new Map(names.map((name, place) => [name, place]));
  const placeOf = (item: T): number => places.get(nameOf(item)) ?? names.length;
  return items.toSorted((one, two) => placeOf(one) - placeOf(two));
}
