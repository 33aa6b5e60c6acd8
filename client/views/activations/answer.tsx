// What the network takes the image for: its five most probable classes as bars.
import type { ActivationsResult } from "../../network/methods/activations.ts";
import { amountsOf } from "../../parts/inside/amounts.ts";
import { classWords } from "../../parts/inside/classWords.ts";
import type { Inside } from "../../parts/inside/useInside.ts";
import { useStore } from "../../store/context.ts";
import type { SlotName } from "../../store/selectionRules.ts";
import { valueText } from "../../ui/format.ts";

interface AnswerProps {
  slot: SlotName;
  inside: Inside;
  result: ActivationsResult;
}

export function TopClasses(props: AnswerProps) {
  const { slot, inside, result } = props;
  const { names, isAmount } = inside.slots[slot];
  if (isAmount.value) return <Amount {...props} />;
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
              {classWords(names.value, index)}
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

/** The one value that the network answers with, and what the example's is. */
function Amount({ slot, inside, result }: AnswerProps) {
  const input = useStore().inside.input.value;
  const amounts = amountsOf(inside.examples.value.value);
  const wanted = input.kind === "example" ? amounts?.[input.index] : undefined;
  return (
    <section class="layer layer-answer" aria-label="Answer">
      <header class="layer-head">
        <h3>Answer</h3>
        <p class="dim">{wanted === undefined ? "a value" : `true value ${valueText(wanted)}`}</p>
      </header>
      <p class="top-amount" data-testid={`top-${slot}`}>
        {valueText(result.logits[0] ?? NaN)}
      </p>
    </section>
  );
}

/** What is no probability is told as it is. */
function shareOf(probability: number): string {
  if (probability < 0 || probability > 1) return probability.toPrecision(3).replace("-", "−");
  return `${(probability * 100).toFixed(1)}%`;
}
