// Which classes a unit prefers: its mean response to the examples of each.
import { classWords } from "../../parts/inside/classWords.ts";
import type { Inside } from "../../parts/inside/useInside.ts";
import { valueText, wholeText } from "../../ui/format.ts";
import { classResponses } from "./figures.ts";
import type { LookedUnit } from "./looked.ts";
import { Section } from "./section.tsx";

export function Classes({ inside, looked }: { inside: Inside; looked: LookedUnit }) {
  const examples = inside.examples.value.value;
  const { value } = looked.top.value;
  const labels = examples?.labels ?? null;
  if (value === null || labels === null) return null;
  const name = looked.slot.slot.slot;
  const responses = classResponses(value.peaks, labels);
  const most = Math.max(...responses.map(({ mean }) => Math.abs(mean))) || 1;
  const favourite = responses.reduce((best, one) => (one.mean > best.mean ? one : best));
  return (
    <Section
      title="Prefers"
      about="The mean of its largest activation on each example of a class."
      state={`class ${classWords(examples, favourite.class)} most`}
      testId={`classes-${name}`}
    >
      <ol class="class-bars">
        {responses.map(({ class: index, mean, images }) => (
          <li key={index} title={`${wholeText(images)} examples, on average ${valueText(mean)}`}>
            <span class="top-name">{classWords(examples, index)}</span>
            <span class="top-track">
              <span
                class={`top-bar ${mean < 0 ? "bar-both" : `bar-${name}`}`}
                style={{ width: `${(Math.abs(mean) / most) * 100}%` }}
              />
            </span>
            <span class="top-share" data-value={mean}>
              {valueText(mean)}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
