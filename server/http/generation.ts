// The run that an immutable address means: gone for good once the server or the run's generation is another.
import type { Run, Runs } from "../runs/index.ts";
import { Refusal } from "./refusal.ts";

/** Nothing at such an address ever changes; `private` because a token may guard it. */
export const FOR_EVER = "private, max-age=31536000, immutable";

export interface GenerationParams {
  server: string;
  run: string;
  generation: string;
}

/** Finds the run, or refuses with 404 or 410. Ask again after reading: it may have been replaced meanwhile. */
export function runOf(runs: Runs, { server, run: id, generation }: GenerationParams): Run {
  if (server !== runs.server) {
    throw new Refusal(410, "This address is of an earlier start of the server.", RELOAD);
  }
  const run = runs.get(id);
  if (!run) throw new Refusal(404, "There is no such run.", RELOAD);
  if (wholeNumber(generation) !== run.generation) {
    throw new Refusal(410, "The run was replaced; this address is of the earlier one.", RELOAD);
  }
  return run;
}

/** Whole numbers as our own addresses write them; anything else is refused with 400. */
export function wholeNumber(text: string): number {
  const number = Number(text);
  if (/^(?:0|-?[1-9]\d*)$/.test(text) && Number.isSafeInteger(number)) return number;
  throw new Refusal(400, "A number in the address is none.", RELOAD);
}

/** Points `from` (included) to `to` (excluded) of `length`, written `from-to`; 400 or 416 for anything else. */
export function rangeOf(text: string, length: number): [from: number, to: number] {
  const [first, end, more] = text.split("-");
  if (first === undefined || end === undefined || more !== undefined) {
    throw new Refusal(400, "The range is not written as from-to.", RELOAD);
  }
  const [from, to] = [wholeNumber(first), wholeNumber(end)];
  if (from >= 0 && from < to && to <= length) return [from, to];
  throw new Refusal(416, `The series has ${length} points, not ${from} to ${to}.`, RELOAD);
}

const RELOAD = "Reload the page, or read api/runs again.";
