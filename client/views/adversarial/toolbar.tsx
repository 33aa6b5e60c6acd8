// How images are changed, by how much at most, and towards what.
import { classCount } from "../../network/graph/classes.ts";
import { classWords } from "../../parts/inside/classWords.ts";
import { Choice } from "../../ui/choice.tsx";
import { Hint } from "../../ui/hint.tsx";
import type { Attacks } from "./attacks.ts";
import { ATTACKS, EPSILON_STEP, MOST_EPSILON, PGD_STEPS } from "./options.ts";
import { epsilonText } from "./words.ts";

const KINDS = (["fgsm", "pgd"] as const).map((value) => ({ value, label: ATTACKS[value].label }));

export function AdversarialToolbar({ attacks }: { attacks: Attacks }) {
  const { options, change, inside } = attacks;
  const { kind, epsilon, towards } = options.value;
  const { a, b } = inside.slots;
  const names = (a.structure.value.value === null ? b : a).names.value;
  const networks = [inside.slots.a, inside.slots.b].map(({ structure }) => structure.value.value);
  const classes = Math.max(
    ...networks.map((network) => (network === null ? 0 : classCount(network))),
  );
  return (
    <div class="toolbar" role="group" aria-label="How images are changed">
      <div class="toolbar-group">
        <label
          class="field"
          title="No pixel is changed by more, on the way from black (0) to white (1)"
        >
          <span class="field-name">Change at most ε</span>
          <input
            type="range"
            class="adversarial-slider"
            min={0}
            max={MOST_EPSILON}
            step={EPSILON_STEP}
            value={epsilon}
            aria-label="Largest change of a pixel, ε"
            data-testid="epsilon"
            onInput={(event) => change({ epsilon: event.currentTarget.valueAsNumber })}
          />
          <output class="adversarial-number">{epsilonText(epsilon)}</output>
        </label>
        <Choice
          name="Way of changing"
          options={KINDS}
          value={kind}
          choose={(next) => change({ kind: next })}
        />
      </div>
      <div class="toolbar-group">
        <label class="field">
          <span class="field-name">Aim</span>
          <select
            aria-label="What the change aims at"
            data-testid="towards"
            value={towards === null ? "" : String(towards)}
            onChange={(event) => {
              const { value } = event.currentTarget;
              change({ towards: value === "" ? null : Number(value) });
            }}
          >
            <option value="">anything else</option>
            {Array.from({ length: classes }, (_, index) => (
              <option key={index} value={String(index)}>
                {classWords(names, index)}
              </option>
            ))}
          </select>
        </label>
        <Hint label="How is it found?" testId="adversarial-about">
          One step: every pixel moves by ε along the sign of the loss’s gradient (Goodfellow et al.
          2015). Many: {PGD_STEPS} smaller ones, each brought back to within ε of the image (Madry
          et al. 2018). The loss is the cross-entropy with the image’s true class, or with the
          predicted one where that is not known; with an aim, it is that of the aim and is made
          small. Nothing leaves the range from black to white. In the picture of the change, warm
          pixels became brighter and violet ones darker.
        </Hint>
      </div>
    </div>
  );
}
