// The finding whose evidence is on screen, in its own words, with the way to the next one.
import { useStore } from "../store/context.ts";
import { EVIDENCE_VIEWS } from "../store/findings.ts";
import { wholeText } from "../ui/format.ts";
import { Name } from "../ui/name.tsx";

export function FindingLine() {
  const { findings, settings } = useStore();
  const list = findings.list.value ?? [];
  const at = findings.at.value;
  const finding = at === null ? undefined : list[at];
  // Another view was chosen since.
  if (finding === undefined || EVIDENCE_VIEWS[finding.view] !== settings.view.value) return null;
  return (
    <div class={`finding-line finding-${finding.weight}`} role="status" data-testid="finding-line">
      <p>
        <Name text={finding.text} longest={400} />
      </p>
      <span class="dim">
        {wholeText(at! + 1)} of {wholeText(list.length)}
      </span>
      <button
        type="button"
        class="step"
        aria-label="Previous finding ([)"
        onClick={() => findings.step(-1)}
      >
        ‹
      </button>
      <button
        type="button"
        class="step"
        aria-label="Next finding (])"
        onClick={() => findings.step(1)}
      >
        ›
      </button>
      <button type="button" class="quiet" onClick={() => (findings.at.value = null)}>
        Close
      </button>
    </div>
  );
}
