// What could not be read: which file, where in it, why; a count in the header that opens the list.
import { useSignal } from "@preact/signals";
import type { Problem } from "#contract/protocol.ts";
import { useStore } from "../store/context.ts";
import { wholeText } from "../ui/format.ts";
import { Name } from "../ui/name.tsx";
import { Sheet } from "../ui/sheet.tsx";

export function ProblemsButton() {
  const { runs } = useStore();
  const open = useSignal(false);
  const problems: readonly Problem[] = [
    ...(runs.logdir.value?.problems ?? []),
    ...runs.all.value.flatMap((run) => run.problems),
  ];
  if (problems.length === 0) return null;
  const title = problems.length === 1 ? "1 problem" : `${wholeText(problems.length)} problems`;
  return (
    <>
      <button
        type="button"
        class="warning"
        data-testid="problems"
        onClick={() => (open.value = true)}
      >
        {title}
      </button>
      {open.value && (
        <Sheet title={title} close={() => (open.value = false)} testId="problem-list">
          <p>Everything else in these files is read and shown.</p>
          <ul class="problems">
            {problems.map((problem) => (
              <li key={`${problem.file} ${problem.offset} ${problem.reason}`}>
                <code>
                  <Name text={problem.file} />
                </code>
                {problem.offset !== null && <span> at byte {wholeText(problem.offset)}</span>}
                <p>
                  <Name text={problem.reason} longest={400} />
                </p>
              </li>
            ))}
          </ul>
        </Sheet>
      )}
    </>
  );
}
