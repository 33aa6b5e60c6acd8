// Which models are A and B after a click, in words too: up to two, a third replaces the older.
import type { ParameterSummary, RunSummary } from "#contract/protocol.ts";
import { isOptimizers, parameterKey } from "./parameters.ts";
import { naturally } from "./runs.ts";

export type SlotName = "a" | "b";
export const SLOTS: readonly SlotName[] = ["a", "b"];

/** The names of the chosen runs; `older` is the slot that a third choice replaces. */
export interface Chosen {
  a: string | null;
  b: string | null;
  older: SlotName;
}

/** What a click on `name` makes of the choice, and the sentence that says so. */
export function toggled(chosen: Chosen, name: string): { chosen: Chosen; said: string } {
  for (const slot of SLOTS) {
    if (chosen[slot] !== name) continue;
    const left = { ...chosen, [slot]: null, older: other(slot) };
    return { chosen: left, said: `${name} is no longer ${letter(slot)}.` };
  }
  const empty = SLOTS.find((slot) => chosen[slot] === null);
  const slot = empty ?? chosen.older;
  const replaced = chosen[slot];
  const filled = { ...chosen, [slot]: name, older: other(slot) };
  const said =
    replaced === null
      ? `${name} is now ${letter(slot)}.`
      : `${name} is now ${letter(slot)}; it replaced ${replaced}, the earlier choice.`;
  return { chosen: filled, said };
}

/** What is chosen when `name` is to be in `slot`: the model that was there goes where `name` comes from. */
export function put(
  chosen: Chosen,
  slot: SlotName,
  name: string,
): { chosen: Chosen; said: string } {
  const before = chosen[slot];
  const rest = chosen[other(slot)] === name ? before : chosen[other(slot)];
  const next = { ...chosen, [slot]: name, [other(slot)]: rest, older: other(slot) };
  return { chosen: next, said: `${name} is now ${letter(slot)}.` };
}

/**
 * The two that a page shows unasked: the best and the worst of the finished, whose layers differ most;
 * before two have finished, the first and the last by name, so that nothing jumps while scores change.
 */
export function chosenUnasked(runs: readonly RunSummary[]): Pick<Chosen, "a" | "b"> {
  const withWeights = runs.filter((run) => run.parameters.length > 0);
  const whole = withWeights.filter(({ metric }) => metric?.diverged !== true);
  // Where none has weights yet, the frames can at least say that they wait for them.
  const drawable = whole.length > 1 ? whole : withWeights.length > 0 ? withWeights : runs;
  const scored = drawable
    .filter((run) => run.ended === "success" && run.metric !== null)
    .sort((one, two) => goodness(two) - goodness(one) || naturally(one.name, two.name));
  const pool = scored.length >= 2 ? scored : drawable;
  const first = pool[0];
  const others = pool.filter((run) => run !== first);
  const keys = first === undefined ? new Set<string>() : comparedKeys(first);
  const like =
    others.findLast((run) => areAlike(comparedKeys(run), keys)) ??
    others.findLast((run) => [...comparedKeys(run)].some((key) => keys.has(key)));
  const last = like ?? pool.at(-1);
  return { a: first?.name ?? null, b: last === first ? null : (last?.name ?? null) };
}

/** The parameters to compare a model by; two models of other people's often have none in common. */
function comparedKeys({ parameters }: RunSummary): Set<string> {
  return new Set(parameters.filter(isCompared).map(parameterKey));
}

function areAlike(one: Set<string>, two: Set<string>): boolean {
  return one.size > 0 && one.size === two.size && [...one].every((key) => two.has(key));
}

/** Two optimisers have the same counters, whatever they train. */
function isCompared(parameter: ParameterSummary): boolean {
  return parameter.unavailable === null && !isOptimizers(parameter);
}

function goodness(run: RunSummary): number {
  const last = run.metric === null || run.metric.diverged ? NaN : run.metric.last;
  if (Number.isNaN(last)) return -Infinity;
  return run.metric?.lowerIsBetter ? -last : last;
}

export function letter(slot: SlotName): "A" | "B" {
  return slot === "a" ? "A" : "B";
}

function other(slot: SlotName): SlotName {
  return slot === "a" ? "b" : "a";
}
