// Which classes a unit prefers: its mean response to the examples of each.
import { classWords } from "../../parts/inside/classWords.ts";
import type { Inside } from "../../parts/inside/useInside.ts";
import { valueText, wholeText } from "../../ui/format.ts";
import { classResponses } from "./figures.ts";
import type { LookedUnit } from "./looked.ts";
import { Section } from "./section.tsx";

/** Above more columns, or with more characters, numbers would run into each other. */
const FEW = 12;
const SHORT = 4;

function shortOf(value: number): string {
  const text = Math.abs(value) < 10 ? value.toPrecision(2) : value.toFixed(0);
  return text.replace("-", "−");
}

export function Classes({ inside, looked }: { inside: Inside; looked: LookedUnit }) {
  const examples = inside.examples.value.value;
  const { value } = looked.top.value;
  const labels = examples?.labels ?? null;
  if (value === null || labels === null) return null;
  const name = looked.slot.slot.slot;
  const responses = classResponses(value.peaks, labels);
  const most = Math.max(...responses.map(({ mean }) => Math.abs(mean))) || 1;
  const words = responses.map(({ mean }) => shortOf(mean));
  const isRoom = words.length <= FEW && words.every((text) => text.length <= SHORT);
  const favourite = responses.reduce((best, one) => (one.mean > best.mean ? one : best));
  return (
    <Section
      title="Prefers"
      about="The mean of its largest activation on each example of a class."
      state={`${classWords(examples, favourite.class)} most, ${valueText(favourite.mean)}`}
      testId={`classes-${name}`}
    >
      <ol
        class="class-columns"
        style={{ gridTemplateColumns: `repeat(${responses.length}, minmax(0, 1fr))` }}
      >
        {responses.map(({ class: index, mean, images }, place) => (
          <li
            key={index}
            title={`${classWords(examples, index)}: on average ${valueText(mean)}, of ${wholeText(images)} examples`}
          >
            <span class="sr-only" data-value={mean}>
              {classWords(examples, index)}: {valueText(mean)}
            </span>
            <span class="class-value" aria-hidden="true">
              {isRoom ? words[place] : ""}
            </span>
            <span class="class-track">
              <span
                class={mean < 0 ? "class-bar bar-both" : `class-bar bar-${name}`}
                style={{ height: `${(Math.abs(mean) / most) * 100}%` }}
              />
            </span>
            <span class="class-name" aria-hidden="true">
              {classWords(examples, index)}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
