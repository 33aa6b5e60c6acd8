// The examples to choose from: a class of them, or those that the models get wrong or disagree on.
import { useComputed, useSignal } from "@preact/signals";
import { useStore } from "../../store/context.ts";
import { letter, SLOTS, type SlotName } from "../../store/selectionRules.ts";
import { wholeText } from "../../ui/format.ts";
import { printable } from "../../ui/printable.ts";
import type { Asked } from "./answer.ts";
import { classWords } from "./classWords.ts";
import { ExampleGrid } from "./exampleGrid.tsx";
import {
  type ExampleFilter,
  FILTER_WORDS,
  type FilterName,
  FILTERS,
  found,
} from "./exampleFilter.ts";
import type { PanelProps } from "./inputBar.tsx";
import { useAnswer } from "./useAnswer.ts";
import type { Inside } from "./useInside.ts";

export function ExamplePanel({ inside }: PanelProps) {
  const store = useStore();
  const filter = useSignal<ExampleFilter>("all");
  const { predicted, progress, trouble } = usePredicted(inside, filter);
  const examples = inside.examples.value.value;
  const listed = useComputed(() => {
    const known = inside.examples.value.value;
    return known === null ? null : found(known, filter.value, predicted.value);
  });
  if (examples === null) return <NoExamples inside={inside} />;
  const classes = examples.labels === null ? 0 : Math.max(...examples.labels) + 1;
  const indices = listed.value;
  return (
    <div class="input-panel">
      <div class="input-tools">
        <select
          aria-label="Which examples"
          data-testid="example-filter"
          value={String(filter.value)}
          onChange={(event) => (filter.value = filterFrom(event.currentTarget.value))}
        >
          {FILTERS.filter((name) => isOffered(name, store.slots.b.name.value !== null)).map(
            (name) => (
              <option
                key={name}
                value={name}
                disabled={FILTER_WORDS[name].needsLabels && classes === 0}
              >
                {FILTER_WORDS[name].label}
              </option>
            ),
          )}
          {Array.from({ length: classes }, (_, index) => (
            <option key={index} value={String(index)}>
              Class {classWords(examples, index)}
            </option>
          ))}
        </select>
        <span class="dim" role="status" data-testid="example-count">
          {indices === null
            ? (trouble.value ?? `Asking the networks … ${Math.round(progress.value * 100)}%`)
            : `${wholeText(indices.length)} of ${wholeText(examples.count)}`}
          {examples.left > 0 &&
            ` · ${wholeText(examples.left)} more in the file are left out: a page has no room for them`}
        </span>
      </div>
      {indices !== null && indices.length > 0 && (
        <ExampleGrid examples={examples} indices={indices} />
      )}
      {indices?.length === 0 && <p class="dim input-none">None of the examples.</p>}
    </div>
  );
}

function isOffered(name: FilterName, hasB: boolean): boolean {
  return hasB || !FILTER_WORDS[name].needs.includes("b");
}

function filterFrom(text: string): ExampleFilter {
  return FILTERS.find((name) => name === text) ?? Number(text);
}

function NoExamples({ inside }: { inside: Inside }) {
  const { trouble, progress } = inside.examples.value;
  return (
    <div class="input-panel">
      <p class="dim">
        {trouble !== null && printable(trouble, 300)}
        {trouble === null && progress !== null && "Loading the examples …"}
        {trouble === null && progress === null && (
          <>
            There are none. A file <code>examples.npz</code> in a run’s directory, or any above it,
            gives them:{" "}
            <code>np.savez(&quot;examples.npz&quot;, x=x_test[:1000], y=y_test[:1000])</code>
          </>
        )}
      </p>
    </div>
  );
}

/** What the models answer to all examples, asked only where the filter needs it. */
function usePredicted(inside: Inside, filter: { value: ExampleFilter }) {
  const ask = (slot: SlotName, when: "now" | "before") => (): Asked<"predictions"> | null => {
    const words = typeof filter.value === "number" ? null : FILTER_WORDS[filter.value];
    const at = inside.slots[slot].at.value;
    const examples = inside.address.value;
    if (!words?.needs.includes(slot) || at === null || examples === null) return null;
    if (when === "now") return { method: "predictions", params: { network: at, examples } };
    const steps = inside.slots[slot].steps.value;
    const step = steps[steps.indexOf(at.step) - 1];
    if (!words.isChange || step === undefined) return null;
    return { method: "predictions", params: { network: { ...at, step }, examples } };
  };
  const answers = {
    a: {
      now: useAnswer<"predictions">(useComputed(ask("a", "now"))),
      before: useAnswer<"predictions">(useComputed(ask("a", "before"))),
    },
    b: {
      now: useAnswer<"predictions">(useComputed(ask("b", "now"))),
      before: useAnswer<"predictions">(useComputed(ask("b", "before"))),
    },
  };
  const all = SLOTS.flatMap((slot) => [answers[slot].now, answers[slot].before]);
  const current = (slot: SlotName, when: "now" | "before"): Uint16Array | null => {
    const { isCurrent, value } = answers[slot][when].value;
    return isCurrent && value !== null ? value.predicted : null;
  };
  return {
    predicted: useComputed(() => ({
      a: { now: current("a", "now"), before: current("a", "before") },
      b: { now: current("b", "now"), before: current("b", "before") },
    })),
    progress: useComputed(() => {
      const running = all.map(({ value }) => value.progress).filter((share) => share !== null);
      return running.length === 0
        ? 0
        : running.reduce((sum, share) => sum + share, 0) / running.length;
    }),
    /** Why the list will not come, in words. */
    trouble: useComputed(() => {
      const said = all.find(({ value }) => value.trouble !== null)?.value.trouble;
      if (said != null) return said;
      const words = typeof filter.value === "number" ? null : FILTER_WORDS[filter.value];
      const lacking = words?.needs.find((slot) => inside.slots[slot].at.value === null);
      if (lacking !== undefined) return `${letter(lacking)} cannot be run.`;
      const first = words?.needs.find((slot) => {
        const { at, steps } = inside.slots[slot];
        return words.isChange && at.value?.step === steps.value[0];
      });
      return first === undefined ? null : `${letter(first)} has no checkpoint before this one.`;
    }),
  };
}
