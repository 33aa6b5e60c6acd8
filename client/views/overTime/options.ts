// What the view is set to, to and from the words that stand for it in the address.

export const KINDS = ["ridges", "heat", "bands"] as const;
export type Kind = (typeof KINDS)[number];

export interface OverTimeOptions {
  kind: Kind;
  /** First and last of the chosen steps; null shows all. */
  steps: readonly [number, number] | null;
}

const STEPS = /^(-?\d+)_(-?\d+)$/;

/** "heat,12_300"; what is not known is as at first. */
export function optionsFrom(text: string): OverTimeOptions {
  const words = text.split(",");
  const found = words.map((word) => STEPS.exec(word)).find((one) => one !== null) ?? null;
  const [first, last] = [Number(found?.[1]), Number(found?.[2])];
  return {
    kind: KINDS.find((kind) => words.includes(kind)) ?? KINDS[0],
    steps: first < last ? [first, last] : null,
  };
}

export function optionsText({ kind, steps }: OverTimeOptions): string {
  return [...(kind === KINDS[0] ? [] : [kind]), ...(steps === null ? [] : [steps.join("_")])].join(
    ",",
  );
}
