// The first look at finished models: their training plays through once, so that the page opens with what it is about.
import { effect } from "@preact/signals";
import { runState } from "../store/runState.ts";
import type { Store } from "../store/store.ts";

/** A longer history would keep moving for more than about five seconds, unasked. */
const MOST_STEPS = 26;
const FEWEST_STEPS = 4;

/** Plays once as soon as finished models are shown, unless the address or the person has put the playhead somewhere. */
export function playOnceOnOpening({ playhead, slots, now }: Store): void {
  const stop = effect(() => {
    const runs = [slots.a.run.value, slots.b.run.value].filter((run) => run !== null);
    const loaded = [slots.a, slots.b].every(({ run, needs, moments }) => {
      return run.value === null || moments.value.length >= (needs.value[0]?.known ?? Infinity);
    });
    if (!playhead.following.value || runs.some((run) => runState(run, now.peek()) === "training")) {
      queueMicrotask(() => stop());
      return;
    }
    const steps = playhead.steps.value.length;
    if (runs.length < 2 || !loaded || steps < FEWEST_STEPS) return;
    queueMicrotask(() => {
      stop();
      if (steps <= MOST_STEPS && playhead.following.peek()) playhead.play();
    });
  });
}
