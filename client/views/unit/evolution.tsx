// How the unit became what it is: its strongest patch, its projection or its optimised image at every checkpoint.
import { EpochStrip } from "../../parts/inside/epochStrip.tsx";
import type { Inside } from "../../parts/inside/useInside.ts";
import { askOptimised, askTop, type LookedUnit } from "./looked.ts";
import { tileOf } from "./optimised.tsx";
import type { UnitOptions } from "./options.ts";
import { Section } from "./section.tsx";
import { tilesOf } from "./topNine.tsx";

interface EvolutionProps {
  inside: Inside;
  looked: LookedUnit;
  strip: UnitOptions["strip"];
}

/** The image that changes least from epoch to epoch is told apart best. */
const PRESET = "decayed";

export function Evolution(props: EvolutionProps) {
  return (
    <Section
      title="Over the training"
      about="The same at every checkpoint; the number is the largest activation. Click one to move the playhead there."
      testId={`evolution-${props.looked.slot.slot.slot}`}
    >
      <Strip {...props} />
    </Section>
  );
}

function Strip({ inside, looked, strip }: EvolutionProps) {
  const { slot, unit, range } = looked;
  if (strip === "optimised") {
    return (
      <EpochStrip<"maximise">
        slot={slot}
        ask={(at) => askOptimised(looked, at, PRESET)}
        tile={(result) => tileOf(result, range.value)}
        caption={({ activation, isFlat }) => (isFlat ? "dead" : short(activation))}
        words="Optimised image at"
      />
    );
  }
  return (
    <EpochStrip<"topImages">
      slot={slot}
      ask={(at) => askTop(at, unit.value, inside.address.value)}
      tile={(result) => {
        if (result.top.length === 0) return NOTHING;
        const { patch, projection } = tilesOf(result, 0, range.value);
        return strip === "patch" ? patch : (projection ?? patch);
      }}
      caption={({ top }) => (top.length === 0 ? "dead" : short(top[0]!.activation))}
      words={strip === "patch" ? "Strongest patch at" : "Projection at"}
    />
  );
}

const NOTHING = {
  height: 1,
  width: 1,
  channels: 1,
  values: [0],
  look: "image",
  low: 0,
  high: 1,
} as const;

function short(value: number): string {
  return String(Number(value.toPrecision(3))).replace("-", "−");
}
