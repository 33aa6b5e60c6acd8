// What must be known to read a frame rightly: too few buckets, steps written again or unread, snapshots not drawn.
import { useStore } from "../../store/context.ts";
import type { Slot } from "../../store/slot.ts";
import { wholeText } from "../../ui/format.ts";
import { Hint } from "../../ui/hint.tsx";
import { printable } from "../../ui/printable.ts";

/** The notes that apply to what is shown; nothing when none does. */
export function Notes({ slot }: { slot: Slot }) {
  return (
    <span class="notes">
      <Unread slot={slot} />
      <CountedFromOne slot={slot} />
      <LowResolution slot={slot} />
      <Rewritten slot={slot} />
    </span>
  );
}

/** What is shown is not what the playhead is on, because that cannot be had. */
function Unread({ slot }: { slot: Slot }) {
  const { unit } = useStore();
  const [awaited, trouble] = [slot.awaited.value, slot.trouble.value];
  if (awaited === null || trouble === null) return null;
  return (
    <Hint
      label={`${unit.value} ${wholeText(awaited)} cannot be read`}
      isWarning
      testId={`unread-${slot.slot}`}
    >
      {printable(trouble, 300)} It is tried again while the playhead is here; until then another{" "}
      {unit.value} is shown.
    </Hint>
  );
}

/** Keras' checkpoints stand at the epochs that its log means, which are not those in their names. */
function CountedFromOne({ slot }: { slot: Slot }) {
  const { unit } = useStore();
  const ahead = slot.run.value?.checkpointsAhead ?? 0;
  const [parameter, shown] = [slot.parameter.value, slot.shown.value];
  if (ahead === 0 || shown === null || (parameter?.dtype ?? null) === null) return null;
  return (
    <Hint
      label={`file says ${unit.value} ${wholeText(shown.step + ahead)}`}
      testId={`file-says-${slot.slot}`}
    >
      Keras counts in two ways: the TensorBoard callback logs the first epoch as 0, ModelCheckpoint
      puts 1 into its file’s name. The weights stand at the epoch of the log that they belong to.
    </Hint>
  );
}

function LowResolution({ slot }: { slot: Slot }) {
  const shown = slot.shown.value?.distribution;
  if (!shown?.lowResolution) return null;
  return (
    <Hint label="low resolution" isWarning testId={`low-resolution-${slot.slot}`}>
      The writer put all values into one or two buckets, so their shape is lost; the bars only
      spread the count over them.{" "}
      {shown.exactMoments
        ? "Mean and standard deviation are exact: they come from logged sums. "
        : ""}
      To see the shape, log checkpoints (<code>.safetensors</code>) or more buckets.
    </Hint>
  );
}

function Rewritten({ slot }: { slot: Slot }) {
  const { unit } = useStore();
  const earlier = slot.earlier.value;
  if (earlier === null) return null;
  const showsEarlier = slot.earlierAt.value === earlier.step;
  return (
    <span class="rewritten" data-testid={`rewritten-${slot.slot}`}>
      {showsEarlier
        ? `${unit.value} ${wholeText(earlier.step)} as first written`
        : `this ${unit.value} was written again`}
      <button
        type="button"
        class="quiet"
        onClick={() => (slot.earlierAt.value = showsEarlier ? null : earlier.step)}
      >
        {showsEarlier ? "Show the later version" : "Show the earlier version"}
      </button>
    </span>
  );
}
