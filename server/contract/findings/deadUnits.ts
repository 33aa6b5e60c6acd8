// Layers with units that say nothing whatever the network is shown: told by running it on examples.
import type { Finding, Weight } from "./finding.ts";
import { threshold } from "./thresholds.ts";

/** How many units of one rectified layer are above zero on none of the examples. */
export interface DeadUnitsEvidence {
  /** Name of its run. */
  model: string;
  layer: string;
  /** Of the layer's kernel; null where none is known. */
  tag: string | null;
  units: number;
  /** At the newest checkpoint. */
  dead: number;
  /** At the first checkpoint; null where that is the newest. */
  deadAtFirst: number | null;
  /** Step of the newest checkpoint. */
  step: number;
  /** Number of examples. */
  images: number;
}

export function deadUnits(evidence: DeadUnitsEvidence): Finding[] {
  const { model, layer, tag, units, dead, deadAtFirst, step, images } = evidence;
  if (images < threshold("fewestImages") || dead < threshold("deadShare") * units) return [];
  const before = deadAtFirst === null ? "" : `; at the first checkpoint ${deadAtFirst} were`;
  const all = dead === units;
  return [
    {
      rule: "deadUnits",
      weight: weightOf(dead / units),
      text: all
        ? `No unit of ${layer} is above zero on any of ${images} examples: the network answers the same to all of them${before}.`
        : `${dead} of ${units} units of ${layer} are above zero on none of ${images} examples: they say nothing and learn nothing${before}.`,
      models: [model],
      tag,
      layer,
      steps: [step, step],
      numbers: [
        { label: "dead units", value: dead },
        { label: "units", value: units },
        ...(deadAtFirst === null
          ? []
          : [{ label: "dead at the first checkpoint", value: deadAtFirst }]),
        { label: "examples", value: images },
      ],
      view: "activations",
    },
  ];
}

function weightOf(share: number): Weight {
  if (share === 1) return "grave";
  return share >= threshold("deadMost") ? "notable" : "hint";
}
