// The examples to choose from: a class of them, or those that the models get wrong or disagree on.
import { useStore } from "../../store/context.ts";
import { listFrom } from "../../store/inside.ts";
import { wholeText } from "../../ui/format.ts";
import { printable } from "../../ui/printable.ts";
import { classWords } from "./classWords.ts";
import { ExampleGrid } from "./exampleGrid.tsx";
import { amountsOf } from "./amounts.ts";
import { FILTER_WORDS } from "./exampleFilter.ts";
import { classesListed, listLabel, offeredLists } from "./exampleLists.ts";
import type { PanelProps } from "./inputBar.tsx";
import type { Inside } from "./useInside.ts";

export function ExamplePanel({ inside, listed }: PanelProps) {
  const store = useStore();
  const { among } = store.inside;
  const { progress, trouble } = listed;
  const examples = inside.examples.value.value;
  if (examples === null) return <NoExamples inside={inside} />;
  const classes = classesListed(inside);
  const hasTruth = amountsOf(examples) !== null;
  const indices = listed.indices.value;
  return (
    <div class="input-panel">
      <div class="input-tools">
        <select
          aria-label="Which examples"
          data-testid="example-filter"
          value={String(among.value)}
          onChange={(event) => (among.value = listFrom(event.currentTarget.value))}
        >
          {offeredLists(inside, store.slots.b.name.value !== null).map((name) => (
            <option key={name} value={name} disabled={FILTER_WORDS[name].needsLabels && !hasTruth}>
              {listLabel(inside, name)}
            </option>
          ))}
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
