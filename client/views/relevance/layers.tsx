// What each layer did with the relevance: how much it passed on, what its bias took, and by which rule.
import { useSignal } from "@preact/signals";
import type { RelevanceResult } from "../../network/methods/relevance.ts";
import type { InsideSlot } from "../../parts/inside/useInside.ts";
import { valueText } from "../../ui/format.ts";
import { printable } from "../../ui/printable.ts";
import type { Relevances } from "./relevances.ts";
import { isPropagation, LAYER_RULES, RULE_WORDS } from "./ways.ts";

interface LayersProps {
  slot: InsideSlot;
  relevances: Relevances;
  result: RelevanceResult;
}

export function Layers({ slot, relevances, result }: LayersProps) {
  const { layers } = result;
  const name = slot.slot.slot;
  const { options } = relevances;
  const isOpen = useSignal(false);
  if (layers.length === 0) return null;
  const sizes = layers.flatMap(({ sum, absorbed }) => [Math.abs(sum), Math.abs(absorbed ?? 0)]);
  const largest = Math.max(...sizes, Math.abs(result.logit)) || 1;
  const withWeights = new Set(
    slot.structure.value.value?.nodes
      .filter(({ weights }) => weights.some(({ role }) => role === "kernel"))
      .map(({ layer }) => layer),
  );
  return (
    <details
      class="relevance-layers"
      data-testid={`layers-${name}`}
      onToggle={(event) => (isOpen.value = event.currentTarget.open)}
    >
      <summary>Layer by layer</summary>
      {isOpen.value && (
        <table>
          <thead>
            <tr>
              <th scope="col">Layer</th>
              <th scope="col">Rule</th>
              <th scope="col">Σ R passed on</th>
              <th scope="col">Bias took</th>
            </tr>
          </thead>
          <tbody>
            {layers.map(({ layer, sum, absorbed, rule }) => (
              <tr key={layer}>
                <th scope="row">{printable(layer, 32)}</th>
                <td>
                  {isPropagation(options.value.way) && withWeights.has(layer) ? (
                    <RuleChoice layer={layer} rule={rule} relevances={relevances} />
                  ) : (
                    rule
                  )}
                </td>
                <td>
                  <Bar value={sum} largest={largest} slot={name} />
                </td>
                <td>
                  {absorbed === null ? (
                    <span class="dim">–</span>
                  ) : (
                    <Bar value={absorbed} largest={largest} slot={name} />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </details>
  );
}

function Bar({ value, largest, slot }: { value: number; largest: number; slot: "a" | "b" }) {
  const share = Math.min(Math.abs(value) / largest, 1);
  return (
    <span class="relevance-bar">
      <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        <rect
          class={value < 0 ? "relevance-against" : `relevance-for-${slot}`}
          width={100 * share}
          height="8"
        />
      </svg>
      <span>{valueText(value)}</span>
    </span>
  );
}

interface RuleChoiceProps {
  layer: string;
  /** As it is applied. */
  rule: string;
  relevances: Relevances;
}

/** The same rule in both models, whose layers have the same names. */
function RuleChoice({ layer, rule, relevances }: RuleChoiceProps) {
  const { options, change } = relevances;
  const { rules } = options.value;
  const chosen = rules[layer] ?? "";
  const choose = (value: string): void => {
    const others = Object.entries(rules).filter(([name]) => name !== layer);
    const kind = LAYER_RULES.find((one) => one === value);
    change({ rules: Object.fromEntries(kind === undefined ? others : [...others, [layer, kind]]) });
  };
  return (
    <select
      aria-label={`Rule of ${printable(layer)}`}
      data-testid={`rule-${layer}`}
      value={chosen}
      onChange={(event) => choose(event.currentTarget.value)}
    >
      <option value="">{chosen === "" ? rule : "the preset’s"}</option>
      {LAYER_RULES.map((kind) => (
        <option key={kind} value={kind}>
          {RULE_WORDS[kind]}
        </option>
      ))}
    </select>
  );
}
