// What the view is set to, and the words in the address that say so.
import type { AttackKind } from "../../network/attack/attack.ts";
import { namedIn, type OptionWords } from "../../store/optionWords.ts";

export const ATTACKS = {
  fgsm: { label: "One step (FGSM)" },
  pgd: { label: "Many steps (PGD)" },
} as const satisfies Readonly<Record<AttackKind, { label: string }>>;

/** The largest change that is offered, as a share of the way from black to white. */
export const MOST_EPSILON = 0.3;
export const EPSILON_STEP = 0.005;
/** At these the examples are tried. */
export const EPSILONS = [0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3] as const;
/** Of pgd. */
export const PGD_STEPS = 10;

export interface AdversarialOptions {
  kind: AttackKind;
  /** A share of the way from black to white. */
  epsilon: number;
  /** The class that images are moved towards; null moves them away from their own. */
  towards: number | null;
}

export const FIRST_OPTIONS: AdversarialOptions = { kind: "fgsm", epsilon: 0.1, towards: null };

/** Words that nobody knows are passed over. */
export function adversarialOptions(words: OptionWords): AdversarialOptions {
  const epsilon = numberIn(words, "epsilon");
  const towards = numberIn(words, "towards");
  return {
    kind: namedIn(words, ATTACKS) ?? FIRST_OPTIONS.kind,
    epsilon: epsilon >= 0 && epsilon <= MOST_EPSILON ? epsilon : FIRST_OPTIONS.epsilon,
    towards: Number.isInteger(towards) && towards >= 0 ? towards : null,
  };
}

function numberIn(words: OptionWords, word: string): number {
  const text = words.get(word)?.[0] ?? "";
  return text === "" ? NaN : Number(text);
}

/** Of what is as at first, nothing. */
export function wordsOfAdversarial({ kind, epsilon, towards }: AdversarialOptions): OptionWords {
  const words = new Map<string, readonly string[]>();
  if (kind !== FIRST_OPTIONS.kind) words.set(kind, []);
  if (epsilon !== FIRST_OPTIONS.epsilon) words.set("epsilon", [String(epsilon)]);
  if (towards !== null) words.set("towards", [String(towards)]);
  return words;
}
