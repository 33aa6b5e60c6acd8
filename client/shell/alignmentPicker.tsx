// What A and B are aligned by under the playhead, and which of their moments that puts together.
import type { Alignment } from "#contract/alignment.ts";
import { useStore } from "../store/context.ts";
import type { Slot } from "../store/slot.ts";
import type { Store } from "../store/store.ts";
import { scoreText, wholeText } from "../ui/format.ts";

const CHOICES: Readonly<Record<Alignment, string>> = {
  step: "same step",
  epoch: "same epoch",
  time: "same time",
  fraction: "same share",
  score: "same score",
};
const TITLES: Readonly<Record<Alignment, string>> = {
  step: "A and B at the same step",
  epoch: "A and B in the same epoch, however many steps that has",
  time: "A and B as long after their first snapshot",
  fraction: "A and B at the same share of their training",
  score: "B when it first had the best score that A has by now",
};

export function AlignmentPicker() {
  const store = useStore();
  const { aligned, settings } = store;
  const offered = aligned.offered.value;
  if (offered.length < 2) return null;
  const by = aligned.by.value;
  const isByStep = by === "step";
  const words = isByStep ? TITLES.step : wordsOf(store, by);
  return (
    <div class={isByStep ? "alignment" : "alignment alignment-told"}>
      <select
        data-testid="alignment"
        aria-label="Align A and B by"
        title={TITLES[by]}
        value={by}
        onChange={(event) => {
          const { value } = event.currentTarget;
          settings.alignment.value = offered.find((one) => one === value) ?? "step";
        }}
      >
        {offered.map((one) => (
          <option key={one} value={one} title={TITLES[one]}>
            {CHOICES[one]}
          </option>
        ))}
      </select>
      <p
        class={isByStep ? "alignment-words narrow-only" : "alignment-words"}
        data-testid="aligned"
        title={words}
      >
        {words}
      </p>
    </div>
  );
}

/** "A epoch 7 · B epoch 3: both at 95.00%". */
function wordsOf(store: Store, by: Alignment): string {
  const { slots, aligned } = store;
  const own = aligned.at.b.value;
  const position = WORDS[by](aligned.position.value ?? NaN, store);
  if (own === Infinity) return `B never reached ${position}: its last is shown`;
  if (own === -Infinity) return "B has nothing there yet: its first is shown";
  const isLast = own !== null && own === slots.b.moments.value.at(-1);
  const isBehind = isLast && aligned.playheadAt("b", own) < (aligned.at.a.value ?? -Infinity);
  if (isBehind && by !== "score") return `B has not come to ${position}: its last is shown`;
  return `${placeOf(slots.a, store)} · ${placeOf(slots.b, store)}: both ${PREFIX[by]} ${position}`;
}

const PREFIX: Readonly<Record<Alignment, string>> = {
  step: "at",
  epoch: "in",
  time: "after",
  fraction: "at",
  score: "reached",
};
const WORDS: Readonly<Record<Alignment, (position: number, store: Store) => string>> = {
  step: (step) => `step ${wholeText(step)}`,
  epoch: (epoch) => `epoch ${wholeText(epoch)}`,
  time: durationText,
  fraction: (share) => `${Math.round(share * 100)}% of the training`,
  score: (position, { metric }) => {
    const shown = metric.value;
    const value = shown?.direction === "lower" ? -position : position;
    return scoreText(value, shown?.isShare ?? false);
  },
};

function placeOf({ slot, shown }: Slot, { unit }: Store): string {
  return `${slot.toUpperCase()} ${unit.value} ${wholeText(shown.value?.step ?? NaN)}`;
}

const MINUTE = 60;
const HOUR = 3600;

function durationText(seconds: number): string {
  if (!(seconds >= 0)) return "an unknown time";
  if (seconds < MINUTE) return `${Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  if (seconds < HOUR) return `${Math.floor(whole / MINUTE)} min ${whole % MINUTE} s`;
  return `${Math.floor(whole / HOUR)} h ${Math.floor((whole % HOUR) / MINUTE)} min`;
}
