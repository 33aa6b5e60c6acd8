// What the view shows, derived in one place: both models' weights at the playhead, what they are compared with, and on which scale.
import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Explainer } from "../../network/explainer.ts";
import { steady } from "../../parts/steady.ts";
import type { TensorQuestion } from "../../store/measures/index.ts";
import { textOf, wordsFrom } from "../../store/optionWords.ts";
import { SLOTS, type SlotName } from "../../store/selectionRules.ts";
import type { Store } from "../../store/store.ts";
import { difference, largestOf, powerOfTwoAbove } from "./extent.ts";
import { createHeld, type Held } from "./held.ts";
import type { Kernel } from "./kernel.ts";
import type { Matter } from "./matter.ts";
import { suitsKernel, type WeightsOptions, weightsOptions, wordsOfWeights } from "./options.ts";
import type { OwnTensors } from "./ownTensors.ts";
import type { UnitOrder } from "./order.ts";
import { createShownOrder } from "./shownOrder.ts";

/** What is drawn of a slot. */
export interface Drawn {
  kernel: Kernel;
  values: Float32Array;
  /** The checkpoint that they are of. */
  step: number;
  /** What they differ from, in words; null where they are the weights themselves. */
  minus: string | null;
  /** The weight at the end of the scale. */
  most: number;
}

/** The connection that is pointed at, by the indices of its units and its place in the window. */
export interface Pointed {
  input: number;
  output: number;
  place: number | null;
}

export interface SlotWeights {
  /** Weights of a file that stand in for the model's. */
  readonly own: OwnTensors;
  readonly matter: ReadonlySignal<Matter>;
  /** The step of the checkpoint at the playhead, or the last before it. */
  readonly lit: ReadonlySignal<number | null>;
  /** Null before the first has arrived. */
  readonly drawn: ReadonlySignal<Drawn | null>;
  /** The step whose weights tell the order of the units. */
  readonly ordering: ReadonlySignal<number | null>;
  readonly order: ReadonlySignal<UnitOrder | null>;
  /** As `ShownOrder` says. */
  readonly isCompared: ReadonlySignal<boolean>;
  /** Why the lit step's weights could not be had. */
  readonly trouble: ReadonlySignal<string | null>;
}

export interface Weights {
  readonly options: ReadonlySignal<WeightsOptions>;
  change(this: void, some: Partial<WeightsOptions>): void;
  readonly of: Readonly<Record<SlotName, SlotWeights>>;
  /** Whether both models have such a parameter of the same shape. */
  readonly areAlike: ReadonlySignal<boolean>;
  /** The slots that have a picture of their own: A − B is one. */
  readonly shown: ReadonlySignal<readonly SlotName[]>;
  readonly pointed: Signal<Pointed | null>;
  /** How far both galleries are scrolled, in pixels. */
  readonly scrolled: Signal<number>;
  readonly questions: ReadonlySignal<readonly TensorQuestion[]>;
  close(this: void): void;
}

/** What a step's weights are compared with. */
type Subtrahend =
  | { kind: "nothing" }
  | { kind: "awaited" }
  | { kind: "weights"; values: Float32Array; words: string };

export function createWeights(store: Store, explainer: Explainer): Weights {
  const { settings, slots, unit, aligned } = store;
  const words = computed(() => settings.options.value.weights ?? "");
  const asked = computed(() => weightsOptions(wordsFrom(words.value)));
  const suited = computed(() => {
    return suitsKernel((slots.a.parameter.value ?? slots.b.parameter.value)?.shape ?? null);
  });
  const options = computed(() => {
    return { ...asked.value, picture: asked.value.picture ?? suited.value };
  });
  const held: Record<SlotName, Held> = {
    a: createHeld(store, slots.a, options),
    b: createHeld(store, slots.b, options),
  };
  const areAlike = computed(() => {
    const [a, b] = SLOTS.map((name) => held[name].matter.value);
    if (a?.kind !== "weights" || b?.kind !== "weights") return false;
    const sizes = ({ inputs, outputs, window, apart }: Kernel): string =>
      [inputs, outputs, ...window, apart.input].join();
    return sizes(a.kernel) === sizes(b.kernel);
  });
  const isOther = computed(() => options.value.shown === "other" && areAlike.value);

  const subtrahend = (name: SlotName, step: number): Subtrahend => {
    const { shown } = options.value;
    const other = held.b.stepAt(aligned.partner(step));
    const from = isOther.value ? other : held[name].since.value;
    if ((shown !== "change" && !isOther.value) || from === null) return { kind: "nothing" };
    const values = held[isOther.value ? "b" : name].tensor(from);
    if (values === null) return { kind: "awaited" };
    return {
      kind: "weights",
      values,
      words: `${isOther.value ? "B at " : ""}${unit.value} ${from}`,
    };
  };
  const slice = (): number | "all" | null =>
    options.value.picture === "kernels" ? "all" : options.value.slice;

  const extentAt = (name: SlotName, step: number, kernel: Kernel): number => {
    const [values, minus] = [held[name].tensor(step), subtrahend(name, step)];
    if (values === null || minus.kind === "awaited") return 0;
    return largestOf(values, minus.kind === "weights" ? minus.values : null, kernel, slice());
  };
  /** The scale that both models share at all of their epochs, as far as they are here. */
  const shared = computed(() => {
    const each = SLOTS.flatMap((name) => {
      const { matter, checkpoints, arrived, logged } = held[name];
      if (matter.value.kind !== "weights" || (isOther.value && name === "b")) return [];
      void arrived.value;
      const { kernel } = matter.value;
      const isPlain = kernel.window.length === 0 || slice() !== null;
      const isWhole = isPlain && options.value.shown === "weights";
      return [
        isWhole ? logged.value : 0,
        ...checkpoints.value.map((step) => extentAt(name, step, kernel)),
      ];
    });
    return Math.max(0, ...each) || 1;
  });
  const mostAt = (name: SlotName, step: number, kernel: Kernel): number => {
    const { scale } = options.value;
    if (scale === "shared") return shared.value;
    const own = extentAt(name, step, kernel);
    return scale === "power" ? powerOfTwoAbove(own) : own || 1;
  };

  const closing: (() => void)[] = [];

  function slotWeights(name: SlotName): SlotWeights {
    const { matter, lit, trouble, ordering, nearest, tensor, arrived } = held[name];
    const subtracted = steady(
      () => {
        for (const step of nearest.value) {
          const [values, minus] = [tensor(step), subtrahend(name, step)];
          if (values === null || minus.kind === "awaited") continue;
          if (minus.kind === "nothing") return { step, whole: values, minus: null, words: null };
          return { step, whole: values, minus: minus.values, words: minus.words };
        }
        return null;
      },
      (one, two) => one?.whole === two?.whole && one?.minus === two?.minus,
    );
    const values = computed(() => {
      const from = subtracted.value;
      if (from === null) return null;
      return from.minus === null ? from.whole : difference(from.whole, from.minus);
    });
    const drawn = computed((): Drawn | null => {
      const [from, own] = [subtracted.value, matter.value];
      if (from === null || values.value === null || own.kind !== "weights") return null;
      const { step, words: minus } = from;
      const { kernel } = own;
      return { kernel, values: values.value, step, minus, most: mostAt(name, step, kernel) };
    });
    const ordered = computed(() => {
      void arrived.value;
      return ordering.value === null ? null : tensor(ordering.value);
    });
    const { close, ...shownOrder } = createShownOrder(explainer, matter, ordered, options);
    closing.push(close);
    return { own: held[name].own, matter, lit, drawn, ordering, ...shownOrder, trouble };
  }

  return {
    options,
    change(some) {
      const weights = textOf(wordsOfWeights({ ...asked.peek(), ...some }));
      settings.options.value = { ...settings.options.peek(), weights };
    },
    of: { a: slotWeights("a"), b: slotWeights("b") },
    areAlike,
    shown: computed(() => (isOther.value ? ["a"] : SLOTS)),
    pointed: signal(null),
    scrolled: signal(0),
    questions: computed(() => {
      const [a, b] = [held.a.questions.value, held.b.questions.value];
      return Array.from({ length: Math.max(a.length, b.length) }, (_, i) => [a[i], b[i]])
        .flat()
        .filter((question) => question !== undefined);
    }),
    close: () => closing.forEach((close) => close()),
  };
}
