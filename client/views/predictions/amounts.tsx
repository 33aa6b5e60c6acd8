// What a network that answers with an amount makes of all examples, and how far it is off: it tells no classes apart.
import { amountsOf } from "../../parts/inside/amounts.ts";
import { useStore } from "../../store/context.ts";
import type { InsideSlot } from "../../parts/inside/useInside.ts";
import { valueText, wholeText } from "../../ui/format.ts";
import { Notice } from "../../ui/notice.tsx";
import { printable } from "../../ui/printable.ts";
import type { Predictions } from "./predictions.ts";
import { Scatter } from "./scatter.tsx";

interface AmountsProps {
  predictions: Predictions;
  slot: InsideSlot;
}

export function Amounts({ predictions, slot }: AmountsProps) {
  const { inside } = useStore();
  const name = slot.slot.slot;
  const { errors, now } = predictions.slots[name];
  const examples = predictions.inside.examples.value.value;
  const amounts = amountsOf(examples);
  if (amounts === null) {
    return (
      <Notice title="The examples have no values to compare with." testId={`labels-state-${name}`}>
        <p>
          This network answers with an amount: save what it should be with the examples, as{" "}
          <code>y</code>.
        </p>
      </Notice>
    );
  }
  const [found, { trouble }] = [errors.value, now.value];
  if (found === null) {
    return trouble === null ? (
      <Notice title="Asking the network about every example …" testId={`asking-${name}`} />
    ) : (
      <Notice title="This network gave no answers." testId={`trouble-${name}`}>
        <p>{printable(trouble, 500)}</p>
      </Notice>
    );
  }
  const { squared, absolute, explained, worst } = found;
  const answer = now.value.value!.probabilities[worst]!;
  return (
    <>
      <dl class="relevance-facts predictions-amounts">
        <div title="The mean of the squares of what answers are off by">
          <dt>Mean squared error</dt>
          <dd data-testid={`squared-${name}`}>{valueText(squared)}</dd>
        </div>
        <div title="The mean of what answers are off by">
          <dt>Mean absolute error</dt>
          <dd data-testid={`absolute-${name}`}>{valueText(absolute)}</dd>
        </div>
        {Number.isFinite(explained) && (
          <div title="The share of the values’ variance that the answers explain">
            <dt>R²</dt>
            <dd data-testid={`explained-${name}`}>{explained.toFixed(3).replace("-", "−")}</dd>
          </div>
        )}
      </dl>
      <Scatter predictions={predictions} slot={name} />
      <p class="plot-notes">
        <span>
          An amount, over {wholeText(amounts.length)} examples; farthest off {valueText(answer)} for{" "}
          {valueText(amounts[worst]!)}
        </span>
        <button
          type="button"
          class="quiet"
          data-testid={`worst-${name}`}
          onClick={() => inside.give({ kind: "example", index: worst })}
        >
          Look at example {wholeText(worst)}
        </button>
      </p>
    </>
  );
}
