// Everything that the view shows, derived in one place: what is asked of the worker, and its answers.
import { computed, type ReadonlySignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { rangeOf } from "../../parts/inside/fittedOnce.ts";
import { takesExamples } from "../../parts/inside/needsExamples.tsx";
import { stripSteps } from "../../parts/inside/stripSteps.ts";
import type { Answer, Asked } from "../../parts/inside/answer.ts";
import type { OneOfMany } from "../../parts/inside/answers.ts";
import { useAnswer, useAnswers } from "../../parts/inside/useAnswer.ts";
import type { Inside, InsideSlot } from "../../parts/inside/useInside.ts";
import type { Attack } from "../../network/attack/attack.ts";
import type { AdversarialResult } from "../../network/methods/adversarial.ts";
import type { NetworkAt } from "../../network/methods/method.ts";
import type { RobustnessResult } from "../../network/methods/robustness.ts";
import { keyOf } from "../../network/questionKey.ts";
import { useStore } from "../../store/context.ts";
import { textOf, wordsFrom } from "../../store/optionWords.ts";
import { SLOTS, type SlotName } from "../../store/selectionRules.ts";
import {
  type AdversarialOptions,
  adversarialOptions,
  EPSILONS,
  PGD_STEPS,
  wordsOfAdversarial,
} from "./options.ts";

/** The error at one checkpoint, from fewer examples. */
export interface ErrorAtStep {
  step: number;
  result: RobustnessResult;
}

export interface Attacks {
  readonly inside: Inside;
  readonly options: ReadonlySignal<AdversarialOptions>;
  readonly change: (some: Partial<AdversarialOptions>) => void;
  /** The image at the playhead. */
  readonly images: Readonly<Record<SlotName, ReadonlySignal<Answer<AdversarialResult>>>>;
  /** Error against ε at the playhead; what there is of it while it is measured. */
  readonly curves: Readonly<Record<SlotName, ReadonlySignal<Measured>>>;
  /** The same at every checkpoint, as it arrives; ascending. */
  readonly courses: Readonly<Record<SlotName, ReadonlySignal<readonly ErrorAtStep[]>>>;
  /** How many checkpoints of both models they will have in the end. */
  readonly checkpoints: ReadonlySignal<number>;
}

export interface Measured {
  result: RobustnessResult | null;
  /** How much is done; null when nothing is on its way. */
  progress: number | null;
  trouble: string | null;
}

/** Of the curve at the playhead, and of those at every checkpoint. */
const MOST_EXAMPLES = { fgsm: 1000, pgd: 200 } as const;
const EXAMPLES_PER_STEP = { fgsm: 200, pgd: 50 } as const;

export function useAttacks(inside: Inside): Attacks {
  const { settings } = useStore();
  const base = useMemo(() => {
    const words = computed(() => settings.options.value.adversarial ?? "");
    const options = computed(() => adversarialOptions(wordsFrom(words.value)));
    const kind = computed(() => options.value.kind);
    const range = computed(() => rangeOf(inside.examples.value.value));
    const attack = (epsilon: number, isTargeted: boolean): Attack => {
      const [low, high] = range.value;
      const size = epsilon * (high - low);
      return { kind: kind.value, steps: PGD_STEPS, epsilon: size, range: [low, high], isTargeted };
    };
    const other = (slot: InsideSlot): InsideSlot =>
      inside.slots[slot.slot.slot === "a" ? "b" : "a"];
    // An image that fools a network is shown to another that tells classes apart.
    const onto = (slot: InsideSlot): NetworkAt | null =>
      other(slot).isAmount.value ? null : other(slot).at.value;
    const imageOf = (slot: InsideSlot) =>
      computed((): Asked<"adversarial"> | null => {
        const [network, input] = [slot.at.value, slot.input.value];
        if (network === null || input === null || slot.isAmount.value) return null;
        const { epsilon, towards } = options.value;
        const goal = towards ?? inside.label.value;
        return {
          method: "adversarial",
          params: {
            network,
            input,
            class: goal,
            attack: attack(epsilon, towards !== null),
            onto: onto(slot),
          },
        };
      });
    const isAskedAll = (slot: InsideSlot): boolean =>
      takesExamples(inside, slot) && !slot.isAmount.value;
    const robustness = (
      network: NetworkAt,
      examples: string,
      count: number,
      shownTo: NetworkAt | null,
    ): Asked<"robustness"> => {
      const { range: ends, steps, kind: way } = attack(0, false);
      const epsilons = EPSILONS.map((epsilon) => epsilon * (ends[1] - ends[0]));
      const params = { network, examples, count, attack: { kind: way, range: ends, steps } };
      return { method: "robustness", params: { ...params, epsilons, onto: shownTo } };
    };
    const curveOf = (slot: InsideSlot) =>
      computed((): Asked<"robustness"> | null => {
        const [network, examples] = [slot.at.value, inside.address.value];
        if (network === null || examples === null || !isAskedAll(slot)) return null;
        return robustness(network, examples, MOST_EXAMPLES[kind.value], onto(slot));
      });
    const stepsOf = (slot: InsideSlot) =>
      computed((): readonly { step: number; asked: Asked<"robustness"> }[] => {
        const [network, examples] = [slot.at.value, inside.address.value];
        if (network === null || examples === null || !isAskedAll(slot)) return [];
        return stripSteps(slot.steps.value, network.step).steps.map((step) => {
          const at = { ...network, step };
          return { step, asked: robustness(at, examples, EXAMPLES_PER_STEP[kind.value], null) };
        });
      });
    const of = (slot: InsideSlot) => ({
      image: imageOf(slot),
      curve: curveOf(slot),
      steps: stepsOf(slot),
    });
    return { options, asked: { a: of(inside.slots.a), b: of(inside.slots.b) } };
  }, [settings, inside.address]);
  const images = {
    a: useAnswer<"adversarial">(base.asked.a.image, { urgent: true }),
    b: useAnswer<"adversarial">(base.asked.b.image, { urgent: true }),
  };
  const whole = {
    a: useAnswer<"robustness">(base.asked.a.curve),
    b: useAnswer<"robustness">(base.asked.b.curve),
  };
  const wanted = useMemo(
    () =>
      computed(() => {
        // What the playhead stands at comes first.
        const isAwaited = SLOTS.some((name) => whole[name].value.progress !== null);
        if (isAwaited) return [];
        const each = SLOTS.map((name) => base.asked[name].steps.value);
        const longest = Math.max(...each.map((steps) => steps.length));
        const turns = Array.from({ length: longest }, (_, i) => each.map((steps) => steps[i]));
        return turns.flat().flatMap((one) => one?.asked ?? []);
      }),
    [base, whole.a, whole.b],
  );
  const perStep = useAnswers<"robustness">(wanted);
  return useMemo(() => {
    const measured = (name: SlotName) =>
      computed((): Measured => {
        const { value, isCurrent, partial, progress, trouble } = whole[name].value;
        const result = isCurrent ? value : ((partial as RobustnessResult | null) ?? value);
        return { result, progress, trouble };
      });
    // While the playhead's own is measured, those that are known stay.
    let held: ReadonlyMap<string, OneOfMany<RobustnessResult>> = new Map();
    const known = computed(() => {
      if (perStep.value.size > 0) held = perStep.value;
      return held;
    });
    const course = (name: SlotName) =>
      computed(() => {
        return base.asked[name].steps.value.flatMap(({ step, asked }): ErrorAtStep[] => {
          const one = known.value.get(keyOf(asked.method, asked.params));
          return one && "value" in one ? [{ step, result: one.value }] : [];
        });
      });
    return {
      inside,
      options: base.options,
      change: (some: Partial<AdversarialOptions>): void => {
        const adversarial = textOf(wordsOfAdversarial({ ...base.options.peek(), ...some }));
        settings.options.value = { ...settings.options.peek(), adversarial };
      },
      images,
      curves: { a: measured("a"), b: measured("b") },
      courses: { a: course("a"), b: course("b") },
      checkpoints: computed(() =>
        SLOTS.reduce((sum, name) => sum + base.asked[name].steps.value.length, 0),
      ),
    };
  }, [base, images.a, images.b, whole.a, whole.b, perStep]);
}
