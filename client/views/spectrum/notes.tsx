// What must be known to read a spectrum rightly: of which step and matrix it is, how its law was fitted, what is still to come.
import { useStore } from "../../store/context.ts";
import type { Slot } from "../../store/slot.ts";
import { wholeText } from "../../ui/format.ts";
import { Hint } from "../../ui/hint.tsx";
import { printable } from "../../ui/printable.ts";
import type { SlotSpectra } from "./spectra.ts";
import { lawInWords } from "./words.ts";

export function Notes({ slot, spectra }: { slot: Slot; spectra: SlotSpectra }) {
  const { unit } = useStore();
  const { shown, chosen, known, held, spoilt } = spectra;
  const withOne = `${unit.value}s with a checkpoint`;
  const due = chosen.value.length - spoilt.value.length;
  return (
    <p class="plot-notes" data-testid={`notes-${slot.slot}`}>
      <Lit slot={slot} spectra={spectra} />
      {shown.value !== null && <span>{lawInWords(shown.value)}</span>}
      <span role="status" data-testid={`progress-${slot.slot}`}>
        {held.value.length < due ? (
          `${wholeText(held.value.length)} of ${wholeText(due)} ${unit.value}s computed …`
        ) : chosen.value.length < known.value ? (
          <Hint label={`shown ${wholeText(due)} of ${wholeText(known.value)} ${withOne}`}>
            Of very many, every second, fourth, eighth … is shown, the first, the last, and always
            the playhead’s own.
          </Hint>
        ) : due < known.value ? (
          `shown ${wholeText(due)} of ${wholeText(known.value)} ${withOne}`
        ) : (
          `all ${wholeText(known.value)} ${withOne}`
        )}
      </span>
      {spoilt.value.length > 0 && (
        <span class="outside-some">
          none at {wholeText(spoilt.value.length)} {unit.value}s from {unit.value}{" "}
          {wholeText(spoilt.value[0]!)} on: not all weights are finite
        </span>
      )}
    </p>
  );
}

/** Of which step the lit spectrum is, and why it is another than the playhead's; or why there is none. */
function Lit({
  slot,
  spectra: { lit, shown, spoilt, trouble },
}: {
  slot: Slot;
  spectra: SlotSpectra;
}) {
  const { unit } = useStore();
  const [step, at] = [lit.value, slot.at.value];
  if (step === null) return null;
  const here = `${unit.value} ${wholeText(step)}`;
  if (spoilt.value.includes(step))
    return <span class="outside-some">{here}: not all weights are finite, so there is none</span>;
  if (shown.value === null)
    return (
      <span>
        {trouble.value === null
          ? `${here} is being computed …`
          : `${here}: ${printable(trouble.value, 200)}`}
      </span>
    );
  const { rows, columns } = shown.value;
  return (
    <span data-testid={`lit-${slot.slot}`}>
      <strong>{here}</strong>
      {at !== null && at !== step && ` (${elsewhere(at, step, unit.value)})`}, {rows} × {columns}
    </span>
  );
}

function elsewhere(at: number, step: number, unit: string): string {
  if (Number.isFinite(at)) return `the nearest to ${unit} ${wholeText(at)} with a checkpoint`;
  return at > step ? "its last checkpoint" : "its first checkpoint";
}
