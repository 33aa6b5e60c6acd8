// Findings: what a careful colleague would point out, each with its evidence, the gravest first.
import {
  type Finding,
  gravestFirst,
  type ModelEvidence,
  type PairEvidence,
  type Rule,
} from "./finding.ts";
import { gap } from "./gap.ts";
import { initialLaw } from "./initialLaw.ts";
import { nonFinite } from "./nonFinite.ts";
import { oneLayer } from "./oneLayer.ts";
import { spread } from "./spread.ts";
import { stopped } from "./stopped.ts";
import { tails } from "./tails.ts";

const RULES: readonly Rule[] = [nonFinite, spread, gap, stopped, initialLaw, tails];

/** What is found in models one by one, and between the pairs. A parameter that never moved is not also said to be at its initial law. */
export function findingsOf(
  models: readonly ModelEvidence[],
  pairs: readonly PairEvidence[] = [],
): Finding[] {
  const all = [
    ...models.flatMap((model) => withoutRepeats(RULES.flatMap((rule) => rule(model)))),
    ...pairs.flatMap(oneLayer),
  ];
  return gravestFirst(all);
}

function withoutRepeats(findings: readonly Finding[]): Finding[] {
  const still = new Set(findings.filter(({ rule }) => rule === "neverMoved").map(({ tag }) => tag));
  return findings.filter(({ rule, tag }) => rule !== "initialLaw" || !still.has(tag));
}
