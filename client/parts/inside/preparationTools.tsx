// What is done to an own image before networks are given it, to be switched on and off.
import type { Signal } from "@preact/signals";
import { Toggle } from "../../ui/toggle.tsx";
import type { Preparation } from "./prepared.ts";

const TOOLS = {
  inverted: { label: "Inverted", title: "Dark becomes bright, as MNIST’s digits are" },
  grey: { label: "Grey", title: "Without its colours, also where the network sees them" },
  centred: { label: "Centred", title: "A bright figure as large and where MNIST’s digits are" },
} as const satisfies Readonly<Record<keyof Preparation, { label: string; title: string }>>;

export function PreparationTools({ how }: { how: Signal<Preparation> }) {
  return (
    <>
      {(Object.keys(TOOLS) as (keyof Preparation)[]).map((name) => (
        <Toggle
          key={name}
          pressed={how.value[name]}
          change={(on) => (how.value = { ...how.value, [name]: on })}
          title={TOOLS[name].title}
          testId={`image-${name}`}
        >
          {TOOLS[name].label}
        </Toggle>
      ))}
    </>
  );
}

export const AS_IT_IS: Preparation = { inverted: false, grey: false, centred: false };
