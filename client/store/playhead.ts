// The shared position in training: dragged, stepped, played, or following the newest step.
import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { indexAt, neighbour, settled, type Steps } from "./playheadRules.ts";

export interface Playhead {
  /** All steps that the shown models have, ascending. */
  readonly steps: ReadonlySignal<Steps>;
  /** The step that is shown; null while there is none. */
  readonly at: ReadonlySignal<number | null>;
  /** Whether it stays on the newest step. */
  readonly following: ReadonlySignal<boolean>;
  /** The step it was put on; null while it follows. */
  readonly pinned: Signal<number | null>;
  readonly playing: ReadonlySignal<boolean>;
  /** Steps a second while playing. */
  readonly speed: Signal<number>;
  moveTo(step: number): void;
  moveBy(steps: number): void;
  toStart(): void;
  toNewest(): void;
  play(): void;
  pause(): void;
}

export const SPEEDS: readonly number[] = [1, 2, 5, 10, 25];

/** Makes the playhead over `steps`; `every` calls back each so many milliseconds until cancelled. */
export function createPlayhead(
  steps: ReadonlySignal<Steps>,
  every: (ms: number, callback: () => void) => () => void,
): Playhead {
  const pinned = signal<number | null>(null);
  const playing = signal(false);
  const speed = signal(5);
  let stopClock = (): void => undefined;
  const at = computed(() => {
    const all = steps.value;
    const pin = pinned.value;
    if (pin === null || all.length === 0) return all.at(-1) ?? null;
    return all[Math.max(indexAt(all, pin), 0)]!;
  });

  function pin(step: number): void {
    pinned.value = settled(steps.peek(), step);
  }

  function pause(): void {
    stopClock();
    playing.value = false;
  }

  function tick(): void {
    // The steps of a layer chosen while playing are on their way.
    if (steps.peek().length === 0) return;
    const here = at.peek();
    const next = here === null ? null : neighbour(steps.peek(), here, 1);
    if (next === null || next === here) {
      pause();
      return;
    }
    pin(next);
    if (pinned.peek() === null) pause();
  }

  function start(): void {
    stopClock();
    playing.value = true;
    stopClock = every(1000 / speed.peek(), tick);
  }

  speed.subscribe(() => {
    if (playing.peek()) start();
  });

  return {
    steps,
    at,
    following: computed(() => pinned.value === null),
    pinned,
    playing,
    speed,
    moveTo(step) {
      pause();
      pin(step);
    },
    moveBy(by) {
      pause();
      const here = at.peek();
      const next = here === null ? null : neighbour(steps.peek(), here, by);
      if (next !== null) pin(next);
    },
    toStart() {
      pause();
      pin(steps.peek()[0] ?? 0);
    },
    toNewest() {
      pause();
      pinned.value = null;
    },
    play() {
      const all = steps.peek();
      if (all.length < 2) return;
      batch(() => {
        if (at.peek() === all.at(-1)) pin(all[0]!);
        start();
      });
    },
    pause,
  };
}
