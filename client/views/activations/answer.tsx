// What the network takes the image for: its five most probable classes as bars.
import type { ActivationsResult } from "../../network/methods/activations.ts";
import { classWords } from "../../parts/inside/classWords.ts";
import type { Inside } from "../../parts/inside/useInside.ts";
import type { SlotName } from "../../store/selectionRules.ts";

interface AnswerProps {
  slot: SlotName;
  inside: Inside;
  result: ActivationsResult;
}

export function TopClasses({ slot, inside, result }: AnswerProps) {
  const examples = inside.examples.value.value;
  const label = inside.label.value;
  return (
    <section class="layer layer-answer" aria-label="Answer">
      <header class="layer-head">
        <h3>Answer</h3>
        <p class="dim">{label === null ? "" : `true class ${classWords(examples, label)}`}</p>
      </header>
      <ol class="top-classes" data-testid={`top-${slot}`}>
        {result.top.map(({ class: index, probability }) => (
          <li key={index} class={index === label ? "top-true" : undefined}>
            <span class="top-name">
              {classWords(examples, index)}
              {index === label && <span title="the true class"> ✓</span>}
            </span>
            <span class="top-track">
              <span
                class={`top-bar bar-${slot}`}
                style={{ width: `${Math.min(Math.max(probability, 0), 1) * 100}%` }}
              />
            </span>
            <span class="top-share">{shareOf(probability)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What is no probability is told as it is. */
function shareOf(probability: number): string {
  if (probability < 0 || probability > 1) return probability.toPrecision(3).replace("-", "−");
  return `${(probability * 100).toFixed(1)}%`;
}
